"""Which exercises a source attempts, read from the functions it defines; nothing is run."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from grader.boundary.messages import Chunk
from grader.boundary.module import bound_names
from grader.catalogue import GIVEN_BEGINS, GIVEN_ENDS, Catalogue, Exercise
from grader.plaintext import plain
from grader.submissions.notebook import Cell, cells_of_texts, read_cells, slice_for
from grader.submissions.reading import Unreadable, read_text, readable

_DEFINITION = re.compile(r"^(?:async\s+)?def\s+(\w+)|^(\w+)\s*=(?!=)", re.MULTILINE)


class Attempt(msgspec.Struct, frozen=True):
    """One exercise of one submission: the source to run for it, or why there is none.

    ``problem`` makes the verdict ``not_gradable``; ``unwritten`` lists functions that are absent or still the stub's,
    ``stubs`` the latter of these; ``brings_own`` says that it has versions of its own of given functions.
    """

    exercise: str
    chunks: list[Chunk] = []
    problem: str = ""
    unwritten: list[str] = []
    stubs: list[str] = []
    brings_own: bool = False


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as far as it could be read: cells (one for a ``.py``), and the names it binds."""

    name: str
    is_notebook: bool
    cells: tuple[Cell, ...]
    names: frozenset[str]
    given: frozenset[str]
    stubs: frozenset[str]
    problem: str

    def error_for(self, functions: Collection[str]) -> str:
        """Return why ``functions`` cannot be read from this file, if a syntax error is the reason."""
        if self.problem:
            return self.problem
        missing = set(functions)
        for cell in reversed(self.cells):  # what a later cell defines, an earlier broken one cannot spoil
            if cell.error is not None and (not self.is_notebook or _names_in_text(cell.text) & missing):
                return describe_syntax_error(cell.label, cell.error)
            missing -= {name for node in cell.body for name in bound_names(node)}
        return ""


def read_source(path: Path) -> SourceFile:
    """Read a submitted ``.py`` or ``.ipynb``. A file that cannot be read is returned with its ``problem``."""
    is_notebook = path.suffix == ".ipynb"
    try:
        text = read_text(path)
        cells = tuple(read_cells(text, readable(path.name))) if is_notebook else (_parse(text, readable(path.name)),)
    except Unreadable as error:
        return SourceFile(readable(path.name), is_notebook, (), frozenset(), frozenset(), frozenset(), str(error))
    return _source(readable(path.name), cells, is_notebook=is_notebook)


def source_of_cells(texts: Sequence[str], name: str) -> SourceFile:
    """Return the source that a notebook's cells make up, in the order they were run."""
    return _source(name, tuple(cells_of_texts(texts, name)), is_notebook=True)


def _source(name: str, cells: tuple[Cell, ...], *, is_notebook: bool) -> SourceFile:
    names: set[str] = set()
    given: set[str] = set()
    stubs: set[str] = set()
    for cell in cells:
        marked = _given_lines(cell.text)
        if cell.error is not None:
            names |= _names_in_text(cell.text)
        for node in cell.body:
            bound = bound_names(node)
            names |= bound
            given = given | bound if node.lineno in marked else given - bound
            stubs = stubs | bound if _is_stub(node) else stubs - bound
    return SourceFile(name, is_notebook, cells, frozenset(names), frozenset(given), frozenset(stubs), "")


def attempted(source: SourceFile, catalogue: Catalogue) -> list[Exercise]:
    """Return the exercises of which ``source`` defines a graded function outside a stub's given block."""
    own = source.names - source.given - _copied_given(source, catalogue)
    found = [exercise for exercise in catalogue if own & set(exercise.functions)]
    if not found and source.names & set(catalogue.functions):
        found = [exercise for exercise in catalogue if source.names & set(exercise.functions)]
    return found


def attempt(source: SourceFile, exercise: Exercise) -> Attempt:
    """Return what to run for ``exercise``, or why nothing can be run."""
    problem = source.error_for(exercise.functions)
    if problem:
        return Attempt(exercise.name, problem=problem)
    written = source.names - source.stubs
    unwritten = [function for function in exercise.functions if function not in written]
    if source.is_notebook:
        chunks = slice_for(source.cells, exercise.functions)
    else:
        chunks = [Chunk(cell.label, cell.text) for cell in source.cells]
    given = _given_trees([exercise])
    brings_own = bool(source.names & set(given) - source.given - _copied(source, given))
    stubs = [function for function in unwritten if function in source.stubs]
    return Attempt(exercise.name, chunks=chunks, unwritten=unwritten, stubs=stubs, brings_own=brings_own)


def describe_syntax_error(label: str, error: SyntaxError) -> str:
    """Return one sentence that says where Python stops understanding the text."""
    line = (error.text or "").strip()
    shown = f": `{line[:80]}`" if line else ""
    return plain(f"{label}, line {error.lineno or 1}: {error.msg}{shown}.", one_line=True)


def _parse(text: str, label: str) -> Cell:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return Cell(label, text, tuple(ast.parse(text, label).body), None)
    except SyntaxError as error:
        return Cell(label, text, (), error)
    except (ValueError, RecursionError, MemoryError) as error:
        reason = f"cannot be parsed ({type(error).__name__})"
        return Cell(label, text, (), SyntaxError(reason, (label, 1, 1, "")))


def _names_in_text(text: str) -> set[str]:
    return {name for groups in _DEFINITION.findall(text) for name in groups if name}


def _given_lines(text: str) -> range:
    lines = text.splitlines()
    begin = next((n for n, line in enumerate(lines, 1) if line.startswith(GIVEN_BEGINS)), None)
    if begin is None:
        return range(0)
    end = next((n for n, line in enumerate(lines, 1) if n > begin and line.startswith(GIVEN_ENDS)), begin)
    return range(begin, end)


def _is_stub(node: ast.stmt) -> bool:
    """Say whether ``node`` is a function whose body is a docstring and ``raise NotImplementedError``, no more."""
    if not isinstance(node, ast.FunctionDef):
        return False
    body = node.body[1:] if ast.get_docstring(node) is not None else node.body
    match body:
        case [ast.Raise(exc=ast.Name(id="NotImplementedError") | ast.Call(func=ast.Name(id="NotImplementedError")))]:
            return True
    return False


def _copied_given(source: SourceFile, catalogue: Catalogue) -> set[str]:
    """Names whose definition is, to the letter of its syntax tree, a stub's given function (markers lost)."""
    if not source.names & set(catalogue.functions) or len(source.names) < 2:
        return set()
    return _copied(source, _given_trees(e for e in catalogue if source.names & set(e.functions)))


def _copied(source: SourceFile, trees: dict[str, set[str]]) -> set[str]:
    return {
        node.name
        for cell in source.cells
        for node in cell.body
        if isinstance(node, ast.FunctionDef) and ast.dump(node) in trees.get(node.name, ())
    }


def _given_trees(exercises: Iterable[Exercise]) -> dict[str, set[str]]:
    trees: dict[str, set[str]] = {}
    for exercise in exercises:
        body: Sequence[ast.stmt] = ast.parse(exercise.given).body if exercise.given else ()
        for node in body:
            if isinstance(node, ast.FunctionDef):
                trees.setdefault(node.name, set()).add(ast.dump(node))
    return trees
