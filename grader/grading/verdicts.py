"""From what came of the checks to the verdict on an exercise, and the sentence that goes with it."""

from __future__ import annotations

from collections.abc import Sequence

from grader.boundary.host import LoadError, WorkerLost
from grader.boundary.messages import Problem
from grader.catalogue import Exercise
from grader.report import CheckReport, ExerciseReport, Mistake, Verdict
from grader.suite.wording import describe_problem

_NOT_WRITTEN = "is not written yet"
_WORST_FIRST: tuple[Verdict, ...] = ("crashed", "timed_out", "out_of_memory")


def not_attempted(exercise: Exercise, unwritten: Sequence[str]) -> ExerciseReport:
    """Return the report of an exercise whose functions are all absent or still the stub's."""
    names = " and ".join(unwritten)
    message = f"{names} {'is' if len(unwritten) == 1 else 'are'} not written yet."
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
    message = _why_not_loaded(problem)
    return ExerciseReport(exercise.name, 0.0, exercise.points, seconds, verdict, message, printed=printed)


def graded(
    exercise: Exercise, checks: list[CheckReport], mistakes: list[Mistake], lost: set[str], seconds: float, printed: str
) -> ExerciseReport:
    """Return the report of an exercise whose checks were run.

    Parameters
    ----------
    lost
        Verdicts of the workers that were lost on the way.
    """
    score = round(sum(check.points for check in checks), 6)
    complete = bool(checks) and all(check.status == "passed" for check in checks)
    failures = [check for check in checks if check.status == "failed"]
    unwritten = {check.function for check in failures if check.message.startswith(f"{check.function} {_NOT_WRITTEN}")}
    verdict: Verdict = "passed" if complete else "failed"
    message = ""
    if not complete and unwritten == set(exercise.functions):
        return not_attempted(exercise, list(exercise.functions))
    if unwritten:
        names = " and ".join(name for name in exercise.functions if name in unwritten)
        message = f"{names} {_NOT_WRITTEN if len(unwritten) == 1 else 'are not written yet'}."
    for worse in _WORST_FIRST:
        if worse in lost and not complete:
            verdict, message = worse, _first_loss(failures, worse)
            break
    return ExerciseReport(exercise.name, score, exercise.points, seconds, verdict, message, checks, mistakes, printed)


def _first_loss(failures: Sequence[CheckReport], verdict: Verdict) -> str:
    words = {"timed_out": "took longer", "crashed": "process", "out_of_memory": "memory"}
    found = [check.message for check in failures if words[verdict].lower() in check.message.lower()]
    return found[0] if found else ""


def _why_not_loaded(problem: Problem) -> str:
    raised = describe_problem(problem)
    if problem.type == "ModuleNotFoundError":
        return f"The file imports a package that is not available here: {raised}."
    if problem.type == "SystemExit":
        where = f" ({problem.frames[-1].label}, line {problem.frames[-1].line})" if problem.frames else ""
        advice = "Leave that to `if __name__ == '__main__':`."
        return f"The file ends itself with sys.exit() while it is imported{where}. {advice}"
    if problem.type == "EOFError":
        return f"The file asks for keyboard input while it is imported, and there is no keyboard here: {raised}."
    return f"The file cannot be imported: {raised}."
