"""Sources graded for a proof, through the very engine that grades candidates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from grader.boundary.host import Host
from grader.boundary.launch import Zygote
from grader.boundary.messages import Chunk
from grader.catalogue import Catalogue, Exercise
from grader.errors import BankError
from grader.grading.engine import grade
from grader.grading.planning import exercises_to_run, packages_wanted
from grader.report import ExerciseReport, SubmissionReport
from grader.submissions.attempts import Attempt, attempt, read_source
from grader.submissions.discovery import Submission
from grader.suite.procedure import AS_GRADED, Procedure

# A catalogued mistake as a submission: the solution as `reference`, then the mistake under the function's name.
_AS_SUBMISSION = """
import types as _types
_solution = dict(globals())
exec(compile({solution!r}, "solution.py", "exec"), _solution)
reference = _types.SimpleNamespace(**{{k: v for k, v in _solution.items() if not k.startswith("__")}})
for _name in {functions!r}:
    globals()[_name] = _solution[_name]
exec(compile({misconceptions!r}, "misconceptions.py", "exec"), globals())
{function} = {mistake}
"""


@dataclass(frozen=True, slots=True)
class Trial:
    """One source to grade, and how. The name is for the proof's own use."""

    name: str
    attempt: Attempt
    procedure: Procedure = AS_GRADED


def reference_trial(exercise: Exercise, procedure: Procedure = AS_GRADED) -> Trial:
    """Return the solution as a submission."""
    return source_trial(exercise, "reference", _text(exercise.solution_path), procedure)


def mistake_trial(exercise: Exercise, function: str, mistake: str, procedure: Procedure = AS_GRADED) -> Trial:
    """Return a submission that makes a catalogued mistake."""
    name = f"{function}.{mistake}"
    return source_trial(exercise, name, mistake_source(exercise, function, mistake), procedure)


def mistake_source(exercise: Exercise, function: str, mistake: str) -> str:
    """Return a submission's text: the reference but for one function, which makes the catalogued ``mistake``."""
    return _AS_SUBMISSION.format(
        solution=_text(exercise.solution_path),
        misconceptions=_text(exercise.misconceptions_path),
        functions=list(exercise.functions),
        function=function,
        mistake=mistake,
    )


def source_trial(exercise: Exercise, name: str, source: str, procedure: Procedure = AS_GRADED) -> Trial:
    """Return ``source`` as a submission that is all of the candidate's writing."""
    return Trial(name, Attempt(exercise.name, [Chunk(f"{name}.py", source)]), procedure)


def file_trial(exercise: Exercise, path: Path, procedure: Procedure = AS_GRADED) -> Trial:
    """Return a file as it would be handed in."""
    return Trial(path.stem, attempt(read_source(path), exercise), procedure)


def after(trial: Trial, preamble: str, procedure: Procedure) -> Trial:
    """Return ``trial`` with a line of code run before its own, and another procedure."""
    chunks = [Chunk("preamble", preamble), *trial.attempt.chunks]
    return Trial(trial.name, msgspec.structs.replace(trial.attempt, chunks=chunks), procedure)


def grade_trials(
    zygote: Zygote, catalogue: Catalogue, exercise: Exercise, trials: Sequence[Trial]
) -> dict[str, ExerciseReport]:
    """Grade ``trials``, whose names differ, and return the reports by name.

    Raises
    ------
    BankError
        If the hidden suite cannot be run.
    """
    procedures = {trial.name: trial.procedure for trial in trials}
    reports: dict[str, ExerciseReport] = {}

    def take(report: SubmissionReport) -> None:
        reports[report.name] = report.exercises[0]

    def procedure_for(submission: Submission) -> Procedure:
        return procedures[submission.name]

    submissions = [Submission(trial.name, f"{trial.name}.py", [trial.attempt]) for trial in trials]
    zygote.admit(packages_wanted(submissions, catalogue))
    needed = exercises_to_run(submissions, catalogue)
    grade(Host(zygote), submissions, catalogue, needed, take, procedure_for=procedure_for)
    return reports


def variant_files(exercise: Exercise) -> list[Path]:
    """Return the right but different solutions."""
    return sorted((exercise.secret_folder / "variants").glob("*.py"))


def why_not_passed(report: ExerciseReport) -> str:
    """Say what kept a submission from full marks, in one clause."""
    for check in report.checks:
        if check.status == "failed":
            return f"{check.name}: {' '.join(check.message.split())}"
    return " ".join(report.message.split()) or f"its verdict is {report.verdict}"


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except OSError as error:
        raise BankError(f"{path.name} of {path.parent.name} cannot be read: {error.strerror}.") from error
