"""The reference beside one's own code, as a page on the screen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from grader.practice.reference import Comparison, compare
from grader.practice.watch.page import Page
from grader.practice.watch.screen import Look
from grader.reports.layout import chop, fill, pad

if TYPE_CHECKING:
    from grader.catalogue import Exercise

_SIDE_BY_SIDE = 100  # columns from which two codes stand beside each other


def solution_page(exercise: Exercise, path: Path) -> Page:
    """Return the page for what the file at ``path`` has of ``exercise``."""
    comparison = compare(exercise, path)
    return Page(f"{exercise.name}: the reference, and what an interviewer listens for", _Lines(comparison))


class _Lines:
    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison

    def __call__(self, look: Look) -> list[str]:
        """Return the lines of the page."""
        held = self._comparison
        own = held.own or "(nothing yet)"
        if look.width >= _SIDE_BY_SIDE:
            lines = _beside(own, held.reference, look)
        else:
            lines = [*_one("yours", own, look), "", *_one("the reference", held.reference, look)]
        return [*lines, "", look.paint("what an interviewer listens for", "strong"), *_notes(held.notes, look)]


def _one(title: str, code: str, look: Look) -> list[str]:
    return [look.paint(title, "strong"), *(look.paint(line, "code") for line in _chopped(code, look.width - 1))]


def _beside(own: str, reference: str, look: Look) -> list[str]:
    half = look.width // 2 - 2
    left, right = _chopped(own, half), _chopped(reference, half)
    height = max(len(left), len(right))
    left += [""] * (height - len(left))
    right += [""] * (height - len(right))
    title = look.paint(pad("yours", half), "strong") + "   " + look.paint("the reference", "strong")
    bar = look.paint("│", "muted")
    return [title, *(f"{pad(a, half)} {bar} {look.paint(b, 'code')}" for a, b in zip(left, right, strict=True))]


def _chopped(code: str, width: int) -> list[str]:
    return [piece for line in code.expandtabs(4).split("\n") for piece in chop(line, width)]


def _notes(notes: str, look: Look) -> list[str]:
    lines = []
    for paragraph in notes.split("\n"):
        text = paragraph.rstrip()
        if text.startswith("#"):
            lines.append(look.paint(text.lstrip("# "), "strong"))
        elif text.startswith(("- ", "* ")):
            lines += fill(text[2:], look.column, "- ", "  ").split("\n")
        else:
            lines += fill(text, look.column, "").split("\n")
    return lines
