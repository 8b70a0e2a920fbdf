"""From a report to the progress: what counts as an attempt."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from grader.errors import UsageError
from grader.practice.progress import Attempt, ExerciseProgress, Progress, with_attempt
from grader.practice.store import change_progress, read_progress
from grader.practice.workspace import find_workspace
from grader.report import ExerciseReport, Report, Verdict

# A file that nobody has begun, or that Python cannot read, is no failed attempt.
NO_ATTEMPT: frozenset[Verdict] = frozenset({"not_attempted", "not_gradable"})
_BREAK = timedelta(minutes=15)  # who comes back later has done something else in between


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def record_report(report: Report, folder: Path, clock: Callable[[], datetime] = now) -> str:
    """Record the attempts that ``report`` tells of in the workspace that ``folder`` is or lies in, if there is one.

    A file that has not changed since its last attempt is no new one.

    Returns
    -------
    A sentence for the person if something went wrong; empty otherwise.
    """
    workspace = find_workspace(folder)
    if workspace is None:
        return ""
    found = [
        (exercise, _fingerprint(folder / submission.source))
        for submission in report.submissions
        for exercise in submission.exercises
        if exercise.verdict not in NO_ATTEMPT
    ]
    if not found:
        return ""
    at = clock()

    def add(progress: Progress) -> Progress:
        for exercise, work in found:
            progress = with_report(progress, exercise, work, at)
        return progress

    try:
        _, trouble = read_progress(workspace.progress_path)
        change_progress(workspace.progress_path, add)
    except UsageError as error:
        return f"This attempt is not recorded. {error}"
    return trouble


def with_report(progress: Progress, exercise: ExerciseReport, work: str, at: datetime) -> Progress:
    """Return ``progress`` and the attempt that ``exercise`` tells of, if it is one, and a new one.

    Parameters
    ----------
    work
        What the file is recognised by that was graded.
    """
    if exercise.verdict in NO_ATTEMPT:
        return progress
    before = progress.of(exercise.name)
    attempt = _attempt(exercise, work, at, before)
    return progress if _is_known(attempt, before) else with_attempt(progress, exercise.name, attempt)


def time_since(before: ExerciseProgress, at: datetime) -> float:
    """Return how long somebody has been at an exercise since the last thing known of it; 0 after a break."""
    times = [event.at for event in (*before.attempts, *before.hints) if event.at <= at]
    passed = at - max(times) if times else _BREAK
    return passed.total_seconds() if passed < _BREAK else 0.0


def _attempt(exercise: ExerciseReport, work: str, at: datetime, before: ExerciseProgress) -> Attempt:
    mistakes = tuple(mistake.name for mistake in exercise.mistakes)
    return Attempt(at, exercise.score, exercise.max_score, time_since(before, at), mistakes, work)


def _is_known(attempt: Attempt, before: ExerciseProgress) -> bool:
    if not attempt.work or not before.attempts:
        return False
    last = before.attempts[-1]
    was_reset = before.reset is not None and before.reset > last.at
    return not was_reset and (last.work, last.score) == (attempt.work, attempt.score)


def _fingerprint(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    except OSError:
        return ""
