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


class _Brief(reprlib.Repr):
    """Spells out as little as will be shown: a value may hold thousands of arrays, or millions of numbers."""

    def __init__(self, length: int) -> None:
        super().__init__()
        self.maxlevel = 2
        self.maxlist = self.maxtuple = self.maxdict = length // 8
        self.maxstring = self.maxlong = self.maxother = length

    def repr_ndarray(self, array: Any, level: int) -> str:
        """Spell out small arrays only: even what numpy shows of a large one can be long."""
        return self.repr_instance(array, level) if array.size <= 12 else f"<{array.dtype} {array.shape}>"


def shown(value: Any, length: int) -> str:
    """Return ``repr(value)``, shortened where it is longer than ``length``."""
    return _Brief(length).repr(value)[:length]
