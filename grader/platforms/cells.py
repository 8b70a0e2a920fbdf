"""What notebooks for platforms are made of: an exercise's brief, given functions, stub, and stub with the solution."""

from __future__ import annotations

import ast
import textwrap
from collections.abc import Collection, Sequence

from grader.catalogue import GIVEN_BEGINS, GIVEN_ENDS, Exercise
from grader.errors import BankError
from grader.notebooks.export import notebook

_INDENT = "    "
_HEADER = f"{GIVEN_BEGINS}: use these as they are ---"
_FOOTER = f"{GIVEN_ENDS} ---"


def brief_of(exercise: Exercise) -> str:
    """Return the task in words, as Markdown."""
    return exercise.brief_path.read_text(encoding="utf-8").strip()


def stub_of(exercise: Exercise) -> str:
    """Return the cell that a candidate fills in: the stub's imports and its graded functions."""
    cells = notebook(exercise, "student").cells
    work: str = next(cell.source for cell in cells if cell.id == f"{exercise.name}-work")
    return work


def given_of(exercise: Exercise, without: Collection[str] = ()) -> str:
    """Return the given functions between their marks, or an empty string if there are none.

    Parameters
    ----------
    without
        Names to leave out. A notebook of several exercises must not define anew what an earlier one asks for: the
        candidate's own function would be lost, and the kit's be graded in its place.
    """
    functions = [node for node in ast.parse(exercise.given).body if isinstance(node, ast.FunctionDef)]
    if all(function.name in without for function in functions):
        return ""
    lines = exercise.given.splitlines()
    for function in functions:
        if function.name in without:
            _blank(lines, function)
    text = "\n".join(lines).strip()
    while "\n\n\n\n" in text:
        text = text.replace("\n\n\n\n", "\n\n\n")
    return f"{_HEADER}\n{text}\n\n\n{_FOOTER}"


def names_given(exercise: Exercise) -> set[str]:
    """Return the names of the given functions."""
    return {node.name for node in ast.parse(exercise.given).body if isinstance(node, ast.FunctionDef)}


def solved(exercise: Exercise, before: Sequence[str], after: Sequence[str]) -> str:
    """Return the stub with the body of each function solved, between lines by which a platform knows solutions.

    Parameters
    ----------
    before, after
        Lines to put before and behind each body; they are indented with it.

    Raises
    ------
    BankError
        If the solution lacks a function of the stub.
    """
    stub = stub_of(exercise)
    lines = stub.splitlines()
    answers = _Answers(exercise)
    functions = [node for node in ast.parse(stub).body if isinstance(node, ast.FunctionDef)]
    for function in reversed(functions):  # from the end, so that the numbers of lines before it stay right
        begin = function.body[0].end_lineno if ast.get_docstring(function) is not None else function.body[0].lineno - 1
        body = textwrap.indent("\n".join([*before, answers.body_of(function.name), *after]), _INDENT)
        lines[begin : function.end_lineno] = body.splitlines()
    return "\n".join(lines)


class _Answers:
    """The bodies of the reference's functions; what they need besides is put inside them."""

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self._text = exercise.solution_path.read_text(encoding="utf-8")
        body = ast.parse(self._text).body
        self._functions = {
            node.name: node for node in body if isinstance(node, ast.FunctionDef) and node.name in exercise.functions
        }
        in_stub = {ast.dump(node) for node in ast.parse(exercise.stub).body}
        self._others = [
            node
            for node in body
            if node not in self._functions.values() and not _is_text(node) and ast.dump(node) not in in_stub
        ]

    def body_of(self, name: str) -> str:
        """Return the body of a function without its docstring, not indented."""
        function = self._functions.get(name)
        if function is None:
            raise BankError(f"The solution of {self._exercise.name} does not define {name} by a def of its own.")
        first = function.body[0]
        begin = first.end_lineno or 0 if _is_text(first) else first.lineno - 1
        body = textwrap.dedent(self._lines(begin, function.end_lineno or 0))
        needed = [self._lines(node.lineno - 1, node.end_lineno or 0) for node in self._needed_by(function)]
        return "\n\n".join([*needed, body])

    def _needed_by(self, function: ast.FunctionDef) -> list[ast.stmt]:
        """Return the other statements whose names ``function`` reads, and those that they read in turn."""
        wanted = _names_read(function)
        needed: list[ast.stmt] = []
        while True:
            more = [node for node in self._others if node not in needed and _names_bound(node) & wanted]
            if not more:
                return [node for node in self._others if node in needed]
            needed += more
            wanted |= set().union(*map(_names_read, more))

    def _lines(self, begin: int, end: int) -> str:
        return "\n".join(self._text.splitlines()[begin:end])


def _blank(lines: list[str], node: ast.FunctionDef) -> None:
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    for number in range(first - 1, node.end_lineno or first):
        lines[number] = ""


def _is_text(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, str)


def _names_read(node: ast.stmt) -> set[str]:
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Load)}


def _names_bound(node: ast.stmt) -> set[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
            return {name}
        case ast.Import(names=names) | ast.ImportFrom(names=names):
            return {(alias.asname or alias.name).partition(".")[0] for alias in names}
    return {inner.id for inner in ast.walk(node) if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store)}
