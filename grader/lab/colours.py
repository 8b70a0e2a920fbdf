"""The colours of pictures and pages, for light and dark backgrounds; lightness alone tells the levels apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["exact", "rounding", "small", "large", "wrong", "kink", "missing"]


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as ``#rrggbb``."""

    background: str
    text: str
    muted: str
    line: str
    curve: str
    model: str
    kink: str
    good: str
    bad: str
    levels: dict[Level, str]


LIGHT = Theme(
    background="#ffffff",
    text="#1e2129",
    muted="#5b6270",
    line="#d5d9e0",
    curve="#2f5fb3",
    model="#9aa3b2",
    kink="#b3541e",
    good="#1f7a4d",
    bad="#b3263a",
    levels={
        "exact": "#dcefe4",
        "rounding": "#a9d9bf",
        "small": "#f3cf6b",
        "large": "#e58b3a",
        "wrong": "#b3263a",
        "kink": "#bcd7f5",
        "missing": "#5a3f8c",
    },
)
DARK = Theme(
    background="#16181d",
    text="#e3e6ec",
    muted="#9aa3b2",
    line="#363b45",
    curve="#7fb0ff",
    model="#6b7382",
    kink="#ff9d5c",
    good="#6fd3a0",
    bad="#ff7a8a",
    levels={
        "exact": "#1d3a2d",
        "rounding": "#2b6049",
        "small": "#75590f",
        "large": "#a85a1c",
        "wrong": "#ff7a8a",
        "kink": "#2d5a8c",
        "missing": "#b79bf0",
    },
)
