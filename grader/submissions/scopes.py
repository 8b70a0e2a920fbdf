"""Which global names a statement reads, in its own code and in the functions it defines.

Python's scoping rules over a syntax tree, in time that is linear in it. Compiling the statement would answer too, but
at a price that its author sets: the compiler needs minutes for some hundred kilobytes of source, and copies the body
of each ``finally``.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

_Function = ast.FunctionDef | ast.AsyncFunctionDef
_Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


@dataclass(slots=True)
class _Scope:
    """A block of names while it is being read; ``within`` is the scope around it."""

    kind: Literal["top", "class", "function", "comprehension"]
    within: _Scope | None
    reads: set[str] = field(default_factory=set)
    binds: set[str] = field(default_factory=set)
    declared_global: set[str] = field(default_factory=set)
    declared_nonlocal: set[str] = field(default_factory=set)
    certain: set[str] = field(default_factory=set)  # global whatever stands around


def global_names_read(statement: ast.stmt) -> set[str]:
    """Return the global names that a top-level statement reads; locals of its functions do not count."""
    top = _Scope("top", None)
    scopes = [top]
    pending: list[tuple[ast.AST, _Scope]] = [(statement, top)]
    while pending:
        node, scope = pending.pop()
        _note(node, scope)
        for inner, place in _parts(node, scope, scopes):
            pending.append((inner, place))
    for scope in reversed(scopes[1:]):  # inner scopes before those around them
        _hand_up(scope)
    return top.reads | top.certain


def _parts(node: ast.AST, scope: _Scope, scopes: list[_Scope]) -> Iterator[tuple[ast.AST, _Scope]]:
    """Yield what ``node`` is made of, each part with the scope that its names belong to."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.Lambda():
            inner = _enter("function", scope, scopes)
            yield from ((part, scope) for part in _evaluated_outside(node))
            yield from ((argument, inner) for argument in _arguments(node.args))
            inner.binds.update(parameter.name for parameter in getattr(node, "type_params", ()))
            body = [node.body] if isinstance(node, ast.Lambda) else node.body
            yield from ((part, inner) for part in body)
        case ast.ClassDef(body=body):
            inner = _enter("class", scope, scopes)
            outside: list[ast.AST] = [*node.decorator_list, *node.bases, *node.keywords]
            yield from ((part, scope) for part in outside)
            yield from ((part, inner) for part in body)
        case ast.ListComp(generators=loops) | ast.SetComp(generators=loops) | ast.GeneratorExp(generators=loops):
            inner = _enter("comprehension", scope, scopes)
            yield loops[0].iter, scope
            yield node.elt, inner
            yield from ((part, inner) for part in _loops(loops))
        case ast.DictComp(generators=loops):
            inner = _enter("comprehension", scope, scopes)
            yield loops[0].iter, scope
            yield node.key, inner
            yield node.value, inner
            yield from ((part, inner) for part in _loops(loops))
        case ast.NamedExpr(target=target, value=value):  # binds in the function around a comprehension
            around = scope
            while around.kind == "comprehension" and around.within is not None:
                around = around.within
            yield target, around
            yield value, scope
        case ast.AnnAssign(target=ast.Name() as target, value=value) if scope.kind == "function":
            yield target, scope  # annotations of locals are never evaluated
            if value is not None:
                yield value, scope
        case _:
            yield from ((part, scope) for part in ast.iter_child_nodes(node))


def _enter(kind: Literal["class", "function", "comprehension"], within: _Scope, scopes: list[_Scope]) -> _Scope:
    scopes.append(_Scope(kind, within))
    return scopes[-1]


def _evaluated_outside(node: _Function | ast.Lambda) -> Iterator[ast.AST]:
    """Yield defaults, decorators and annotations: they are evaluated where the function is defined."""
    yield from node.args.defaults
    yield from (default for default in node.args.kw_defaults if default is not None)
    if not isinstance(node, ast.Lambda):
        yield from node.decorator_list
        annotations = [argument.annotation for argument in _arguments(node.args)]
        yield from (annotation for annotation in [*annotations, node.returns] if annotation is not None)


def _arguments(arguments: ast.arguments) -> Iterator[ast.arg]:
    yield from (*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs)
    yield from (argument for argument in (arguments.vararg, arguments.kwarg) if argument is not None)


def _loops(loops: list[ast.comprehension]) -> Iterator[ast.AST]:
    for number, loop in enumerate(loops):
        yield loop.target
        yield from loop.ifs
        if number:
            yield loop.iter


def _note(node: ast.AST, scope: _Scope) -> None:
    match node:
        case ast.Name(id=name, ctx=ast.Load()):
            scope.reads.add(name)
        case ast.Name(id=name):
            scope.binds.add(name)
        case ast.AugAssign(target=ast.Name(id=name)):
            scope.reads.add(name)
        case ast.arg(arg=name):
            scope.binds.add(name)
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            scope.binds.add(name)
        case ast.alias(name=name, asname=alias):
            scope.binds.add(alias or name.partition(".")[0])
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            scope.binds.add(name)
        case ast.MatchMapping(rest=str(name)):
            scope.binds.add(name)
        case ast.Global(names=names):
            scope.declared_global.update(names)
        case ast.Nonlocal(names=names):
            scope.declared_nonlocal.update(names)


def _hand_up(scope: _Scope) -> None:
    """Pass the names that ``scope`` reads and does not hold itself to the scope around it."""
    around = scope.within
    assert around is not None
    certain, free = scope.certain, scope.reads
    certain |= free & scope.declared_global
    if scope.kind != "class":  # a class body may read a global and then bind the same name; its methods see neither
        free -= scope.binds - scope.declared_nonlocal
    free -= scope.declared_global
    around.certain = _together(around.certain, certain)
    around.reads = _together(around.reads, free)


def _together(one: set[str], other: set[str]) -> set[str]:
    """Return the union, made in the larger of the two, so that deep nesting does not cost its square."""
    larger, smaller = (one, other) if len(one) >= len(other) else (other, one)
    larger |= smaller
    return larger
