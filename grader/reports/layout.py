"""Text in the cells of a terminal: Chinese characters and emoji take two, marks none.

A line that is longer than the terminal is broken here, never by the terminal: what it breaks begins at its left edge
and would look like a line of the report's own. So a text is measured by the terminal that gives it most room, one that
draws each emoji of a joined sequence by itself.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata

# One cell a character, which is what textwrap counts.
_ONE_CELL = re.compile("[ -~\u00a0-\u02ff\u2010-\u2027\u2190-\u22ff]*")
_MORE = " …"
_AS_EMOJI = "\ufe0f"  # makes a narrow symbol before it a wide emoji


def cells(text: str) -> int:
    """Return the most cells that ``text`` takes in a line of any terminal."""
    return len(text) if _ONE_CELL.fullmatch(text) else sum(map(_cells_of, text))


def fill(text: str, width: int, indent: str, later: str | None = None) -> str:
    """Return a paragraph in lines of at most ``width`` cells, the first behind ``indent``, the others behind
    ``later``; a word is broken only if it is longer than a line.
    """
    following = indent if later is None else later
    if _ONE_CELL.fullmatch(text):
        return textwrap.fill(text, width, initial_indent=indent, subsequent_indent=following, break_on_hyphens=False)
    lines = [indent]
    for word in text.split():
        for number, piece in enumerate(chop(word, width - max(len(indent), len(following)))):
            begun = lines[-1] not in (indent, following)
            if number or (begun and cells(lines[-1]) + 1 + cells(piece) > width):
                lines.append(following)
                begun = False
            lines[-1] += " " * begun + piece
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
    pieces, room = [""], width
    for character in line:
        taken = _cells_of(character)
        if taken > room:
            pieces.append("")
            room = width
        pieces[-1] += character
        room -= taken
    return pieces


def _cells_of(character: str) -> int:
    if character == _AS_EMOJI:
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    wide = unicodedata.east_asian_width(character) in "WF" or "\U0001f000" <= character <= "\U0001faff"
    return 2 if wide else 1
