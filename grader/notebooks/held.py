"""Grading again and again from one process: the zygote and the measured walls are kept between checks.

The process that workers are forked from takes a quarter of a second to start, and a check a few hundredths of one. The
first check starts it, and it ends with the kernel: by itself, should the kernel be killed.
"""

from __future__ import annotations

import atexit
import os
from collections.abc import Collection, Sequence

from grader.boundary.host import Host
from grader.boundary.launch import Zygote
from grader.boundary.walls import ALL_WALLS
from grader.catalogue import Catalogue
from grader.errors import BoundaryError
from grader.grading.engine import grade
from grader.grading.planning import exercises_to_run, packages_wanted
from grader.grading.sandbox import measured
from grader.report import Feedback, Report, Sandbox, SubmissionReport
from grader.submissions.discovery import Submission


class HeldGrader:
    """A zygote that is kept, and what was measured of its walls.

    Parameters
    ----------
    walls
        As the zygote has them.
    """

    def __init__(self, walls: Collection[str] = ALL_WALLS) -> None:
        self._zygote = Zygote(walls)
        self._host = Host(self._zygote)
        self._measured: tuple[int, Sandbox] | None = None
        self._process = os.getpid()

    @property
    def is_ours(self) -> bool:
        """Whether it was started by this process, and not by the one that this was forked from."""
        return self._process == os.getpid()

    def grade(self, submissions: Sequence[Submission], catalogue: Catalogue, feedback: Feedback) -> Report:
        """Grade ``submissions`` on one lane."""
        reports: list[SubmissionReport] = []
        self._zygote.admit(packages_wanted(submissions, catalogue))
        sandbox = self._sandbox()
        grade(self._host, submissions, catalogue, exercises_to_run(submissions, catalogue), reports.append, feedback)
        return Report(sandbox, reports)

    def close(self) -> None:
        """End the zygote and every worker."""
        self._zygote.close()

    def _sandbox(self) -> Sandbox:
        """Measure the walls of this zygote, once; one that replaced it is measured anew."""
        if self._measured is None or self._measured[0] != self._zygote.generation:
            sandbox = measured([self._host], "none")
            self._measured = (self._zygote.generation, sandbox)
        return self._measured[1]


_held: HeldGrader | None = None


def grade_held(submissions: Sequence[Submission], catalogue: Catalogue, feedback: Feedback = "full") -> Report:
    """Grade ``submissions`` with the zygote that is kept, started if there is none.

    Raises
    ------
    GradlingsError
        As grading does.
    """
    global _held
    if _held is not None and not _held.is_ours:
        _held = None
    kept = _held is not None
    try:
        return _grade(submissions, catalogue, feedback)
    except BoundaryError:
        if not kept:
            raise
        return _grade(submissions, catalogue, feedback)  # the system has ended it since the last check


def _grade(submissions: Sequence[Submission], catalogue: Catalogue, feedback: Feedback) -> Report:
    global _held
    if _held is None:
        _held = HeldGrader()
    try:
        return _held.grade(submissions, catalogue, feedback)
    except BaseException:  # interrupted while an answer was under way, perhaps: it would be taken for the next one's
        close_held()
        raise


@atexit.register
def close_held() -> None:
    """End the zygote that is kept, if there is one and this process has started it."""
    global _held
    held, _held = _held, None
    if held is not None and held.is_ours:
        held.close()
