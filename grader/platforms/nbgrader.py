"""Source notebooks of an nbgrader course, one for each exercise.

The cells' metadata is nbgrader's schema 3. A notebook holds the brief and the given functions, both locked; the stub
with the solution between nbgrader's marks, which ``nbgrader generate_assignment`` takes out; and for each graded
function a check cell with its points, all of whose code is a hidden test.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from grader.catalogue import Exercise
from grader.platforms.cells import brief_of, given_of, solved
from grader.platforms.document import Kind, cell, document, write_new

CONFIGURATION = "nbgrader_config.py"
LINES = (
    "from grader.platforms.nbgrader_execute import configure  # gradlings: no candidate code in a kernel",
    "configure(get_config())",
)

_CHECK = """\
# {function}: {points:g} points. Hidden checks run here when your work is graded.
### BEGIN HIDDEN TESTS
import sys

for _name in [name for name in sys.modules if name.partition(".")[0] == "grader"]:
    del sys.modules[_name]  # what the notebook has done to it does not count
from grader.platforms.kernel import score

score("{function}")
### END HIDDEN TESTS"""


def write_course(
    exercises: Sequence[Exercise], assignment: str, course: Path, *, overwrite: bool = False
) -> tuple[list[Path], str]:
    """Write ``source/<assignment>/<exercise>.ipynb`` for each exercise, and the configuration if there is none.

    Returns
    -------
    The paths written, and a sentence on what is left to do, or an empty string.

    Raises
    ------
    UsageError
        If a notebook is there already, differs, and ``overwrite`` is not set.
    """
    folder = course / "source" / assignment
    written = [
        write_new(folder / f"{exercise.name}.ipynb", source_notebook(exercise), overwrite=overwrite)
        for exercise in exercises
    ]
    configuration = course / CONFIGURATION
    if not configuration.exists():
        return [*written, write_new(configuration, "\n".join(LINES) + "\n", overwrite=False)], ""
    if LINES[1] in configuration.read_text(encoding="utf-8", errors="replace"):
        return written, ""
    return written, (
        f"{configuration} is yours and was left as it is. Add these two lines at its end, or submissions are graded in "
        f"their own kernels, where they can forge their scores:\n  " + "\n  ".join(LINES)
    )


def source_notebook(exercise: Exercise) -> str:
    """Return the text of an exercise's source notebook."""
    return document(list(_cells(exercise)))


def check_cell(function: str, points: float) -> str:
    """Return the source of the cell that grades one function."""
    return _CHECK.format(function=function, points=points)


def checksum(source: str, kind: str, grade_id: str, *, solution: bool, points: float | None) -> str:
    """Return nbgrader's checksum of a cell that is locked, a solution, or graded (``points`` is set)."""
    grade = points is not None
    parts = [source, kind, str(grade), str(solution), str(not solution), grade_id]
    if points is not None:
        parts.append(str(float(points)))
    return hashlib.md5("".join(parts).encode(), usedforsecurity=False).hexdigest()


def _cells(exercise: Exercise) -> Iterator[Any]:
    name = exercise.name
    yield _cell("markdown", f"{name}-brief", brief_of(exercise))
    given = given_of(exercise)
    if given:
        yield _cell("code", f"{name}-given", given)
    yield _cell("code", f"{name}-work", solved(exercise, ["### BEGIN SOLUTION"], ["### END SOLUTION"]), solution=True)
    for function, points in exercise.functions.items():
        yield _cell("code", f"{function}-checks", check_cell(function, points), points=points)


def _cell(kind: Kind, name: str, text: str, *, solution: bool = False, points: float | None = None) -> Any:
    source = text.strip()
    metadata: dict[str, Any] = {
        "schema_version": 3,
        "grade_id": name,
        "grade": points is not None,
        "locked": not solution,
        "solution": solution,
        "task": False,
        "cell_type": kind,
        "checksum": checksum(source, kind, name, solution=solution, points=points),
    }
    if points is not None:
        metadata["points"] = points
    return cell(kind, name, source, {"nbgrader": metadata})
