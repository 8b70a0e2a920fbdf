"""In otter's process: the plugin that grades a submission before otter starts its kernel, and keeps it out of there.

Otter runs a submitted notebook together with its tests in a kernel, and unpickles in its own process what that kernel
leaves behind: whatever runs there can write its score, and more. So the notebook that otter gets to run holds none of
the candidate's code, but one cell of ours with what came of each check.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import nbformat
from otter.plugins import AbstractOtterPlugin  # type: ignore[import-untyped]

from grader.catalogue import load_catalogue
from grader.platforms.judgement import holds, judge_notebook
from grader.platforms.otter import key_of
from grader.platforms.otter_folder import clear
from grader.report import CheckReport, ExerciseReport

_v4: Any = nbformat.v4  # nbformat bears no annotations
_TESTS = "tests"  # otter has just put them there
_CELL = "import json\n\ngradlings = json.loads({!r})"
_METADATA = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}


class GradedOutside(AbstractOtterPlugin):  # type: ignore[misc]
    """Settings: ``exercises``, their names; ``feedback``, how much to show; ``allow_unsandboxed``, false by default."""

    def before_grading(self, config: Any) -> None:
        """Remove what came with the submission: otter would unpickle a log, and its kernel import modules."""
        clear(Path.cwd(), keep=(_TESTS, os.path.basename(self.submission_path)))

    def before_execution(self, submission: Any) -> Any:
        """Return a notebook that holds the findings in place of the candidate's code."""
        clear(Path.cwd(), keep=(_TESTS,))  # it has been read, and a script may be called otter.py
        settings = self.plugin_config or {}
        catalogue = load_catalogue()
        exercises = [catalogue.find(name) for name in settings["exercises"]]
        report = judge_notebook(
            _v4.writes(submission).encode(),
            exercises,
            catalogue,
            at_least="none" if settings.get("allow_unsandboxed") else "good",
            feedback=settings.get("feedback", "mistakes"),
        )
        source = _CELL.format(json.dumps(findings_of(report.submissions[0].exercises)))
        return _v4.new_notebook(cells=[_v4.new_code_cell(source)], metadata=_METADATA)


def findings_of(exercises: Sequence[ExerciseReport]) -> dict[str, tuple[bool, str]]:
    """Return of each check of each exercise, by :func:`key_of`, whether it holds, and what to say of it.

    An exercise that could not be run has no checks; what is to be said of it stands under its own name. A mistake that
    has been named is told with the first check of its function that does not hold.
    """
    findings = {exercise.name: (False, _reason(exercise)) for exercise in exercises}
    for exercise in exercises:
        mistakes = {mistake.function: mistake.says for mistake in exercise.mistakes}
        for number, check in enumerate(exercise.checks):
            says = "" if holds(check) else mistakes.pop(check.function, "")
            findings[key_of(exercise.name, number)] = holds(check), _words(check, says)
    return findings


def _reason(exercise: ExerciseReport) -> str:
    return exercise.message or "This check was not run."


def _words(check: CheckReport, mistake: str) -> str:
    call = str(check.counterexample.get("call", ""))
    lines = [f"{check.title}: {check.message}" if check.message else check.title]
    lines += [f"try: {call}"] if call and call not in check.message else []
    lines += [f"Looks like: {mistake}"] if mistake else []
    return "\n".join(lines)
