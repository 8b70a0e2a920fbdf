"""The log of an interview: one JSON line for each thing that happened, on disk before anything follows from it.

Everything an interview shows afterwards is made from its log alone. A record holds what it needs to be understood
without the catalogue, which may have changed meanwhile. A line that was cut off while it was written is passed over.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import msgspec

from grader.errors import UsageError
from grader.interview.clock import Reading
from grader.interview.gate import LOG
from grader.plaintext import plain
from grader.report import ExerciseReport, Feedback, Verdict

VERSION = 1

# A file that nobody has begun, or that Python cannot read, is no failed attempt.
NO_ATTEMPT: frozenset[Verdict] = frozenset({"not_attempted", "not_gradable"})

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
_DECODER: msgspec.json.Decoder[Any] = msgspec.json.Decoder(AnyRecord)
_ENCODER = msgspec.json.Encoder()


class Log:
    """A log that is being written. Nobody else may write it meanwhile."""

    def __init__(self, path: Path, records: Sequence[AnyRecord]) -> None:
        self.path = path
        self.records = list(records)
        self._file = path.open("ab")
        self._lock()
        self._drop_torn_line()

    def add(self, record: AnyRecord) -> None:
        """Write a record; it is on disk when this returns.

        Raises
        ------
        UsageError
            If it cannot be written.
        """
        try:
            self._file.write(_ENCODER.encode(record) + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise UsageError(
                f"The log {self.path} cannot be written: {error.strerror}. Once it can, `gradlings interview` goes on."
            ) from error
        self.records.append(record)

    @property
    def closed(self) -> bool:
        """Whether it is let go of."""
        return self._file.closed

    def close(self) -> None:
        """Let others write."""
        self._file.close()

    def __enter__(self) -> Log:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def _lock(self) -> None:
        try:
            import fcntl
        except ImportError:  # Windows has no such locks
            return
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._file.close()
            raise UsageError(
                f"This interview is open in another terminal ({self.path}). Go on there, or leave it there first."
            ) from None

    def _drop_torn_line(self) -> None:
        data = self.path.read_bytes()
        if data and not data.endswith(b"\n"):
            self._file.truncate(data.rfind(b"\n") + 1)


def begin_log(path: Path, opened: Opened) -> Log:
    """Begin the log of an interview."""
    log = Log(path, [])
    log.add(opened)
    return log


def continue_log(path: Path) -> Log:
    """Go on with a log.

    Raises
    ------
    UsageError
        If it cannot be read, or is being written elsewhere.
    """
    read_log(path)
    log = Log(path, [])
    log.records = read_log(path)  # again: it may have grown before it was ours
    return log


def read_log(path: Path) -> list[AnyRecord]:
    """Return the records of a log; the first is ``Opened``.

    Raises
    ------
    UsageError
        If it cannot be read, is no log of an interview, is damaged, or was written by a newer version.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"The log {path} cannot be read: {(error.strerror or 'no reason given').lower()}.") from error
    lines = data.split(b"\n")[:-1]  # the last one is empty, or was cut off
    records: list[AnyRecord] = []
    for number, line in enumerate(lines, start=1):
        try:
            records.append(_DECODER.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            if not records:
                break
            raise UsageError(f"The log {path} is damaged in line {number}: {plain(str(error))}.") from error
    if not records or not isinstance(records[0], Opened):
        raise UsageError(f"{path} is no log of an interview. Each has one in its folder, called {LOG}.")
    if records[0].version > VERSION:
        raise UsageError(f"The log {path} was written by a newer gradlings. Update to read it.")
    return records


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
