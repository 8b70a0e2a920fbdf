"""What a notebook in a workspace adds to the progress."""

from __future__ import annotations

from pathlib import Path

import msgspec

from grader.practice.recording import record_report
from grader.report import Report
from grader.submissions.discovery import Submission

_last: dict[str, tuple[str, float]] = {}  # of each exercise: what was graded last in this kernel, and its score


def record_changes(submission: Submission, report: Report) -> str:
    """Record the attempts at exercises whose code has changed since they were graded last.

    Returns
    -------
    A sentence for the person if something went wrong; empty otherwise.
    """
    work = {attempt.exercise: repr(attempt.chunks) for attempt in submission.attempts}
    graded = report.submissions[0]
    changed = [e for e in graded.exercises if _last.get(e.name) != (work.get(e.name, ""), e.score)]
    _last.update({exercise.name: (work.get(exercise.name, ""), exercise.score) for exercise in changed})
    only = msgspec.structs.replace(graded, exercises=changed)
    return record_report(msgspec.structs.replace(report, submissions=[only]), Path.cwd()) if changed else ""
