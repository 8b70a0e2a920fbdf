"""Text that came from a candidate, made safe to show: no control, escape or direction-changing characters."""

from __future__ import annotations

import unicodedata

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
