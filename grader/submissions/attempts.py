"""Which exercises a source attempts, read from the functions it defines; nothing is run."""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from pathlib import Path

import msgspec

from grader.boundary.messages import Chunk
from grader.boundary.module import bound_names
from grader.catalogue import GIVEN_BEGINS, GIVEN_ENDS, Catalogue, Exercise
from grader.plaintext import plain
from grader.submissions.cells import Cell, Patience, cell_of, names_in_text
from grader.submissions.limits import DEFAULT_LIMITS, ReadingLimits
from grader.submissions.notebook import check_words, looks_like_notebook, read_cells, too_many_words
from grader.submissions.parsing import count_words, lines_of, parse
from grader.submissions.reading import File, Unreadable, file_at, read_text
from grader.submissions.selection import select_as_run, select_mended
from grader.submissions.shadows import shadowing
from grader.submissions.slicing import Statement, describe_statements, is_blank, is_stub

_SCRIPT_OF_A_NOTEBOOK = "get_ipython()"  # stands for each magic in what Jupyter exports as Python


class Attempt(msgspec.Struct, frozen=True):
    """One exercise of one submission: the source to run for it, or why there is none.

    ``problem`` makes the verdict ``not_gradable``; ``unwritten`` lists functions that are absent or still the stub's,
    ``stubs`` the latter of these; ``brings_own`` says that it has versions of its own of given functions; ``how_read``
    tells in one sentence how a damaged notebook was read.
    """

    exercise: str
    chunks: list[Chunk] = []
    problem: str = ""
    unwritten: list[str] = []
    stubs: list[str] = []
    brings_own: bool = False
    how_read: str = ""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file as far as it could be read: cells (one for a ``.py``), and the names it binds.

    ``words`` is how much it holds, ``statements`` describes those of a notebook. ``as_run`` says that its cells are
    those that a kernel has run, in that order, so that each counts as it is.
    """

    name: str
    is_notebook: bool
    cells: tuple[Cell, ...] = ()
    names: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()
    stubs: frozenset[str] = frozenset()
    problem: str = ""
    words: int = 0
    statements: tuple[Statement, ...] = field(default=(), repr=False)
    as_run: bool = False

    @property
    def size(self) -> int:
        """The characters of its code."""
        return sum(len(cell.text) for cell in self.cells)

    def error_for(self, functions: Collection[str]) -> str:
        """Return why ``functions`` cannot be read from this file, if a syntax error is the reason."""
        if self.problem:
            return self.problem
        if all(cell.error is None for cell in self.cells):
            return ""
        missing = set(functions)
        if self.is_notebook and not self.as_run:
            nodes = (node for cell in self.cells for node in cell.body if not is_blank(node))
            missing -= {name for node in nodes for name in bound_names(node)}
        for cell in reversed(self.cells):
            if cell.error is not None and (not self.is_notebook or cell.lost & missing):
                return describe_syntax_error(cell.label, cell.error)
            if self.as_run:  # what was defined later, an earlier broken cell cannot spoil
                missing -= {name for node in cell.body for name in bound_names(node)}
        return ""


def read_source(file: Path | File, limits: ReadingLimits = DEFAULT_LIMITS) -> SourceFile:
    """Read a submitted ``.py`` or ``.ipynb``. A file that cannot be read is returned with its ``problem``."""
    if isinstance(file, Path):
        file = file_at(file)
    try:
        if shadowing(file.name):
            raise Unreadable(shadowing(file.name))
        text = read_text(file, limits)
        if looks_like_notebook(text) or (file.is_notebook and not _is_python(text, limits)):
            return _source(file.name, tuple(read_cells(text, file.name, limits)), is_notebook=True)
        if count_words(text, limits.words) > limits.words:
            raise too_many_words(file.name, limits)
        body, error = parse(text, file.name)
        cell = Cell(file.name, text, body, error, lost=frozenset() if error is None else names_in_text(text))
        return _source(file.name, (cell,), is_notebook=error is None and _SCRIPT_OF_A_NOTEBOOK in text)
    except Unreadable as error:
        return unreadable(file, str(error))


def unreadable(file: File, problem: str) -> SourceFile:
    """Return the source of a file of which no more is known than why it cannot be graded."""
    return SourceFile(file.name, file.is_notebook, problem=problem)


def source_of_cells(texts: Sequence[str], name: str, limits: ReadingLimits = DEFAULT_LIMITS) -> SourceFile:
    """Return the source that a notebook's cells make up, in the order they were run.

    They were run as they are, so nothing is mended; and what a cell holds is remembered, since a kernel asks for the
    same cells again and again.
    """
    try:
        check_words(texts, name, limits)
    except Unreadable as error:
        return SourceFile(name, is_notebook=True, problem=str(error))
    cells: list[Cell] = []
    statements: list[Statement] = []
    for position, text in enumerate(texts):
        cell, described = _cell_as_run(text)
        number = str(position + 1)
        cells.append(replace(cell, label=f"{name} cell {number}", number=number))
        statements += [replace(statement, cell=position) for statement in described]
    return _source(name, tuple(cells), is_notebook=True, statements=tuple(statements))


@lru_cache(maxsize=4_000)
def _cell_as_run(text: str) -> tuple[Cell, tuple[Statement, ...]]:
    cell = cell_of(text, "", "1", Patience())
    return cell, describe_statements([cell])


def _is_python(text: str, limits: ReadingLimits) -> bool:
    """Say whether a file that is called a notebook is a script that was renamed."""
    return bool(names_in_text(text)) and count_words(text, limits.words) <= limits.words and parse(text, "")[1] is None


def _source(
    name: str, cells: tuple[Cell, ...], *, is_notebook: bool, statements: tuple[Statement, ...] | None = None
) -> SourceFile:
    """Return what is to be known of a source; ``statements`` are described already if its cells were run."""
    as_run = statements is not None
    names: set[str] = set()
    given: set[str] = set()
    stubs: set[str] = set()
    written: set[str] = set()
    for cell in cells:
        marked = _given_lines(cell.text)
        names |= cell.lost
        for node in cell.body:
            bound = bound_names(node)
            names |= bound
            given = given | bound if node.lineno in marked else given - bound
            if is_stub(node):
                stubs |= bound
            else:
                stubs -= bound
                written |= bound
    if is_notebook and not as_run:  # a stub that was put back, or copied, takes nothing away
        stubs -= written
    if statements is None:
        statements = describe_statements(cells) if is_notebook else ()
    words = sum(count_words(cell.text, 1 << 30) for cell in cells)
    return SourceFile(
        name, is_notebook, cells, frozenset(names), frozenset(given), frozenset(stubs), "", words, statements, as_run
    )


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
    how_read = ""
    if source.is_notebook:
        select = select_as_run if source.as_run else select_mended
        selection = select(source.cells, source.statements, exercise)
        chunks, how_read = selection.chunks, selection.how_read
    else:
        chunks = [Chunk(cell.label, cell.text) for cell in source.cells]
    given = _given_trees([exercise])
    brings_own = bool(source.names & set(given) - source.given - _copied(source, given))
    stubs = [function for function in unwritten if function in source.stubs]
    return Attempt(
        exercise.name, chunks=chunks, unwritten=unwritten, stubs=stubs, brings_own=brings_own, how_read=how_read
    )


def describe_syntax_error(label: str, error: SyntaxError) -> str:
    """Return one sentence that says where Python stops understanding the text."""
    line = (error.text or "").strip()
    shown = f": `{line[:80]}`" if line else ""
    return plain(f"{label}, line {error.lineno or 1}: {error.msg}{shown}.", one_line=True)


def _given_lines(text: str) -> range:
    if GIVEN_BEGINS not in text:
        return range(0)
    lines = lines_of(text)
    begin = next((n for n, line in enumerate(lines, 1) if line.startswith(GIVEN_BEGINS)), None)
    if begin is None:
        return range(0)
    end = next((n for n, line in enumerate(lines, 1) if n > begin and line.startswith(GIVEN_ENDS)), begin)
    return range(begin, end)


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
        if isinstance(node, ast.FunctionDef) and node.name in trees and _dump(node) in trees[node.name]
    }


def _given_trees(exercises: Iterable[Exercise]) -> dict[str, set[str]]:
    trees: dict[str, set[str]] = {}
    for exercise in exercises:
        for name, dumped in _dumps_of_functions(exercise.given):
            trees.setdefault(name, set()).add(dumped)
    return trees


@cache
def _dumps_of_functions(given: str) -> tuple[tuple[str, str], ...]:
    return tuple((node.name, _dump(node)) for node in ast.parse(given).body if isinstance(node, ast.FunctionDef))


def _dump(node: ast.FunctionDef) -> str:
    """Return the syntax tree as text; nothing, where that is beyond ``ast``: then it is no copy of the kit's."""
    try:
        return ast.dump(node)
    except (RecursionError, ValueError):  # nested a thousand deep; an integer of too many digits
        return ""
