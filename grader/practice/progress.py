"""What a person has done, as plain records, and how they grow.

Everything is a set of things that happened at a time, or the latest of its kind, so that the progress of two machines
can be merged in any order, as often as one likes, and nothing is lost or counted twice.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

import msgspec

VERSION = 1


class _Timed(msgspec.Struct, frozen=True):
    """Something that happened; its time is in UTC, however it was written."""

    at: datetime

    def __post_init__(self) -> None:
        try:
            at = self.at.astimezone(UTC) if self.at.tzinfo else self.at.replace(tzinfo=UTC)
        except OverflowError:
            raise ValueError("a time before the first day of the calendar, or after its last") from None
        msgspec.structs.force_setattr(self, "at", at)


_Event = TypeVar("_Event", bound=_Timed)


class Attempt(_Timed, frozen=True):
    """One graded attempt at an exercise.

    Parameters
    ----------
    at
        When it was graded.
    seconds
        How long the work took that led to it, since the attempt before or the beginning; 0 where nobody knows.
    mistakes
        The names of the mistakes that were recognised.
    work
        What the file is recognised by, so that one that has not changed is not counted again; may be empty.
    """

    score: float
    max_score: float
    seconds: float = 0.0
    mistakes: tuple[str, ...] = ()
    work: str = ""

    @property
    def passed(self) -> bool:
        """Whether it got full marks."""
        return self.max_score > 0 and self.score >= self.max_score


class HintTaken(_Timed, frozen=True):
    """A hint that was shown for the first time; ``number`` counts from 1."""

    number: int


class ExerciseProgress(msgspec.Struct, frozen=True, omit_defaults=True):
    """What was done on one exercise; each list is in the order of time.

    Parameters
    ----------
    solution_seen
        When the reference was shown before the exercise was solved, for the first time.
    reset
        When the stub was put back, the last time.
    """

    attempts: tuple[Attempt, ...] = ()
    hints: tuple[HintTaken, ...] = ()
    solution_seen: datetime | None = None
    reset: datetime | None = None

    @property
    def seconds(self) -> float:
        """All the time spent, as far as it is known."""
        return sum((attempt.seconds for attempt in self.attempts), 0.0)

    @property
    def solved(self) -> bool:
        """Whether any attempt got full marks."""
        return any(attempt.passed for attempt in self.attempts)

    @property
    def done(self) -> bool:
        """Whether the latest attempt got full marks, and the stub was not put back since."""
        if not self.attempts:
            return False
        latest = self.attempts[-1]
        return latest.passed and (self.reset is None or self.reset <= latest.at)


class Progress(msgspec.Struct, frozen=True):
    """What was done in a workspace, by the name of the exercise."""

    version: int = VERSION
    exercises: dict[str, ExerciseProgress] = {}

    def of(self, name: str) -> ExerciseProgress:
        """Return what was done on ``name``, maybe nothing."""
        return self.exercises.get(name, ExerciseProgress())


def is_done(progress: Progress, name: str) -> bool:
    """Say whether the latest attempt at ``name`` got full marks: going back to red un-does it."""
    return progress.of(name).done


def with_attempt(progress: Progress, name: str, attempt: Attempt) -> Progress:
    """Return ``progress`` and one more attempt."""
    return _with(progress, name, ExerciseProgress(attempts=(attempt,)))


def with_hint(progress: Progress, name: str, hint: HintTaken) -> Progress:
    """Return ``progress`` and one more hint taken."""
    return _with(progress, name, ExerciseProgress(hints=(hint,)))


def with_solution_seen(progress: Progress, name: str, at: datetime) -> Progress:
    """Return ``progress`` with the note that the reference was shown before the exercise was solved."""
    return _with(progress, name, ExerciseProgress(solution_seen=at))


def with_reset(progress: Progress, name: str, at: datetime) -> Progress:
    """Return ``progress`` with the note that the stub was put back."""
    return _with(progress, name, ExerciseProgress(reset=at))


def merge(one: Progress, other: Progress) -> Progress:
    """Return everything that was done on either machine.

    Idempotent, commutative and associative.
    """
    names = sorted({*one.exercises, *other.exercises})
    return Progress(exercises={name: _merged(one.of(name), other.of(name)) for name in names})


def _with(progress: Progress, name: str, more: ExerciseProgress) -> Progress:
    return merge(progress, Progress(exercises={name: more}))


def _merged(one: ExerciseProgress, other: ExerciseProgress) -> ExerciseProgress:
    return ExerciseProgress(
        attempts=_union(one.attempts, other.attempts),
        hints=_union(one.hints, other.hints),
        solution_seen=_either(min, one.solution_seen, other.solution_seen),
        reset=_either(max, one.reset, other.reset),
    )


def _union(one: tuple[_Event, ...], other: tuple[_Event, ...]) -> tuple[_Event, ...]:
    return tuple(sorted({*one, *other}, key=msgspec.structs.astuple))


def _either(
    choose: Callable[[datetime, datetime], datetime], one: datetime | None, other: datetime | None
) -> datetime | None:
    return (one or other) if one is None or other is None else choose(one, other)
