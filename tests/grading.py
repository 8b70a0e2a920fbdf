"""Grading sources in tests, through the same engine as the commands."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from grader.boundary.launch import Zygote
from grader.boundary.messages import Chunk
from grader.catalogue import Catalogue, Exercise, load_catalogue
from grader.content import own_bank
from grader.grading.run import grade_here
from grader.report import ExerciseReport, Feedback, Report
from grader.submissions.attempts import Attempt
from grader.submissions.discovery import Submission

VARIANTS = Path(__file__).parent / "variants"

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


def catalogue() -> Catalogue:
    """Return the kit's own exercises."""
    return load_catalogue([own_bank()])


def grade_sources(sources: Mapping[str, str], exercise: Exercise) -> dict[str, ExerciseReport]:
    """Grade each source on ``exercise`` and return the reports by name."""
    report = report_on(sources, exercise)
    return {submission.name: submission.exercises[0] for submission in report.submissions}


def report_on(sources: Mapping[str, str], exercise: Exercise, feedback: Feedback = "full") -> Report:
    """Grade each source on ``exercise`` and return the whole report, as far as ``feedback`` lets it out."""
    submissions = [
        Submission(name, f"{name}.py", [Attempt(exercise.name, [Chunk(f"{name}.py", text)])])
        for name, text in sources.items()
    ]
    with Zygote() as zygote:
        return grade_here(submissions, catalogue(), zygote, feedback=feedback)


def misconception_source(exercise: Exercise, function: str, mistake: str) -> str:
    """Return a submission that is the reference but for one function, which makes the catalogued ``mistake``."""
    return _AS_SUBMISSION.format(
        solution=exercise.solution_path.read_text(encoding="utf-8"),
        misconceptions=exercise.misconceptions_path.read_text(encoding="utf-8"),
        functions=list(exercise.functions),
        function=function,
        mistake=mistake,
    )
