"""Grading a list of submissions in this process: the one path that every command and the notebooks take."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from grader.boundary.host import Host
from grader.boundary.launch import Zygote
from grader.catalogue import Catalogue
from grader.grading.engine import grade
from grader.grading.planning import exercises_to_run, sandbox, wants_plots
from grader.report import Feedback, Report, SubmissionReport
from grader.submissions.discovery import Submission


def grade_here(
    submissions: Sequence[Submission],
    catalogue: Catalogue,
    zygote: Zygote,
    on_report: Callable[[SubmissionReport], None] | None = None,
    feedback: Feedback = "full",
) -> Report:
    """Grade ``submissions`` on one lane.

    Parameters
    ----------
    zygote
        Started by the caller as early as possible: it imports numpy while this process imports pytest.
    on_report
        Called with each submission's report as soon as it is complete.
    feedback
        How much of the hidden suites the reports show: see :mod:`grader.feedback`.
    """
    reports: list[SubmissionReport] = []

    def take(report: SubmissionReport) -> None:
        reports.append(report)
        if on_report is not None:
            on_report(report)

    if wants_plots(submissions, catalogue):
        zygote.preload_plots()
    grade(Host(zygote), submissions, catalogue, exercises_to_run(submissions, catalogue), take, feedback)
    return Report(sandbox(), reports)
