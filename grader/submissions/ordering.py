"""Statements in an order in which they can be run.

In a notebook whose cells were moved about, a table of functions may stand before the functions, and an import behind
what uses it. Statements are moved only where one reads, when it is run, a name that none before it binds and a later
one does; where the order works, it stays as it is.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence

from grader.submissions.scopes import global_names_read
from grader.submissions.slicing import Statement

_MOST_STEPS = 200_000  # names that are met on the way from statements to what the functions they call read


def runnable_order(statements: Sequence[Statement], nodes: Sequence[ast.stmt]) -> list[Statement]:
    """Return ``statements`` so that what is read at once is bound before, as far as any of them binds it.

    Parameters
    ----------
    nodes
        The syntax tree of each statement.
    """
    first: dict[str, int] = {}
    for position, statement in enumerate(statements):
        for name in statement.binds:
            first.setdefault(name, position)
    bodies = {statement.function: statement.reads for statement in statements if statement.function}
    needed: list[set[int]] = []
    steps = _MOST_STEPS
    for statement, node in zip(statements, nodes, strict=True):
        names, taken = _needs(statement, node, bodies, steps)
        needed.append({first[name] for name in names if name in first})
        steps -= taken
        if steps <= 0:
            return list(statements)
    if all(max(before, default=-1) <= position for position, before in enumerate(needed)):
        return list(statements)
    return [statements[position] for position in _sorted(needed)]


def _sorted(needed: Sequence[set[int]]) -> Iterator[int]:
    """Yield positions, each behind those that it needs; where they need one another, in the order they stand in."""
    done: set[int] = set()
    entered: set[int] = set()
    for start in range(len(needed)):
        path = [start]
        while path:
            position = path[-1]
            missing = needed[position] - entered
            if position not in done and missing:
                entered.add(position)
                path.extend(sorted(missing - {position}, reverse=True))
                continue
            path.pop()
            if position not in done:
                entered.add(position)
                done.add(position)
                yield position


def _needs(
    statement: Statement, node: ast.stmt, bodies: Mapping[str, frozenset[str]], most: int
) -> tuple[set[str], int]:
    """Return the names that must be bound when a statement is run, and how many were met to find them.

    They are those it reads itself, and those that the functions it calls read in turn.
    """
    needed = set(_reads_at_once(statement, node))
    pending = list(statement.calls)
    met: set[str] = set()
    taken = len(needed)
    while pending and taken < most:
        function = pending.pop()
        if function not in met and function in bodies:
            met.add(function)
            needed |= bodies[function]
            pending += bodies[function]
            taken += len(bodies[function]) + 1
    return needed - statement.binds, taken


def _reads_at_once(statement: Statement, node: ast.stmt) -> frozenset[str]:
    """Return the global names that a statement reads when it is run, the bodies of functions left out."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        outside = [*node.decorator_list, *node.args.defaults, *(d for d in node.args.kw_defaults if d is not None)]
        annotations = [a.annotation for a in ast.walk(node.args) if isinstance(a, ast.arg)] + [node.returns]
        parts = [*outside, *(annotation for annotation in annotations if annotation is not None)]
        return frozenset().union(*(global_names_read(ast.Expr(part)) for part in parts))
    found: set[str] = set()
    pending: list[ast.AST] = [node]
    while pending:
        inner = pending.pop()
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Load):
            found.add(inner.id)
        if not isinstance(inner, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda):
            pending.extend(ast.iter_child_nodes(inner))
    return statement.reads & found
