"""An exercise as a notebook: the brief, the given functions, the stub or the reference, and a cell that grades in
place.

Cell ids come from the exercise and the cell's role, so two exports differ only where the content does.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import nbformat

from grader.catalogue import GIVEN_BEGINS, GIVEN_ENDS, Exercise
from grader.errors import UsageError
from grader.submissions.parsing import without_docstring
from grader.writing import write_whole

Audience = Literal["student", "instructor"]

_v4: Any = nbformat.v4  # nbformat bears no annotations

_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def write_notebook(exercise: Exercise, audience: Audience, folder: Path, *, overwrite: bool = False) -> Path:
    """Write the notebook of ``exercise`` into ``folder`` and return its path; the file appears whole or not at all.

    Raises
    ------
    UsageError
        If the file is there already and ``overwrite`` is not set: it may hold a candidate's work.
    """
    suffix = ".ipynb" if audience == "student" else ".instructor.ipynb"
    path = folder / f"{exercise.name}{suffix}"
    text = notebook_text(exercise, audience)
    if path.exists() and not overwrite:
        if path.read_text(encoding="utf-8", errors="replace") == text:
            return path
        raise UsageError(
            f"{path} is there already and differs. Move it away, export to another folder, or add --force."
        )
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(path, text.encode())
    return path


def notebook_text(exercise: Exercise, audience: Audience = "student") -> str:
    """Return the notebook of ``exercise`` as it is written to a file."""
    return str(_v4.writes(notebook(exercise, audience))) + "\n"


def notebook(exercise: Exercise, audience: Audience) -> Any:
    """Return the notebook of ``exercise`` as an nbformat 4.5 node."""
    cells = list(_cells(exercise, audience))
    node = _v4.new_notebook(cells=cells, metadata=_METADATA)
    nbformat.validate(node)
    return node


def _cells(exercise: Exercise, audience: Audience) -> Iterator[Any]:
    yield _markdown(exercise, "brief", exercise.brief_path.read_text(encoding="utf-8"))
    imports, graded = _stub_parts(exercise)
    if exercise.given:
        yield _code(exercise, "given", f"{GIVEN_BEGINS}: use these as they are ---\n{exercise.given}{GIVEN_ENDS} ---")
    if audience == "student":
        yield _code(exercise, "work", f"{imports}\n\n\n{graded}")
    else:
        yield _code(exercise, "work", without_docstring(exercise.solution_path.read_text(encoding="utf-8")))
    yield _code(exercise, "check", f'from grader import check\n\ncheck("{exercise.name}")')
    if audience == "instructor":
        yield _markdown(exercise, "notes", (exercise.secret_folder / "NOTES.md").read_text(encoding="utf-8"))


def _stub_parts(exercise: Exercise) -> tuple[str, str]:
    """Return the stub's imports and its graded functions, as they are written."""
    tree = ast.parse(exercise.stub)
    imports = [_segment(exercise.stub, node) for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    graded = [
        _segment(exercise.stub, node)
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.name in exercise.functions
    ]
    return "\n".join(dict.fromkeys(imports)), "\n\n\n".join(graded)


def _segment(text: str, node: ast.stmt) -> str:
    return "\n".join(text.splitlines()[node.lineno - 1 : node.end_lineno])


def _markdown(exercise: Exercise, role: str, text: str) -> Any:
    return _v4.new_markdown_cell(text.strip(), id=_id(exercise, role))


def _code(exercise: Exercise, role: str, text: str) -> Any:
    return _v4.new_code_cell(text.strip(), id=_id(exercise, role))


def _id(exercise: Exercise, role: str) -> str:
    return f"{exercise.name}-{role}"[:64]
