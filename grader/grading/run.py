"""Grading a list of submissions in this process: the one path that every command and the notebooks take."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader.boundary.host import Host
from grader.boundary.launch import Zygote
from grader.boundary.selftest import Level
from grader.catalogue import Catalogue
from grader.grading.engine import grade
from grader.grading.planning import exercises_to_run, packages_wanted
from grader.grading.sandbox import measured
from grader.report import Feedback, Report, SubmissionReport
from grader.submissions.discovery import Submission


def grade_here(
    submissions: Sequence[Submission],
    catalogue: Catalogue,
    zygote: Zygote,
    on_report: Callable[[SubmissionReport], None] | None = None,
    *,
    at_least: Level = "none",
    feedback: Feedback = "full",
) -> Report:
    """Grade ``submissions`` on one lane.

    Parameters
    ----------
    zygote
        Started by the caller as early as possible: it imports numpy while this process imports pytest.
    on_report
        Called with each submission's report as soon as it is complete.
    at_least
        How strong the walls have to be.
    feedback
        How much of the hidden suites the reports show: see :mod:`grader.feedback`.

    Raises
    ------
    SandboxError
        If they are weaker; nothing has been run then.
    """
    reports: list[SubmissionReport] = []

    def take(report: SubmissionReport) -> None:
        reports.append(report)
        if on_report is not None:
            on_report(report)

    zygote.admit(packages_wanted(submissions, catalogue))
    host = Host(zygote)
    sandbox = measured([host], at_least)
    grade(host, submissions, catalogue, exercises_to_run(submissions, catalogue), take, feedback)
    return Report(sandbox, reports)
