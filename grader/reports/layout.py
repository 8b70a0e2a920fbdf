"""Text in the cells of a terminal: Chinese characters and emoji take two, marks none.

A line that is longer than the terminal is broken here, never by the terminal: what it breaks begins at its left edge
and looks like a line of the report's own.
"""

from __future__ import annotations

import re
import textwrap

# One cell a character, which is what textwrap counts; all else is measured by wcwidth, whose tables take 20 ms to load.
_ONE_CELL = re.compile("[ -~\u00a0-\u02ff\u2010-\u2027\u2190-\u22ff]*")
_MORE = " …"


def cells(text: str) -> int:
    """Return how many cells ``text`` takes in a line."""
    if _ONE_CELL.fullmatch(text):
        return len(text)
    import wcwidth

    return wcwidth.width(text, control_codes="ignore")


def fill(text: str, width: int, indent: str, later: str | None = None) -> str:
    """Return a paragraph in lines of at most ``width`` cells, the first behind ``indent``, the others behind
    ``later``; a word is broken only if it is longer than a line.
    """
    following = indent if later is None else later
    if _ONE_CELL.fullmatch(text):
        return textwrap.fill(
            text, width, initial_indent=indent, subsequent_indent=following, break_on_hyphens=False
        )  # fmt: skip
    import wcwidth

    lines = wcwidth.wrap(
        text, width, control_codes="ignore", initial_indent=indent, subsequent_indent=following, break_on_hyphens=False
    )
    return "\n".join(lines)


def fit(text: str, most: int) -> str:
    """Return ``text`` if it takes at most ``most`` cells, else its first words and ``…``."""
    if cells(text) <= most:
        return text
    begin = chop(text, max(most - len(_MORE), 1))[0].rstrip()
    words = begin.rpartition(" ")[0]
    return (words if len(words) > len(begin) // 2 else begin) + _MORE


def pad(text: str, width: int) -> str:
    """Return ``text`` with as many spaces behind it as it takes to fill ``width`` cells."""
    return text + " " * (width - cells(text))


def chop(line: str, width: int) -> list[str]:
    """Return a line in pieces of at most ``width`` cells, spaces kept: for text whose layout means something."""
    if _ONE_CELL.fullmatch(line):
        return [line[start : start + width] for start in range(0, len(line), width)] or [""]
    import wcwidth

    pieces, taken, room = [""], 0, width
    for grapheme in wcwidth.iter_graphemes(line):
        taken = cells(grapheme)
        if taken > room:
            pieces.append("")
            room = width
        pieces[-1] += grapheme
        room -= taken
    return pieces
