"""The characters and styles that the lab draws with in a terminal."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from grader.lab.colours import Level

Style = Literal["good", "bad", "muted", "strong", "mistake", "code"]
Paint = Callable[[str, Style], str]


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


def in_ascii(text: str) -> str:
    """Return ``text`` with what ASCII lacks written another way, and what it cannot write as a question mark."""
    return text.translate(_IN_ASCII).encode("ascii", "replace").decode("ascii")
