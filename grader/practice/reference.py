"""The reference beside one's own code, and what an interviewer listens for."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grader.boundary.module import bound_names
from grader.plaintext import plain, plain_name
from grader.submissions.attempts import SourceFile, read_source
from grader.submissions.parsing import lines_of, without_docstring

if TYPE_CHECKING:
    from grader.catalogue import Exercise


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two ways to write an exercise.

    Parameters
    ----------
    exercise
        Its name.
    file
        Where one's own code was looked for.
    own
        One's own code for the graded functions; empty where there is none.
    reference
        The reference.
    notes
        What an interviewer listens for, as Markdown.
    """

    exercise: str
    file: str
    own: str
    reference: str
    notes: str


def compare(exercise: Exercise, path: Path | None) -> Comparison:
    """Return the reference of ``exercise`` beside what the file at ``path`` has for it."""
    own = "" if path is None or not path.exists() else _own_code(exercise, read_source(path))
    reference = without_docstring(exercise.solution_path.read_text(encoding="utf-8"))
    notes = (exercise.secret_folder / "NOTES.md").read_text(encoding="utf-8")
    return Comparison(exercise.name, "" if path is None else plain_name(path.name), own, reference, notes.strip())


def _own_code(exercise: Exercise, source: SourceFile) -> str:
    """Return what the person wrote, without what the stub gave; a file with a syntax error as it is."""
    if not source.is_notebook and any(cell.error is not None for cell in source.cells):
        return plain(source.cells[0].text).strip()
    return plain("\n\n\n".join(_definitions(exercise, source)))


def _definitions(exercise: Exercise, source: SourceFile) -> Iterator[str]:
    """Yield the functions, classes and constants that the person wrote."""
    given = source.given | {name for node in ast.parse(exercise.given).body for name in bound_names(node)}
    docstrings = _docstrings(exercise)
    for cell in source.cells:
        lines = lines_of(cell.text)
        for node in cell.body:
            names = bound_names(node)
            if not isinstance(node, _DEFINITIONS) or names <= given or names <= source.stubs:
                continue
            kept = range(_first_line(node), (node.end_lineno or node.lineno) + 1)
            taught = _lines_of_docstring(node, docstrings)
            yield "\n".join(lines[number - 1] for number in kept if number not in taught)


_DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign)


def _docstrings(exercise: Exercise) -> set[str | None]:
    """Return the docstrings of the stub: the person knows them, and did not write them."""
    return {ast.get_docstring(node) for node in ast.parse(exercise.stub).body if isinstance(node, ast.FunctionDef)}


def _lines_of_docstring(node: ast.stmt, docstrings: set[str | None]) -> range:
    if not isinstance(node, ast.FunctionDef) or len(node.body) < 2:
        return range(0)
    docstring = ast.get_docstring(node)
    if docstring is None or docstring not in docstrings:
        return range(0)
    first = node.body[0]
    return range(first.lineno, (first.end_lineno or first.lineno) + 1)


def _first_line(node: ast.stmt) -> int:
    decorated = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and node.decorator_list
    return decorated[0].lineno if decorated else node.lineno
