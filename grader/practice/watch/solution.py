"""The reference beside one's own code, as a page on the screen."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from grader.practice.reference import compare
from grader.practice.sheet import sheet
from grader.practice.watch.page import Page
from grader.practice.watch.screen import Look

if TYPE_CHECKING:
    from grader.catalogue import Exercise


def solution_page(exercise: Exercise, path: Path) -> Page:
    """Return the page for what the file at ``path`` has of ``exercise``."""
    comparison = compare(exercise, path if path.exists() else None)

    @cache
    def lines(width: int, colour: bool) -> list[str]:
        return sheet(comparison, exercise.title, width=width, colour=colour).rstrip().split("\n")

    def for_look(look: Look) -> list[str]:
        return lines(look.width, look.colour)

    return Page("The reference, and what an interviewer listens for", for_look)
