"""Hints, one at a time: the next opens after an attempt that made use of the last."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from grader.practice.progress import ExerciseProgress, HintTaken, Progress, with_hint


@dataclass(frozen=True, slots=True)
class HintState:
    """Where somebody stands with the hints of an exercise; numbers count from 1.

    Parameters
    ----------
    taken
        The numbers of the hints seen already.
    next
        The first one not seen yet; None if there is none.
    open
        Whether it may be taken now.
    count
        How many there are.
    """

    taken: tuple[int, ...]
    next: int | None
    open: bool
    count: int

    def shown(self, *, everything: bool = False) -> tuple[int, ...]:
        """Return the numbers of the hints to show now: those seen, and the next if it is open."""
        if everything:
            return tuple(range(1, self.count + 1))
        return (*self.taken, self.next) if self.open and self.next is not None else self.taken


def hint_state(done: ExerciseProgress, count: int) -> HintState:
    """Return where somebody stands who has ``done`` so much on an exercise that has ``count`` hints."""
    taken = sorted({hint.number for hint in done.hints if 1 <= hint.number <= count})
    following = next((number for number in range(1, count + 1) if number not in taken), None)
    last = max((hint.at for hint in done.hints), default=None)
    tried = last is None or any(attempt.at > last for attempt in done.attempts)
    return HintState(tuple(taken), following, following is not None and tried, count)


def with_hints(progress: Progress, name: str, numbers: Iterable[int], at: datetime) -> Progress:
    """Return ``progress`` with the note that these hints were shown; those seen before are not counted again."""
    seen = {hint.number for hint in progress.of(name).hints}
    for number in numbers:
        if number not in seen:
            progress = with_hint(progress, name, HintTaken(at, number))
    return progress
