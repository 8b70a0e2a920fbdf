"""Attempts at exercises, as reviews: what was solved is to be written again before it is forgotten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from grader.practice.progress import Attempt
from grader.review.schedule import Outcome, Past

_FLUENT = 3  # attempts on one day up to which a solution counts as known by heart


def reviews_of(attempts: Iterable[Attempt]) -> list[Past]:
    """Return one review for each day of attempts: an exercise is saved many times before it is solved.

    A day that ends without full marks was a failure; one with many attempts before it, hard work.
    """
    days: dict[date, list[Attempt]] = {}
    for attempt in sorted(attempts, key=lambda attempt: attempt.at):
        days.setdefault(attempt.at.date(), []).append(attempt)
    return [Past(day[-1].at, _outcome(day)) for day in days.values()]


def _outcome(day: list[Attempt]) -> Outcome:
    needed = next((number for number, attempt in enumerate(day, start=1) if attempt.passed), None)
    if needed is None:
        return "failed"
    return "known" if needed <= _FLUENT else "laboured"
