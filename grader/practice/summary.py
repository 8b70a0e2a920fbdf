"""What the progress comes to, exercise by exercise: the one source of the table, the picture and the JSON."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from grader.plaintext import plain
from grader.practice.choice import next_exercise
from grader.practice.progress import Attempt, ExerciseProgress, Progress

if TYPE_CHECKING:
    from grader.catalogue import Catalogue, Exercise

State = Literal["done", "begun", "untouched"]


@dataclass(frozen=True, slots=True)
class Standing:
    """Where somebody stands with one exercise.

    Parameters
    ----------
    points
        What it is worth today.
    first, best
        The first attempt and the best one, the earliest of several; None without attempts.
    hints, of_hints
        How many were taken, of how many.
    seconds
        The time spent, as far as it is known.
    mistakes
        How often each recognised mistake was made.
    """

    name: str
    title: str
    track: str
    state: State
    points: float
    attempts: int
    first: Attempt | None
    best: Attempt | None
    hints: int
    of_hints: int
    solution_seen: datetime | None
    seconds: float
    mistakes: dict[str, int]


@dataclass(frozen=True, slots=True)
class Summary:
    """Where somebody stands with everything; ``next`` is the first exercise that is not done."""

    standings: tuple[Standing, ...]
    next: str | None

    @property
    def done(self) -> int:
        """How many exercises are done."""
        return sum(standing.state == "done" for standing in self.standings)

    @property
    def points(self) -> float:
        """The points of the best attempts, as exercises are worth today."""
        return sum(standing.points * share(standing.best) for standing in self.standings)

    @property
    def of_points(self) -> float:
        """The points of all exercises."""
        return sum(standing.points for standing in self.standings)

    @property
    def seconds(self) -> float:
        """All the time spent, as far as it is known."""
        return sum(standing.seconds for standing in self.standings)


def summarise(progress: Progress, catalogue: Catalogue) -> Summary:
    """Return where somebody with this progress stands. What the catalogue no longer holds is left out."""
    following = next_exercise(catalogue, progress)
    standings = tuple(_standing(exercise, progress.of(exercise.name)) for exercise in catalogue)
    return Summary(standings, following.name if following else None)


def share(attempt: Attempt | None) -> float:
    """Return the part of full marks that an attempt got, from 0 to 1."""
    if attempt is None or attempt.max_score <= 0:
        return 0.0
    return min(max(attempt.score / attempt.max_score, 0.0), 1.0)


def summary_record(summary: Summary) -> dict[str, object]:
    """Return the summary as plain data."""
    return {
        "schema": 1,
        "done": summary.done,
        "exercises_in_all": len(summary.standings),
        "points": round(summary.points, 6),
        "max_points": summary.of_points,
        "seconds": round(summary.seconds, 1),
        "next": summary.next,
        "exercises": [_record(standing) for standing in summary.standings],
    }


def _standing(exercise: Exercise, done: ExerciseProgress) -> Standing:
    first = done.attempts[0] if done.attempts else None
    # Progress may have been imported from anywhere, and these names are shown.
    made = (plain(mistake, one_line=True, most=60) for attempt in done.attempts for mistake in attempt.mistakes)
    return Standing(
        name=exercise.name,
        title=exercise.title,
        track=exercise.track,
        state="done" if done.done else "begun" if done.attempts else "untouched",
        points=exercise.points,
        attempts=len(done.attempts),
        first=first,
        best=max(done.attempts, key=share, default=None),
        hints=len({hint.number for hint in done.hints}),
        of_hints=len(exercise.hints),
        solution_seen=done.solution_seen,
        seconds=done.seconds,
        mistakes=dict(Counter(made).most_common()),
    )


def _record(standing: Standing) -> dict[str, object]:
    seen = standing.solution_seen
    return {
        "name": standing.name,
        "title": standing.title,
        "track": standing.track,
        "state": standing.state,
        "attempts": standing.attempts,
        "first": _attempt_record(standing.first),
        "best": _attempt_record(standing.best),
        "hints": standing.hints,
        "of_hints": standing.of_hints,
        "solution_seen": seen.isoformat(timespec="seconds") if seen else None,
        "seconds": round(standing.seconds, 1),
        "mistakes": standing.mistakes,
    }


def _attempt_record(attempt: Attempt | None) -> dict[str, object] | None:
    if attempt is None:
        return None
    at = attempt.at.isoformat(timespec="seconds")
    return {"at": at, "score": attempt.score, "max_score": attempt.max_score}
