"""The reference and one's own code on the screen: side by side where both fit, one below the other elsewhere."""

from __future__ import annotations

import textwrap

from rich.console import Group, RenderableType
from rich.markdown import Markdown
from rich.padding import Padding
from rich.syntax import Syntax
from rich.table import Table
from rich.text import Text

from grader.practice.drawing import drawn
from grader.practice.reference import Comparison

_NARROWEST_COLUMN = 56  # most lines of code fit
_GAP = 3
_HANGING = 8  # how much deeper the rest of a long line begins


def sheet(comparison: Comparison, title: str, *, width: int, colour: bool) -> str:
    """Return both solutions and the notes, as text for a terminal of ``width`` columns."""
    parts: list[RenderableType] = [Text.assemble((comparison.exercise, "bold"), f"  {title}"), Text()]
    yours = f"yours: {comparison.file}" if comparison.file else "yours"
    side_by_side = width >= 2 * _NARROWEST_COLUMN + _GAP
    room = (width - _GAP) // 2 if side_by_side else width - 2
    own = _code(comparison.own, room) if comparison.own else Text("not written yet", style="bright_black")
    reference = _code(comparison.reference, room)
    if side_by_side:
        table = Table.grid(padding=(0, _GAP, 0, 0))
        table.add_column(width=room)
        table.add_column(width=room)
        table.add_row(Text(yours, style="bold yellow"), Text("reference", style="bold yellow"))
        table.add_row(own, reference)
        parts += [table, Text()]
    else:
        for heading, code in ((yours, own), ("reference", reference)):
            parts += [Text(heading, style="bold yellow"), Padding(code, (0, 0, 1, 2))]
    parts.append(Markdown(comparison.notes))
    return drawn(Group(*parts), width=width, colour=colour)


def _code(text: str, width: int) -> Syntax:
    folded = "\n".join(piece for line in text.splitlines() for piece in _folded(line, width))
    return Syntax(folded, "python", theme="ansi_dark", background_color="default")


def _folded(line: str, width: int) -> list[str]:
    """Return a line of code in pieces that fit, broken at spaces, the later ones deeper than the first."""
    indent = line[: len(line) - len(line.lstrip())]
    deeper = "# " if line.lstrip().startswith("#") else " " * _HANGING
    return textwrap.wrap(
        line.strip(), width, initial_indent=indent, subsequent_indent=indent + deeper,
        replace_whitespace=False, break_on_hyphens=False,
    ) or [""]  # fmt: skip
