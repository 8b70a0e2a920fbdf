"""The master notebook for ``otter assign``: every exercise a question, every check of its suite a hidden test.

The tests hold no assertion on the work: they look up what our plugin (``otter_plugin``) has found out before otter
starts the notebook's kernel. Where the plugin has not run they fail, so a score is never the notebook's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from grader.authoring.completeness import checks_of
from grader.catalogue import Exercise
from grader.errors import BankError
from grader.platforms.cells import brief_of, given_of, names_given, solved
from grader.platforms.document import cell, document, write_new
from grader.report import Feedback
from grader.suite.checks import CheckSpec

PLUGIN = "grader.platforms.otter_plugin.GradedOutside"

_SOLVED_BEFORE = ("# BEGIN SOLUTION NO PROMPT",)
_SOLVED_AFTER = ("# END SOLUTION", '""" # BEGIN PROMPT', "raise NotImplementedError", '""" # END PROMPT')

_TEST = '''\
""" # BEGIN TEST CONFIG
points: {points!r}
hidden: true
""" # END TEST CONFIG
def {name}(gradlings):
    found = gradlings or {{}}
    missing = False, "Not graded: gradlings' plugin for otter has not run."
    held, message = found.get("{key}") or found.get("{exercise}") or missing
    assert held, message'''


def write_assignment(
    exercises: Sequence[Exercise],
    assignment: str,
    folder: Path,
    *,
    install: str = "",
    feedback: Feedback = "mistakes",
    overwrite: bool = False,
) -> Path:
    """Write ``<assignment>.ipynb`` and return its path.

    Parameters
    ----------
    install
        What pip installs the kit from where otter grades in a container of its own; empty where the kit is there.

    Raises
    ------
    UsageError
        If the file is there already, differs, and ``overwrite`` is not set.
    """
    text = master_notebook(exercises, install=install, feedback=feedback)
    return write_new(folder / f"{assignment}.ipynb", text, overwrite=overwrite)


def master_notebook(exercises: Sequence[Exercise], *, install: str = "", feedback: Feedback = "mistakes") -> str:
    """Return the text of the master notebook."""
    cells = [cell("raw", "assignment-config", _configuration(exercises, install, feedback))]
    known: set[str] = {name for exercise in exercises for name in exercise.functions}
    for exercise in exercises:
        cells += _question(exercise, known)
        known |= names_given(exercise)
    return document(cells)


def key_of(exercise: str, number: int) -> str:
    """Return the name by which a test finds the check of that number, from 0, of an exercise."""
    return f"{exercise}/{number}"


def _configuration(exercises: Sequence[Exercise], install: str, feedback: Feedback) -> str:
    settings = json.dumps({"exercises": [exercise.name for exercise in exercises], "feedback": feedback})
    lines = [
        "# ASSIGNMENT CONFIG",
        "export_cell: false",
        "tests:",
        "    ok_format: false",
        "plugins:",
        f"    - {PLUGIN}: {settings}",
        *(["requirements:", f"    - {json.dumps(install)}"] if install else []),
    ]
    return "\n".join(lines)


def _question(exercise: Exercise, known: set[str]) -> Iterator[Any]:
    name = exercise.name
    yield cell("raw", f"{name}-begin", f"# BEGIN QUESTION\nname: {name}\ncheck_cell: false")
    yield cell("markdown", f"{name}-brief", brief_of(exercise))
    given = given_of(exercise, without=known)
    if given:
        yield cell("code", f"{name}-given", given)
    yield cell("raw", f"{name}-solution-begin", "# BEGIN SOLUTION")
    yield cell("code", f"{name}-work", solved(exercise, _SOLVED_BEFORE, _SOLVED_AFTER))
    yield cell("raw", f"{name}-solution-end", "# END SOLUTION")
    yield cell("raw", f"{name}-tests-begin", "# BEGIN TESTS")
    for number, check in enumerate(_checks(exercise)):
        source = _TEST.format(points=check.points, name=check.name, exercise=name, key=key_of(name, number))
        yield cell("code", f"{name}-test-{number}", source)
    yield cell("raw", f"{name}-tests-end", "# END TESTS")
    yield cell("raw", f"{name}-end", "# END QUESTION")


def _checks(exercise: Exercise) -> list[CheckSpec]:
    checks = [check for check in checks_of(exercise).values() if check is not None]
    if not checks:
        raise BankError(f"The hidden suite of {exercise.name} holds no check.")
    return checks
