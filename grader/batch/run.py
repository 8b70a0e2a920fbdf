"""A run over many submissions: each is looked up, graded if it has to be, and written down before the next one."""

from __future__ import annotations

import contextlib
import itertools
import signal
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import grader
from grader.batch.header import Header
from grader.batch.identity import bank_hash, hash_of
from grader.batch.journal import Journal, Place, Result
from grader.batch.results import JournalledResults, JournalledSubmissions
from grader.catalogue import Catalogue
from grader.grading.lane import Done
from grader.report import Feedback, Sandbox, SubmissionReport
from grader.submissions.discovery import Submission

_LOOKED_AT = 32  # submissions at the beginning that tell what the others will need …
_MOST_LOOKED_AT = 4 << 20  # … or fewer, once they hold so many characters


class Engine(Protocol):
    """Grades submissions somewhere; :class:`grader.grading.lanes.Lanes` is one."""

    def open(self, expected: Sequence[Submission]) -> Sandbox:
        """Get ready for submissions like the expected ones, and say how strong the walls are."""

    def grade(self, submissions: Iterable[Submission]) -> Iterator[list[Done]]:
        """Yield what is finished, in any order, and now and then nothing."""


@dataclass(frozen=True, slots=True)
class _UnderWay:
    position: int
    name: str
    source: str
    sha256: str


class Batch:
    """One run over submissions.

    Parameters
    ----------
    journal
        Where results are written, and where those of an earlier run are looked up.
    regrade
        Names of submissions that are graded again, whatever the journal has.
    """

    def __init__(self, journal: Journal, catalogue: Catalogue, *, regrade: Collection[str] = ()) -> None:
        self._journal = journal
        self._catalogue = catalogue
        self._regrade = set(regrade)
        self._places: list[Place | None] = []  # by the submissions' order
        self._under_way: dict[int, _UnderWay] = {}  # by the engine's number
        self._given = 0
        self.finished = 0
        self.restored = 0
        self.exercises: set[str] = set()  # that any of the submissions attempts
        self.changed: list[str] = []
        self.regraded: set[str] = set()

    @property
    def found(self) -> int:
        """How many submissions have been found so far."""
        return len(self._places)

    def run(
        self, submissions: Iterator[Submission], engine: Engine, exercises: Sequence[str], feedback: Feedback
    ) -> Iterator[None]:
        """Grade ``submissions``, giving the caller a turn whenever some are finished and now and then in between.

        Parameters
        ----------
        exercises
            Those that were asked for.
        feedback
            What the engine was told.

        Raises
        ------
        UsageError
            If the journal's results were made otherwise than these would be.
        GradlingsError
            If grading cannot go on. What is finished is in the journal.
        """
        first = _beginning(submissions)
        if not first:
            return
        sandbox = engine.open(first)
        bank = bank_hash(self._catalogue)
        self._journal.begin(Header(grader.__version__, bank, list(exercises), feedback, sandbox))
        coming = itertools.chain(first, submissions)
        del first
        for done in engine.grade(self._to_do(coming)):
            with _uninterrupted():
                self._keep(done)
            yield

    def end(self) -> None:
        """Note that nothing is left to do: the next run into this folder may replace the results."""
        self._journal.end()

    def results(self, arrangement: Sequence[int | SubmissionReport] | None = None) -> JournalledResults:
        """Return all results.

        Parameters
        ----------
        arrangement
            What to return in which order: places in the order of the submissions, which is the default, and reports on
            those who handed in nothing.
        """
        header = self._journal.header
        assert header is not None
        places = [place for place in self._places if place is not None]
        entries: list[Place | SubmissionReport] = list(places)
        if arrangement is not None:
            entries = [places[entry] if isinstance(entry, int) else entry for entry in arrangement]
        passed = bool(entries) and all(entry.passed for entry in entries)
        return JournalledResults(header.sandbox, header.kit, JournalledSubmissions(self._journal, entries), passed)

    def _to_do(self, submissions: Iterable[Submission]) -> Iterator[Submission]:
        """Yield the submissions that have to be graded; of the others, note where their results are."""
        for submission in submissions:
            sha256 = hash_of(submission)
            self.exercises |= {attempt.exercise for attempt in submission.attempts}
            place = self._journal.finished.get((submission.name, sha256))
            if submission.name in self._regrade:
                self.regraded.add(submission.name)
                place = None
            elif place is not None:
                self._places.append(self._placed(place, submission, sha256))
                self.finished += 1
                self.restored += 1
                continue
            elif submission.name in self._journal.names:
                self.changed.append(submission.name)
            self._under_way[self._given] = _UnderWay(len(self._places), submission.name, submission.source, sha256)
            self._given += 1
            self._places.append(None)
            yield submission

    def _placed(self, place: Place, submission: Submission, sha256: str) -> Place:
        """Return where the result stands; it is written anew if the same submission lies elsewhere now."""
        result = self._journal.read(place)
        if result.source == submission.source:
            return place
        report = _with_source(result.report, submission.source)
        return self._journal.append([Result(submission.name, submission.source, sha256, report)])[0]

    def _keep(self, done: Sequence[Done]) -> None:
        known = [self._under_way.pop(one.number) for one in done]
        places = self._journal.append(
            Result(this.name, this.source, this.sha256, one.report) for one, this in zip(done, known, strict=True)
        )
        for place, this in zip(places, known, strict=True):
            self._places[this.position] = place
        self.finished += len(done)


def _beginning(submissions: Iterator[Submission]) -> list[Submission]:
    first, size = [], 0
    for submission in itertools.islice(submissions, _LOOKED_AT):
        first.append(submission)
        size += sum(len(chunk.text) for attempt in submission.attempts for chunk in attempt.chunks)
        if size > _MOST_LOOKED_AT:
            break
    return first


@contextlib.contextmanager
def _uninterrupted() -> Iterator[None]:
    """Let Ctrl-C wait until what is finished is written down and counted."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _with_source(report: SubmissionReport, source: str) -> SubmissionReport:
    return SubmissionReport(report.name, source, report.score, report.max_score, report.exercises)
