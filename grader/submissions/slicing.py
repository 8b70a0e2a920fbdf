"""Of a notebook, only the statements that the graded functions depend on.

Each statement is described once, by the names it binds, changes, calls and reads; which of them an exercise needs is
then a search through these descriptions, whose cost is linear in the notebook.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from grader.boundary.messages import Chunk
from grader.boundary.module import bound_names
from grader.submissions.cells import Cell
from grader.submissions.scopes import global_names_read


@dataclass(frozen=True, slots=True)
class Statement:
    """A top-level statement by its effect on names.

    Parameters
    ----------
    cell, index
        Where it stands.
    binds, reads
        Global names.
    changes
        Names whose value it changes without binding them, by itself: ``a[0] = …``, ``a.append(…)``, ``setattr(a, …)``.
    calls
        Functions that it calls when it is run, or decorates with.
    function
        The function it defines, if it does; ``function_changes`` are the globals that calling it changes, by itself.
    always
        Kept whatever is graded: ``from __future__ import …`` and ``from numpy import *``.
    blank
        It defines a function that does nothing yet: ``pass``, ``…`` or ``raise NotImplementedError``.
    """

    cell: int
    index: int
    binds: frozenset[str]
    reads: frozenset[str]
    changes: frozenset[str]
    calls: frozenset[str]
    function: str
    function_changes: frozenset[str]
    always: bool
    blank: bool


def describe_statements(cells: Sequence[Cell]) -> tuple[Statement, ...]:
    """Return the statements of all cells, in order."""
    return tuple(
        _describe(node, number, index) for number, cell in enumerate(cells) for index, node in enumerate(cell.body)
    )


def slice_for(cells: Sequence[Cell], described: Sequence[Statement], functions: Collection[str]) -> list[Chunk]:
    """Return the statements that ``functions`` depend on, in order, each chunk with its cell's own line numbers."""
    return chunks_of(cells, statements_for(described, functions))


def statements_for(described: Sequence[Statement], functions: Collection[str]) -> list[Statement]:
    """Return the statements that ``functions`` depend on, in order.

    A statement is kept if it binds a name that is needed, or changes what such a name holds (``TABLE["relu"] = relu``,
    ``registry.update(…)``, ``@register("relu")``, or a call of a function that does); the names it reads are then
    needed in turn.
    """
    return _Search(_without_superseded(described, functions), described).kept_for(functions)


def chunks_of(cells: Sequence[Cell], statements: Sequence[Statement]) -> list[Chunk]:
    """Return statements as they are run, those of one cell in a row together, with the cell's own line numbers."""
    return [
        Chunk(cells[number].label, cells[number].text, [statement.index for statement in together])
        for number, together in groupby(statements, key=lambda statement: statement.cell)
    ]


class _Search:
    """From needed names to the statements that make them what they are; every name and statement is met once."""

    def __init__(self, statements: Sequence[Statement], described: Sequence[Statement]) -> None:
        self._statements = statements
        self._by_name: dict[str, list[int]] = {}  # who binds or changes a name
        self._callers: dict[str, list[int]] = {}  # statements that call a function when they are run
        for number, statement in enumerate(statements):
            for name in statement.binds | statement.changes:
                self._by_name.setdefault(name, []).append(number)
            for name in statement.calls:
                self._callers.setdefault(name, []).append(number)
        self._changers: dict[str, list[str]] = {}  # functions that change a global when they are called
        self._used_by: dict[str, list[str]] = {}  # functions that use a function
        bodies = {statement.function: statement for statement in described if statement.function}
        for name, body in bodies.items():
            for changed in body.function_changes:
                self._changers.setdefault(changed, []).append(name)
            for used in body.reads & bodies.keys():
                self._used_by.setdefault(used, []).append(name)

    def kept_for(self, functions: Collection[str]) -> list[Statement]:
        """Return the statements that ``functions`` depend on, in their order."""
        kept: set[int] = set()
        pending = list(functions)

        def keep(numbers: Sequence[int]) -> None:
            for number in numbers:
                if number not in kept:
                    kept.add(number)
                    pending.extend(self._statements[number].reads)

        keep([number for number, statement in enumerate(self._statements) if statement.always])
        needed: set[str] = set()
        effective: set[str] = set()  # functions whose calls change something that is needed
        while pending:
            name = pending.pop()
            if name in needed:
                continue
            needed.add(name)
            keep(self._by_name.get(name, ()))
            functions_left = list(self._changers.get(name, ()))
            while functions_left:
                function = functions_left.pop()
                if function not in effective:
                    effective.add(function)
                    keep(self._callers.get(function, ()))
                    functions_left += self._used_by.get(function, ())
        return [self._statements[number] for number in sorted(kept)]


def _without_superseded(statements: Sequence[Statement], functions: Collection[str]) -> list[Statement]:
    """Drop definitions of ``functions`` that a later one replaces: a mended cell was run again, or pasted below."""
    kept: list[Statement] = []
    replaced: set[str] = set()
    for statement in reversed(statements):
        if not (statement.binds and statement.binds <= replaced):
            kept.append(statement)
        if statement.binds & statement.reads:  # a decorator by hand, relu = vectorize(relu), needs what came before
            replaced -= statement.binds
        else:
            replaced |= statement.binds.intersection(functions)
    return kept[::-1]


def _describe(node: ast.stmt, cell: int, index: int) -> Statement:
    binds = frozenset(bound_names(node))
    reads = frozenset(global_names_read(node))
    changes, calls = _decorated_with(node)
    function, function_changes = "", frozenset[str]()
    if isinstance(node, ast.FunctionDef):
        function = node.name
        declared = {name for inner in ast.walk(node) if isinstance(inner, ast.Global) for name in inner.names}
        function_changes = reads.intersection(_changed_in(node)) | declared  # locals are not among what it reads
    if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        changes |= set(_changed_in(node))
        calls |= {
            inner.func.id
            for inner in ast.walk(node)
            if isinstance(inner, ast.Call) and isinstance(inner.func, ast.Name)
        }
    always = isinstance(node, ast.ImportFrom) and (node.module == "__future__" or "*" in binds)
    return Statement(
        cell, index, binds, reads, frozenset(changes), frozenset(calls), function, function_changes, always,
        is_blank(node),
    )  # fmt: skip


def is_blank(node: ast.stmt) -> bool:
    """Say whether ``node`` is a function that does nothing: a docstring, ``pass`` or ``…``, or a stub."""
    if not isinstance(node, ast.FunctionDef):
        return False
    return is_stub(node) or all(
        isinstance(line, ast.Pass) or (isinstance(line, ast.Expr) and isinstance(line.value, ast.Constant))
        for line in node.body
    )


def is_stub(node: ast.stmt) -> bool:
    """Say whether ``node`` is a function whose body is a docstring and ``raise NotImplementedError``, no more."""
    if not isinstance(node, ast.FunctionDef):
        return False
    body = node.body[1:] if ast.get_docstring(node, clean=False) is not None else node.body
    match body:
        case [ast.Raise(exc=ast.Name(id="NotImplementedError") | ast.Call(func=ast.Name(id="NotImplementedError")))]:
            return True
    return False


def _decorated_with(node: ast.stmt) -> tuple[set[str], set[str]]:
    """Return what the decorators of ``node`` change (``@table.register``), and which functions they are."""
    changes: set[str] = set()
    calls: set[str] = set()
    for decorator in node.decorator_list if isinstance(node, ast.FunctionDef | ast.ClassDef) else ():
        function = decorator.func if isinstance(decorator, ast.Call) else decorator
        changes.update(_base_name(function))
        if isinstance(function, ast.Name):
            calls.add(function.id)
    return changes, calls


def _changed_in(node: ast.AST) -> Iterator[str]:
    for inner in ast.walk(node):
        match inner:
            case ast.Assign(targets=targets):
                for target in targets:
                    yield from _base_name(target)
                match inner.value:  # old = np.seterr(…) is as good as np.seterr(…)
                    case ast.Call(func=ast.Attribute(attr="seterr") as function):
                        yield from _base_name(function)
            case ast.AugAssign(target=target) | ast.AnnAssign(target=target):
                yield from _base_name(target)
            case ast.Expr(value=ast.Call(func=ast.Attribute() as function)):
                yield from _base_name(function)
            case ast.Call(func=ast.Name(id="setattr"), args=[ast.Name(id=name), *_]):
                yield name


def _base_name(target: ast.expr) -> Iterator[str]:
    base = target
    while isinstance(base, ast.Attribute | ast.Subscript):
        base = base.value
    if base is not target and isinstance(base, ast.Name):
        yield base.id
