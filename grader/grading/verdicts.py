"""From what came of the checks to the verdict on an exercise, and the sentence that goes with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from grader.boundary.losses import LoadError, WorkerLost
from grader.boundary.messages import Problem
from grader.catalogue import Catalogue, Exercise
from grader.report import CheckReport, ExerciseReport, Mistake, SubmissionReport, Verdict, submission_report
from grader.submissions.discovery import Submission
from grader.suite.outcome import is_waiting, not_written
from grader.suite.wording import describe_problem

_WORST_FIRST: tuple[Verdict, ...] = ("crashed", "timed_out", "out_of_memory")


def not_attempted(exercise: Exercise, unwritten: Sequence[str]) -> ExerciseReport:
    """Return the report of an exercise whose functions are all absent or still the stub's."""
    message = f"{not_written(unwritten)}."
    return ExerciseReport(exercise.name, 0.0, exercise.points, 0.0, "not_attempted", message)


def not_gradable(exercise_name: str, max_score: float, problem: str) -> ExerciseReport:
    """Return the report of an exercise whose source could not be read or run. It counts as no attempt."""
    return ExerciseReport(exercise_name, 0.0, max_score, 0.0, "not_gradable", problem)


def nothing_recognised(exercise_name: str, source: str) -> ExerciseReport:
    """Return the report of a file that defines none of the functions the kit grades."""
    message = f"{source} defines none of the functions that the kit grades; `gradlings list` shows them."
    return ExerciseReport(exercise_name, 0.0, 0.0, 0.0, "not_attempted", message)


def failed_to_load(exercise: Exercise, error: LoadError | WorkerLost, seconds: float, printed: str) -> ExerciseReport:
    """Return the report of an exercise for which the submission's source could not be run to its end."""
    if isinstance(error, WorkerLost):
        verdict: Verdict = "timed_out" if error.verdict == "timed_out" else "crashed"
        return ExerciseReport(exercise.name, 0.0, exercise.points, seconds, verdict, str(error), printed=printed)
    problem = error.problem
    verdict = "out_of_memory" if problem.out_of_memory else "not_gradable"
    message = why_not_loaded(problem, exercise.packages)
    return ExerciseReport(exercise.name, 0.0, exercise.points, seconds, verdict, message, printed=printed)


def blamed(submission: Submission, catalogue: Catalogue) -> SubmissionReport:
    """Return the report of a submission with which one grading process after the other came to an end."""
    message = (
        "The process that graded this submission ended before its time, and so did another one that tried again. "
        "Does it return very large arrays?"
    )
    points = {
        attempt.exercise: catalogue[attempt.exercise].points
        for attempt in submission.attempts
        if attempt.exercise in catalogue
    }
    exercises = [
        ExerciseReport(attempt.exercise, 0.0, points.get(attempt.exercise, 0.0), 0.0, "crashed", message)
        for attempt in submission.attempts
    ]
    return submission_report(submission.name, submission.source, exercises)


def graded(
    exercise: Exercise,
    checks: list[CheckReport],
    mistakes: list[Mistake],
    lost: Mapping[str, str],
    seconds: float,
    printed: str,
) -> ExerciseReport:
    """Return the report of an exercise whose checks were run.

    Parameters
    ----------
    lost
        Verdicts of the workers that were lost on the way, each with its sentence.
    """
    score = round(sum(check.points for check in checks), 6)
    complete = bool(checks) and all(check.status == "passed" for check in checks)
    unwritten = [name for name in exercise.functions if _is_unwritten(name, checks)]
    if len(unwritten) == len(exercise.functions):
        return not_attempted(exercise, unwritten)
    verdict: Verdict = "passed" if complete else "failed"
    message = f"{not_written(unwritten)}." if unwritten else ""
    for worse in _WORST_FIRST:
        if worse in lost and not complete:
            verdict, message = worse, lost[worse]
            break
    return ExerciseReport(exercise.name, score, exercise.points, seconds, verdict, message, checks, mistakes, printed)


def _is_unwritten(function: str, checks: Sequence[CheckReport]) -> bool:
    """Say whether none of a function's checks could say anything, because it is still the stub's or absent."""
    own = [check for check in checks if check.function == function and not is_waiting(check)]
    return bool(own) and all(check.message.startswith(not_written([function])) for check in own)


def with_reading(report: ExerciseReport, how_read: str) -> ExerciseReport:
    """Return ``report`` with the sentence that says how a damaged notebook was read, whatever came of it."""
    if not how_read:
        return report
    return msgspec.structs.replace(report, message=f"{report.message} {how_read}".lstrip())


def why_not_loaded(problem: Problem, packages: Sequence[str]) -> str:
    """Return in one or two sentences why a submission's source could not be run to its end."""
    raised = describe_problem(problem)
    if problem.type == "ModuleNotFoundError":
        allowed = ", ".join(["numpy", *packages])
        advice = (
            f"It may import {allowed} and the standard library; what it takes from a file beside it belongs into it."
        )
        return f"The file imports a package that is not available here: {raised}. {advice}"
    if problem.type == "ImportError" and "shared object" in problem.message:
        place = describe_problem(msgspec.structs.replace(problem, message=""))
        return f"The file imports a part of the standard library that is not available here: {place}."
    if problem.type == "EOFError":
        return f"The file asks for keyboard input while it is imported, and there is no keyboard here: {raised}."
    if problem.type == "PermissionError":
        advice = "A submission only computes: it reads no files, starts no processes and reaches no network."
        return f"The file does something while it is imported that is not allowed here: {raised}. {advice}"
    return f"The file cannot be imported: {raised}."
