"""The gradient lab as text: a table, two heat maps, and the epsilon curve."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from grader.lab.colours import Level
from grader.lab.glyphs import ASCII, UNICODE, Glyphs, Paint, Style, in_ascii
from grader.lab.gradients import words
from grader.lab.gradients.comparison import Comparison, GradientLab, ParameterResult
from grader.lab.gradients.plot import plot
from grader.lab.gradients.words import HEAT_MAPS, HeatMap

_STYLES: dict[Level, Style] = {
    "exact": "good", "rounding": "good", "small": "mistake", "large": "mistake", "wrong": "bad", "kink": "code",
    "missing": "bad",
}  # fmt: skip
_MOST_ROWS = 16  # of a heat map; where there are more, a cell stands for several entries
_PRINTED_LINES = 12
_WORST_WIDTH, _NOISE_WIDTH = 54, 74  # of a table with the columns of worst entries, and of the reference's own errors


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
        return in_ascii(text)
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
            yield paint(_fill(words.heat_title(heat_map, lab), width), "strong")
            yield from _heat_map(lab, heat_map, paint, width, glyphs)
        yield ""
        yield from _legend(lab, paint, width, glyphs)
    kinks = words.kink_lines(lab)
    if kinks:
        yield ""
        yield paint(_fill(kinks, width), "code")
    yield ""
    yield paint(_fill("Error of central differences against the exact gradient, by epsilon", width), "strong")
    yield from plot(lab.curve, paint, width, glyphs)
    yield ""
    yield from (_fill(line, width) for line in words.curve_lines(lab.curve))
    if lab.answer.printed.strip():
        yield ""
        yield paint("your code printed:", "muted")
        yield from (paint(f"{glyphs.axis} {line}", "muted") for line in _printed(lab.answer.printed))


def _table(lab: GradientLab, paint: Paint, width: int, glyphs: Glyphs) -> Iterator[str]:
    above = f"{'':17}{'largest error against':>23}"
    head = f"{'':8}{'shape':<9}{'reference':>10}{'differences':>13}"
    if width >= _WORST_WIDTH:
        head += f"  {'worst entry':<11}"
    if width >= _NOISE_WIDTH:
        above, head = f"{above}{'reference against':>33}", f"{head}{'differences':>20}"
    yield paint(above.rstrip(), "muted")
    yield paint(head.rstrip(), "muted")
    for parameter in lab.parameters:
        shape = " × ".join(map(str, parameter.reference.shape))
        row = f"{_mark(parameter, paint, glyphs)} {parameter.key:<6}{shape:<9}"
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
        yield paint(_fill(f"{keys}: {note}", width), "mistake")


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


def _printed(text: str) -> list[str]:
    lines = text.rstrip().splitlines()
    more = len(lines) - _PRINTED_LINES
    return [*lines[:_PRINTED_LINES], *([f"… and {more} lines more"] if more > 0 else [])]


def _fill(text: str, width: int, later: str = "", first: str = "") -> str:
    return textwrap.fill(
        text, width, initial_indent=first, subsequent_indent=later, break_on_hyphens=False, break_long_words=False
    )
