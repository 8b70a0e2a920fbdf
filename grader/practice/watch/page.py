"""A text that fills the screen, to be read and scrolled: a solution beside one's own code, for instance."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from grader.practice.watch.screen import Frame, Look, framed, key_lines, rule, top_line
from grader.reports.layout import fit


@dataclass(frozen=True, slots=True)
class Page:
    """A text.

    Parameters
    ----------
    title
        What it is.
    lines
        Makes its lines for a width.
    """

    title: str
    lines: Callable[[Look], Sequence[str]]


def page_screen(page: Page, look: Look, scroll: int, *, title: str, status: str, done: int, total: int) -> Frame:
    """Return the screen of a text."""
    head = [top_line(title, status, done, total, look), look.paint(fit(page.title, look.column), "strong"), rule(look)]
    foot = [rule(look), *key_lines([("↑↓", "scroll"), ("space", "further"), ("esc", "back")], look)]
    return framed(head, list(page.lines(look)), foot, look, scroll)
