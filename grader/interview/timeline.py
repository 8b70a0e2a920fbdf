"""Where the time went, read from the log: which exercise it was spent on, and when the program was not there.

Nobody can see what a person is looking at, so time counts towards the exercise that is saved next. What follows the
last save counts towards none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Literal

from grader.interview.conduct import TICK
from grader.interview.log import AnyRecord, Closed, Collected, Ended, Graded, Opened, Resumed, opened_of

_STILL = 2 * TICK  # without any record: the program did not run, or the machine slept
_SHORT = timedelta(seconds=1)  # gaps below are no gaps

Why = Literal["left", "interrupted", "lost", "still"]


@dataclass(frozen=True, slots=True)
class Gap:
    """Time that ran on while the program did not.

    Parameters
    ----------
    why
        The person ``left`` it or ``interrupted`` it, it was ``lost`` without a word, or stood ``still``.
    """

    begin: datetime
    end: datetime
    why: Why

    @property
    def seconds(self) -> float:
        """How long it took."""
        return (self.end - self.begin).total_seconds()


@dataclass(frozen=True, slots=True)
class Stretch:
    """Time that led to a save of ``exercise``; of none, if it is empty."""

    begin: datetime
    end: datetime
    exercise: str

    @property
    def seconds(self) -> float:
        """How long it took."""
        return (self.end - self.begin).total_seconds()


def ended_at(records: Sequence[AnyRecord]) -> datetime:
    """Return when work stopped counting, or the latest moment known of an interview that is open."""
    ends_at = opened_of(records).ends_at
    ended = next((record.at for record in records if isinstance(record, Ended)), None)
    return min(ends_at, ended or max(record.at for record in records))


def gaps(records: Sequence[AnyRecord]) -> list[Gap]:
    """Return when the program was not running although it had been, up to the end.

    Files graded one by one, with no program on the screen that could be left, make no gaps.
    """
    last = ended_at(records)
    found = []
    running = False
    for before, after in pairwise(sorted(_working(records), key=lambda record: record.at)):
        running = not isinstance(before, Closed) and (running or isinstance(before, Resumed))
        begin, end = before.at, min(after.at, last)
        if isinstance(after, Resumed) and not isinstance(before, Opened):
            why: Why = before.why if isinstance(before, Closed) else "lost"
        elif running and end - begin >= _STILL:
            why = "still"
        else:
            continue
        if end - begin >= _SHORT:
            found.append(Gap(begin, end, why))
    return found


def stretches(records: Sequence[AnyRecord]) -> list[Stretch]:
    """Return the time from the beginning to the end in stretches, one after the other, gaps left out."""
    opened, last, missing = opened_of(records), ended_at(records), gaps(records)
    found: list[Stretch] = []
    begin = opened.at
    for record in records:
        if isinstance(record, Graded) and record.at <= last:
            found += _without(missing, begin, record.at, record.exercise)
            begin = record.at
    return found + list(_without(missing, begin, last, ""))


def seconds_on(records: Sequence[AnyRecord]) -> dict[str, float]:
    """Return the seconds spent on each exercise; those after the last save under an empty name."""
    spent: dict[str, float] = {}
    for stretch in stretches(records):
        spent[stretch.exercise] = spent.get(stretch.exercise, 0.0) + stretch.seconds
    return spent


def _working(records: Sequence[AnyRecord]) -> Iterator[AnyRecord]:
    """Yield the records up to the end of the work, the end among them."""
    for record in records:
        if not isinstance(record, Collected):
            yield record
        if isinstance(record, Ended):
            return


def _without(missing: Sequence[Gap], begin: datetime, end: datetime, exercise: str) -> Iterator[Stretch]:
    for gap in missing:
        if begin < gap.end and gap.begin < end:
            if begin < gap.begin:
                yield Stretch(begin, gap.begin, exercise)
            begin = max(begin, gap.end)
    if begin < end:
        yield Stretch(begin, end, exercise)
