"""Excerpts of values for messages: cut before they are spelt out, not after."""

from __future__ import annotations

import reprlib
from typing import Any


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
