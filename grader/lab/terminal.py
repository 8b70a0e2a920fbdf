"""The gradient lab as text: a table, two heat maps, and the epsilon curve."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from grader.lab import words
from grader.lab.epsilon import COMMON, EpsilonCurve
from grader.lab.gradients import Comparison, GradientLab, ParameterResult
from grader.lab.words import HEAT_MAPS, HeatMap, Level

Style = Literal["good", "bad", "muted", "strong", "mistake", "code"]
Paint = Callable[[str, Style], str]

_STYLES: dict[Level, Style] = {
    "exact": "good", "rounding": "good", "small": "mistake", "large": "mistake", "wrong": "bad", "kink": "code",
    "missing": "bad",
}  # fmt: skip
_MOST_ROWS = 16  # of a heat map; where there are more, a cell stands for several entries
_PRINTED_LINES = 12
_WORST_WIDTH, _NOISE_WIDTH = 54, 74  # of a table with the columns of worst entries, and of the reference's own errors
_PLOT_WIDTH = 56  # of the epsilon curve with every step it was measured at


@dataclass(frozen=True, slots=True)
class Glyphs:
    """The characters to draw with."""

    cells: dict[Level, str]
    right: str
    wrong: str
    none: str
    rule: str
    point: str
    kink_point: str
    model: str
    axis: str
    corner: str
    floor: str
    mark: str


UNICODE = Glyphs(
    {"exact": "··", "rounding": "░░", "small": "▒▒", "large": "▓▓", "wrong": "██", "kink": "kk", "missing": "!!"},
    "✓", "✗", "—", "─", "●", "○", "·", "│", "└", "─", "↑",
)  # fmt: skip
ASCII = Glyphs(
    {"exact": " .", "rounding": " :", "small": " s", "large": " L", "wrong": " X", "kink": " k", "missing": " !"},
    "+", "x", "-", "-", "*", "o", ".", "|", "+", "-", "^",
)  # fmt: skip
_IN_ASCII = str.maketrans({"…": "...", "±": "+-", "²": "^2", "—": "-", "×": "x", "·": "."})


def lab_text(lab: GradientLab, paint: Paint, *, width: int = 80, glyphs: Glyphs = UNICODE) -> str:
    """Return the whole result.

    Parameters
    ----------
    width
        Columns to fill, 40 at least.
    glyphs
        ``ASCII`` where the output cannot show others.
    """
    text = "\n".join(_lines(lab, paint, width, glyphs))
    if glyphs is ASCII:  # what the candidate printed may still hold anything
        return text.translate(_IN_ASCII).encode("ascii", "replace").decode("ascii")
    return text


def _lines(lab: GradientLab, paint: Paint, width: int, glyphs: Glyphs) -> Iterator[str]:
    yield paint(lab.source, "strong")
    yield paint(_fill(words.network_line(lab), width), "muted")
    yield ""
    style: Style = "good" if lab.right else "bad"
    yield paint(_fill(f"{glyphs.right if lab.right else glyphs.wrong} {words.headline(lab)}", width, "  "), style)
    for remark in lab.answer.remarks:
        yield paint(_fill(remark, width), "mistake")
    yield ""
    yield from _table(lab, paint, width, glyphs)
    step = words.next_step(lab)
    if step:
        yield ""
        yield _fill(step, width)
    if lab.compared:
        for heat_map in HEAT_MAPS:
            yield ""
            yield paint(words.heat_title(heat_map, lab), "strong")
            yield from _heat_map(lab, heat_map, paint, width, glyphs)
        yield ""
        yield from _legend(lab, paint, width, glyphs)
    kinks = words.kink_lines(lab)
    if kinks:
        yield ""
        yield paint(_fill(kinks, width), "code")
    yield ""
    yield paint(_fill("Error of central differences against the exact gradient, by epsilon", width), "strong")
    yield from _curve(lab.curve, paint, width, glyphs)
    yield ""
    yield from (_fill(line, width) for line in words.curve_lines(lab.curve))
    if lab.answer.printed.strip():
        yield ""
        yield paint("your code printed:", "muted")
        yield from (paint(f"{glyphs.axis} {line}", "muted") for line in _printed(lab.answer.printed))


def _table(lab: GradientLab, paint: Paint, width: int, glyphs: Glyphs) -> Iterator[str]:
    above = f"{'':18}{'largest error against':>23}"
    head = f"{'':8}{'shape':<10}{'reference':>10}{'differences':>13}"
    if width >= _WORST_WIDTH:
        head += f"  {'worst entry':<11}"
    if width >= _NOISE_WIDTH:
        above, head = f"{above}{'reference against':>33}", f"{head}{'differences':>20}"
    yield paint(above.rstrip(), "muted")
    yield paint(head.rstrip(), "muted")
    for parameter in lab.parameters:
        shape = " × ".join(map(str, parameter.reference.shape))
        row = f"{_mark(parameter, paint, glyphs)} {parameter.key:<6}{shape:<10}"
        for comparison, column in ((parameter.against_reference, 10), (parameter.against_differences, 13)):
            row += paint(f"{_largest(comparison, glyphs):>{column}}", _style(comparison))
        if width >= _WORST_WIDTH:
            row += f"  {_worst(parameter):<11}"
        if width >= _NOISE_WIDTH:
            row += paint(f"{_largest(parameter.noise, glyphs):>20}", "muted")
        yield row.rstrip()
    notes = list(dict.fromkeys(parameter.note for parameter in lab.parameters if parameter.note))
    if notes:
        yield ""
    for note in notes:
        keys = ", ".join(parameter.key for parameter in lab.parameters if parameter.note == note)
        yield paint(_fill(f"{keys} {note}", width), "mistake")


def _mark(parameter: ParameterResult, paint: Paint, glyphs: Glyphs) -> str:
    if parameter.got is None and not parameter.note:
        return paint(glyphs.none, "muted")
    return paint(glyphs.right, "good") if parameter.right else paint(glyphs.wrong, "bad")


def _largest(comparison: Comparison | None, glyphs: Glyphs) -> str:
    if comparison is None:
        return glyphs.none
    if comparison.worst is None:
        return "kinks"
    return words.number(comparison.largest, 1)


def _style(comparison: Comparison | None) -> Style:
    if comparison is None or comparison.worst is None:
        return "muted"
    return "good" if comparison.right else "bad"


def _worst(parameter: ParameterResult) -> str:
    comparison = parameter.against_reference
    if comparison is None or comparison.right or comparison.worst is None:
        return ""
    return f"[{', '.join(map(str, comparison.worst))}]"


def _heat_map(lab: GradientLab, heat_map: HeatMap, paint: Paint, width: int, glyphs: Glyphs) -> Iterator[str]:
    """Yield the layers side by side, as many to a row as there is room for: weights above, biases below."""
    blocks = [
        _block(layer, weights, biases, heat_map, paint, width - 6, glyphs)
        for layer, (weights, biases) in enumerate(zip(lab.parameters[::2], lab.parameters[1::2], strict=True), start=1)
    ]
    row: list[_Block] = []
    for block in blocks:
        if row and sum(b.width + 3 for b in row) + block.width + 2 > width:
            yield from _side_by_side(row)
            yield ""
            row = []
        row.append(block)
    yield from _side_by_side(row)


@dataclass(frozen=True, slots=True)
class _Block:
    """Painted lines and the columns they take up unpainted."""

    width: int
    lines: list[str]


def _block(
    layer: int,
    weights: ParameterResult,
    biases: ParameterResult,
    heat_map: HeatMap,
    paint: Paint,
    width: int,
    glyphs: Glyphs,
) -> _Block:
    levels, (tall, wide) = _pooled(weights, heat_map, width // 2)
    bias_levels, _ = _pooled(biases, heat_map, width // 2)
    title = f"layer {layer}" if (tall, wide) == (1, 1) else f"layer {layer}, worst of {tall} × {wide}"
    cells = max(2 * len(levels[0]), 2 * len(bias_levels[0]))
    columns = max(len(title), cells + 2)
    lines = [f"{title:<{columns}}"]
    for name, rows in (("W", levels), ("b", bias_levels)):
        if name == "b":
            lines.append("  " + paint(glyphs.rule * cells, "muted") + " " * (columns - cells - 2))
        for number, row in enumerate(rows):
            drawn = "".join(paint(glyphs.cells[level], _STYLES[level]) if level else "  " for level in row)
            label = paint(name, "muted") if number == 0 else " "
            lines.append(f"{label} {drawn}{' ' * (columns - 2 * len(row) - 2)}")
    return _Block(columns, lines)


def _pooled(
    parameter: ParameterResult, heat_map: HeatMap, most_columns: int
) -> tuple[list[list[Level | None]], tuple[int, int]]:
    """Return the levels to draw, each the worst of a patch where there are too many entries, and a patch's size."""
    rows, columns = parameter.reference.shape
    tall, wide = math.ceil(rows / _MOST_ROWS), math.ceil(columns / most_columns)
    comparison = words.comparison_of(parameter, heat_map)
    patches = [(r, c) for r in range(0, rows, tall) for c in range(0, columns, wide)]
    width = math.ceil(columns / wide)
    if comparison is None:
        return [[None] * width for _ in range(math.ceil(rows / tall))], (tall, wide)
    kinks = parameter.kinks if heat_map.by_differences else np.zeros_like(parameter.kinks)
    flat: list[Level | None] = []
    for r, c in patches:
        errors, at_kinks = comparison.errors[r : r + tall, c : c + wide], kinks[r : r + tall, c : c + wide]
        counted = errors[~at_kinks]
        flat.append(words.level_of(float(counted.max(initial=0.0)), at_kink=not counted.size))
    return [flat[start : start + width] for start in range(0, len(flat), width)], (tall, wide)


def _side_by_side(blocks: list[_Block]) -> Iterator[str]:
    height = max(len(block.lines) for block in blocks)
    for number in range(height):
        parts = [block.lines[number] if number < len(block.lines) else " " * block.width for block in blocks]
        yield ("  " + "   ".join(parts)).rstrip()


def _legend(lab: GradientLab, paint: Paint, width: int, glyphs: Glyphs) -> Iterator[str]:
    levels = [level for level in words.LEGEND if level not in ("kink", "missing")]
    if lab.kinks:
        levels.append("kink")
    if any(p.got is not None and not np.isfinite(p.got).all() for p in lab.parameters):
        levels.append("missing")
    line, taken = " ", 1
    for level in levels:
        text = f"{glyphs.cells[level]} {words.LEGEND[level]}"
        if taken + len(text) + 2 > width:
            yield line
            line, taken = " ", 1
        line += f" {paint(glyphs.cells[level], _STYLES[level])} {words.LEGEND[level]} "
        taken += len(text) + 2
    yield line.rstrip()


def _curve(curve: EpsilonCurve, paint: Paint, width: int, glyphs: Glyphs) -> Iterator[str]:
    """Yield a log-log plot: a row to the decade of error, epsilon growing to the right."""
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
    yield from _axis(steps, scale, curve, paint, glyphs)
    key = f"{glyphs.point} measured   {glyphs.model} expected"
    kinked = bool(np.nanmax(np.where(np.isnan(smooth), 99.0, measured - smooth)) > 1)
    yield paint(f"{'':9}{key}{f'   {glyphs.kink_point} kinks counted' if kinked else ''}", "muted")


def _axis(
    steps: np.ndarray[tuple[int], np.dtype[np.float64]], scale: int, curve: EpsilonCurve, paint: Paint, glyphs: Glyphs
) -> Iterator[str]:
    """Yield the labels under the plot: decades of epsilon, then the best step and the common one."""
    columns = scale * (len(steps) - 1) + 1
    decades, marks = [" "] * (columns + 5), [" "] * (columns + 20)
    for column, step in enumerate(steps):
        if abs(step - round(step)) < 1e-9 and round(step) % (3 if scale == 1 else 2) == 0:
            for offset, character in enumerate(f"1e{round(step)}"):
                decades[scale * column + offset] = character
    for value, text in (
        (COMMON, f"{glyphs.mark} {words.number(COMMON)}"),
        (curve.best, f"{glyphs.mark} best {words.number(curve.best, 1)}"),
    ):
        at = scale * int(np.argmin(np.abs(steps - math.log10(value))))
        if all(character == " " for character in marks[max(0, at - 1) : at + len(text) + 1]):
            marks[at : at + len(text)] = text
    yield paint(f"{'':9}{''.join(decades).rstrip()}", "muted")
    yield paint(f"{'':9}{''.join(marks).rstrip()}", "code")


def _decades(values: np.ndarray[tuple[int], np.dtype[np.float64]]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    with np.errstate(divide="ignore"):
        return np.log10(np.maximum(values, 1e-17))


def _printed(text: str) -> list[str]:
    lines = text.rstrip().splitlines()
    more = len(lines) - _PRINTED_LINES
    return [*lines[:_PRINTED_LINES], *([f"… and {more} lines more"] if more > 0 else [])]


def _fill(text: str, width: int, later: str = "", first: str = "") -> str:
    return textwrap.fill(
        text, width, initial_indent=first, subsequent_indent=later, break_on_hyphens=False, break_long_words=False
    )
