"""The epsilon curve, drawn with characters."""

from __future__ import annotations

import math
from collections.abc import Iterator

import numpy as np

from grader.lab.glyphs import Glyphs, Paint, Style
from grader.lab.gradients import words
from grader.lab.gradients.epsilon import COMMON, EpsilonCurve
from grader.suite.networks import FloatArray

_PLOT_WIDTH = 56  # with every step it was measured at


def plot(curve: EpsilonCurve, paint: Paint, width: int, glyphs: Glyphs) -> Iterator[str]:
    """Yield the lines of a log-log plot: a row to the decade of error, epsilon growing to the right."""
    every = 1 if width >= _PLOT_WIDTH else 2
    epsilons = curve.epsilons[::-every]
    steps = np.log10(epsilons)
    measured, smooth = _decades(curve.errors_at_kinks[::-every]), _decades(curve.errors[::-every])
    model = _decades(curve.truncation * epsilons**2 + curve.rounding / epsilons)
    lowest = math.floor(max(min(np.nanmin(measured), np.nanmin(smooth)), -16))
    scale = 2 if width >= 2 * _PLOT_WIDTH - 8 else 1  # columns to a measured step
    grid = [[(" ", "muted")] * (scale * (len(steps) - 1) + 1) for _ in range(-lowest + 1)]

    def put(column: int, decade: float, mark: str, style: Style) -> None:
        if np.isfinite(decade) and lowest <= round(decade) <= 0:
            grid[-round(decade)][column] = (mark, style)

    for column in range(len(steps)):
        put(scale * column, model[column], glyphs.model, "muted")
    for column in range(len(steps)):
        if measured[column] - smooth[column] > 1 or np.isnan(smooth[column]):
            put(scale * column, smooth[column], glyphs.point, "strong")
            put(scale * column, measured[column], glyphs.kink_point, "code")
        else:
            put(scale * column, measured[column], glyphs.point, "strong")
    for row, cells in enumerate(grid):
        label = f"1e{-row}" if row % 2 == 0 else ""
        drawn = "".join(paint(mark, style) if mark != " " else " " for mark, style in cells)  # type: ignore[arg-type]
        yield f"{paint(f'{label:>7} {glyphs.axis}', 'muted')}{drawn}".rstrip()
    yield paint(f"{'':8}{glyphs.corner}{glyphs.floor * len(grid[0])}", "muted")
    yield from _axis(steps, scale, curve, paint, width - 9, glyphs)
    kinked = bool(np.nanmax(np.where(np.isnan(smooth), 99.0, measured - smooth)) > 1)
    yield from (paint(f"{'':9}{line}", "muted") for line in _key(kinked, width - 9, glyphs))


def _axis(steps: FloatArray, scale: int, curve: EpsilonCurve, paint: Paint, room: int, glyphs: Glyphs) -> Iterator[str]:
    """Yield the labels under the plot: decades of epsilon, then the best step and the common one."""
    columns = scale * (len(steps) - 1) + 1
    decades, marks = [" "] * (columns + 5), [" "] * room
    for column, step in enumerate(steps):
        if abs(step - round(step)) < 1e-9 and round(step) % (3 if scale == 1 else 2) == 0:
            for offset, character in enumerate(f"1e{round(step)}"):
                decades[scale * column + offset] = character
    for value, text in ((COMMON, words.number(COMMON)), (curve.best, f"best {words.number(curve.best, 1)}")):
        at = scale * int(np.argmin(np.abs(steps - math.log10(value))))
        fits = at + len(text) + 2 <= room
        start = at if fits else at - len(text) - 1
        drawn = f"{glyphs.mark} {text}" if fits else f"{text} {glyphs.mark}"
        if all(character == " " for character in marks[max(0, start - 1) : start + len(drawn) + 1]):
            marks[start : start + len(drawn)] = drawn
    yield paint(f"{'':9}{''.join(decades).rstrip()}", "muted")
    yield paint(f"{'':9}{''.join(marks).rstrip()}", "code")


def _key(kinked: bool, room: int, glyphs: Glyphs) -> list[str]:
    parts = [f"{glyphs.point} measured", f"{glyphs.model} expected"]
    if kinked:
        parts.append(f"{glyphs.kink_point} with kinks")
    line = "   ".join(parts)
    return [line] if len(line) <= room else parts


def _decades(values: FloatArray) -> FloatArray:
    with np.errstate(divide="ignore"):
        return np.log10(np.maximum(values, 1e-17))
