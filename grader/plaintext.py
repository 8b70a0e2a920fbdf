"""Text that came from a candidate, made safe to show: no control, escape or direction-changing characters."""

from __future__ import annotations

import reprlib
import unicodedata
from typing import Any

_KEPT = {"\n", "\t"}
_HIDDEN = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def plain(text: str, *, one_line: bool = False) -> str:
    """Return ``text`` with every character that could move the cursor or reorder the line replaced by ``�``."""
    if text.isascii() and text.isprintable():
        return text
    cleaned = "".join(
        character if character in _KEPT or unicodedata.category(character) not in _HIDDEN else "�"
        for character in text.replace("\r\n", "\n")
    )
    return " ".join(cleaned.split()) if one_line else cleaned


def clipped(text: str, length: int = 40) -> str:
    """Return ``text``, its end left out if it is long."""
    return text if len(text) <= length else text[: length - 1] + "…"


def shown(value: Any, length: int) -> str:
    """Return ``repr(value)`` cut to ``length``, without spelling out what is cut: a value may hold thousands of arrays
    or millions of numbers.
    """
    brief = reprlib.Repr()
    brief.maxlevel = 2
    brief.maxlist = brief.maxtuple = brief.maxdict = length // 8
    brief.maxstring = brief.maxlong = brief.maxother = length
    return brief.repr(value)[:length]
