"""The results of a run, read from its journal anew on every pass: never in memory as a whole."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from grader.batch.journal import Journal, Place
from grader.report import Report, Results, Sandbox, SubmissionReport


class JournalledSubmissions(Collection[SubmissionReport]):
    """The reports that stand at ``places``, in that order, and then the ``others``."""

    def __init__(self, journal: Journal, places: Sequence[Place], others: Sequence[SubmissionReport] = ()) -> None:
        self._journal = journal
        self._places = places
        self._others = others

    def __len__(self) -> int:
        return len(self._places) + len(self._others)

    def __iter__(self) -> Iterator[SubmissionReport]:
        for place in self._places:
            yield self._journal.read(place).report
        yield from self._others

    def __contains__(self, submission: object) -> bool:
        return any(one == submission for one in self)


@dataclass(frozen=True, slots=True)
class JournalledResults:
    """What writers of formats need of a run: see :class:`grader.report.Results`."""

    sandbox: Sandbox
    kit: str
    submissions: JournalledSubmissions
    passed: bool


def whole(results: Results) -> Report:
    """Return all results at once, for what cannot take them one by one."""
    return Report(results.sandbox, list(results.submissions), kit=results.kit)
