"""A sheet for a terminal: tables by rich, sentences wrapped to the width."""

from __future__ import annotations

import io

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from grader.lab.sheet import Mark, Sheet, Table

_MARKS: dict[Mark, tuple[str, str]] = {
    "right": ("✓", "bold green"),
    "wrong": ("✗", "bold red"),
    "kit": ("·", "bright_black"),
    "": (" ", ""),
}
_PRINTED_LINES = 12


def sheet_text(sheet: Sheet, *, width: int) -> str:
    """Return the sheet as text with the colours of a terminal."""
    console = Console(file=io.StringIO(), width=width, force_terminal=True, color_system="standard", highlight=False)
    _print(console, sheet)
    text = console.file.getvalue()  # type: ignore[attr-defined]
    return "\n".join(line.rstrip() for line in text.rstrip().splitlines())


def _print(console: Console, sheet: Sheet) -> None:
    console.print(Text(sheet.title, "bold"))
    console.print(Text(sheet.setting, "bright_black"))
    console.print()
    mark, style = _MARKS["" if sheet.right is None else "right" if sheet.right else "wrong"]
    console.print(Text(f"{mark} {sheet.headline}".strip(), style or "bold"))
    for remark in sheet.remarks:
        console.print(Text(remark, "yellow"))
    for table in sheet.tables:
        console.print()
        console.print(Text(table.title, "bold"))
        console.print(Padding(_rich(table), (0, 0, 0, 2)))
    console.print()
    for lesson in sheet.lessons:
        console.print(Text(lesson))
    if sheet.printed.strip():
        lines = sheet.printed.rstrip().splitlines()
        more = [f"… and {len(lines) - _PRINTED_LINES} lines more"] if len(lines) > _PRINTED_LINES else []
        console.print()
        console.print(Text("your code printed:", "bright_black"))
        for line in [*lines[:_PRINTED_LINES], *more]:
            console.print(Text(f"│ {line}", "bright_black"), no_wrap=True, overflow="ellipsis")


def _rich(table: Table) -> RichTable:
    drawn = RichTable(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bright_black")
    drawn.add_column("")
    for number, title in enumerate(table.head):
        words = number in table.left
        drawn.add_column(title, justify="left" if words else "right", vertical="bottom", overflow="fold")
    for row in table.rows:
        mark, style = _MARKS[row.mark]
        drawn.add_row(Text(mark, style), *(Text(cell) for cell in row.cells))
    return drawn
