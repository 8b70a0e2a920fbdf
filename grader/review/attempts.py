"""What the workspace knows of attempts at exercises.

Reads ``.gradlings/progress.json``, which belongs to the practice commands, and believes it only where it has the form
below. Whatever else is found there is passed over: a review must not fail over a file it does not own::

    {"exercises": {"relu": {"attempts": [{"at": "2026-01-31T09:00:00+00:00", "score": 3.0, "max_score": 5.0}]}}}
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from grader.review.schedule import Outcome, Past

_FLUENT = 3  # attempts on one day up to which a solution counts as known by heart


class Attempt(msgspec.Struct, frozen=True):
    """One graded attempt at an exercise."""

    at: datetime
    score: float
    max_score: float

    @property
    def passed(self) -> bool:
        """Whether it got full marks."""
        return self.max_score > 0 and self.score >= self.max_score


class _Progress(msgspec.Struct):
    exercises: dict[str, msgspec.Raw] = {}


class _Exercise(msgspec.Struct):
    attempts: list[msgspec.Raw] = []


def read_attempts(path: Path) -> dict[str, list[Attempt]]:
    """Return the attempts at each exercise; none where the file is missing or says something else."""
    try:
        progress = msgspec.json.decode(path.read_bytes(), type=_Progress)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError):
        return {}
    found = {}
    for name, raw in progress.exercises.items():
        try:
            attempts = msgspec.json.decode(raw, type=_Exercise).attempts
        except msgspec.DecodeError:
            continue
        listed = [attempt for attempt in map(_attempt, attempts) if attempt is not None]
        if listed:
            found[name] = listed
    return found


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


def _attempt(raw: msgspec.Raw) -> Attempt | None:
    try:
        attempt = msgspec.json.decode(raw, type=Attempt)
    except msgspec.DecodeError:
        return None
    return attempt if attempt.at.tzinfo else msgspec.structs.replace(attempt, at=attempt.at.replace(tzinfo=UTC))
