"""What can happen in an interview: the records of its log.

A record holds what it needs to be understood without the catalogue, which may have changed meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

import msgspec

from grader.interview.clock import Reading
from grader.plaintext import plain
from grader.report import ExerciseReport, Feedback

VERSION = 1

_BLOCKS = {"text", "code"}  # text of several lines; every other is one line
_MOST = 4_000  # characters of any text but a source


class _Plain(msgspec.Struct, frozen=True, omit_defaults=True):
    """A part of the log. Logs are handed on, so their text is made plain, all but what is graded."""

    def __post_init__(self) -> None:
        for field in self.__struct_fields__:
            value = getattr(self, field)
            if isinstance(value, str) and field != "source":
                cleaned: object = plain(value, one_line=field not in _BLOCKS, most=_MOST)
            elif isinstance(value, list):
                cleaned = [plain(v, one_line=True, most=_MOST) if isinstance(v, str) else v for v in value]
            else:
                continue
            msgspec.structs.force_setattr(self, field, cleaned)


class Record(_Plain, frozen=True, tag_field="event", tag=str.lower):
    """Something that happened; ``at`` is in UTC, reckoned as :mod:`grader.interview.clock` says."""

    at: datetime


class Asked(_Plain, frozen=True):
    """An exercise of the set; ``source`` is its stub, as it was handed out."""

    name: str
    title: str
    track: str
    difficulty: int
    minutes: int
    points: float
    file: str
    source: str


class Opened(Record, frozen=True):
    """The interview began. ``counter`` and ``boot`` are the reading that time is reckoned from."""

    ends_at: datetime
    counter: float
    boot: str
    kit: str
    seed: int
    feedback: Feedback
    exercises: list[Asked]
    track: str = ""
    notes: list[str] = []
    follow_ups: int = 0  # to be asked for each exercise
    quiz: int = 0  # questions for each exercise
    version: int = VERSION


class Resumed(Record, frozen=True):
    """The program was started again; ``behind`` is by how many seconds the wall clock is behind the interview's."""

    counter: float
    boot: str
    behind: float = 0.0


class Ticked(Record, frozen=True):
    """The program was running."""


class Warned(Record, frozen=True):
    """It was said that so many minutes are left."""

    minutes: int


class Closed(Record, frozen=True):
    """The program was left while the interview was open; time went on."""

    why: Literal["left", "interrupted"]


class Graded(Record, frozen=True):
    """A save was graded. ``report`` is what the candidate saw, ``source`` what the file held."""

    exercise: str
    report: ExerciseReport
    source: str = ""


class Collected(Record, frozen=True):
    """What counts of one exercise: the file as it was when time was up.

    Parameters
    ----------
    late
        The file was changed after time was up, so what was graded last counts instead.
    problem
        Why the file cannot be read, if it cannot.
    """

    exercise: str
    source: str
    late: bool = False
    problem: str = ""


class Ended(Record, frozen=True):
    """No more work is accepted."""

    why: Literal["time", "handed in"]


class Marked(Record, frozen=True):
    """A source was graded after the end, with everything shown; ``attempt`` counts the different ones from 1."""

    exercise: str
    attempt: int
    made_at: datetime
    report: ExerciseReport
    counts: bool = False


class Settled(Record, frozen=True):
    """Everything is marked."""


Rating = Literal["yes", "partly", "no", "skipped"]


class Answered(Record, frozen=True):
    """A follow-up question was asked, and the person has rated their own answer."""

    exercise: str
    number: int
    question: str
    typed: str
    listens_for: str
    rating: Rating


class Quizzed(Record, frozen=True):
    """A question of the quiz was asked, and the answer judged."""

    exercise: str
    family: str
    topic: str
    question: str
    typed: str
    right: bool
    answer: str
    because: str
    code: str = ""
    says: str = ""
    options: list[str] = []


class Finished(Record, frozen=True):
    """The questions are over."""


AnyRecord = (
    Opened
    | Resumed
    | Ticked
    | Warned
    | Closed
    | Graded
    | Collected
    | Ended
    | Marked
    | Settled
    | Answered
    | Quizzed
    | Finished
)


def opened_of(records: Sequence[AnyRecord]) -> Opened:
    """Return the record that an interview begins with."""
    first = records[0]
    assert isinstance(first, Opened)
    return first


def reading_of(records: Sequence[AnyRecord]) -> Reading:
    """Return the reading of the counter that time is reckoned from: the latest there is."""
    latest = next(record for record in reversed(records) if isinstance(record, (Opened, Resumed)))
    return Reading(latest.at, latest.counter, latest.boot)


def has(records: Sequence[AnyRecord], kind: type[Record]) -> bool:
    """Say whether something of this kind happened."""
    return any(isinstance(record, kind) for record in records)
