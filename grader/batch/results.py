"""The results of a run, read from its journal anew on every pass: never in memory as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from grader.batch.journal import Journal, Place
from grader.report import Sandbox, SubmissionReport


class JournalledSubmissions(Collection[SubmissionReport]):
    """Reports that stand in a journal, and some that need not."""

    def __init__(self, journal: Journal, entries: Sequence[Place | SubmissionReport]) -> None:
        self._journal = journal
        self._entries = entries

    def __len__(self) -> int:
        return len(self._entries)

    def __iter__(self) -> Iterator[SubmissionReport]:
        for entry in self._entries:
            yield self._journal.read(entry).report if isinstance(entry, Place) else entry

    def __contains__(self, submission: object) -> bool:
        return any(one == submission for one in self)


@dataclass(frozen=True, slots=True)
class JournalledResults:
    """What writers of formats need of a run: see :class:`grader.report.Results`."""

    sandbox: Sandbox
    kit: str
    submissions: JournalledSubmissions
    passed: bool
