"""Running source as a module, with the functions a stub gives ready-made bound to the kit's own copies.

The given functions are in scope from the first line, so a submission may hold one function alone. Where it brings its
own version of a given function, that name is bound to the kit's copy as soon as the defining statement has run: one bug
then costs one exercise, and tables such as ``ACTIVATIONS = {"relu": relu}`` hold the kit's copy too. A call that the
kit's copy cannot take (an extra argument of the candidate's own) goes to the candidate's version.
"""

from __future__ import annotations

import ast
import contextlib
import functools
import inspect
import sys
import types
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from grader.boundary.messages import Chunk

MODULE_NAME = "submission"


class GivenFunctions:
    """The kit's copies, each behind a function that can be pointed elsewhere while a check runs."""

    def __init__(self, source: str, *, own_first: bool = False) -> None:
        self._own_first = own_first
        self._namespace: dict[str, Any] = {"__name__": "given"}
        exec(compile(source, "<given>", "exec"), self._namespace)
        self._copies = {name: value for name, value in self._namespace.items() if isinstance(value, types.FunctionType)}
        self._signatures = {name: inspect.signature(copy) for name, copy in self._copies.items()}
        self._planted: dict[str, Callable[..., Any]] = {}
        self._own: dict[str, Any] = {}
        self._bound = {name: self._redirect(name) for name in self._copies}

    @property
    def names(self) -> frozenset[str]:
        """The names that are given."""
        return frozenset(self._copies)

    def bind(self, namespace: dict[str, Any], names: Iterable[str]) -> None:
        """Let ``names`` in ``namespace`` mean the kit's copies, remembering what stood there."""
        for name in names:
            own = namespace.get(name)
            if own is not self._bound[name]:
                self._own[name] = own
            namespace[name] = self._bound[name]

    def plant(self, functions: dict[str, Callable[..., Any]]) -> None:
        """Point names at other functions instead, until the next call; an empty dict restores the kit's copies."""
        self._planted = dict(functions)

    def _redirect(self, name: str) -> Callable[..., Any]:
        copy, signature = self._copies[name], self._signatures[name]

        @functools.wraps(copy)
        def given(*args: Any, **kwargs: Any) -> Any:
            own = self._own.get(name)
            if callable(own) and name not in self._planted:
                try:
                    signature.bind(*args, **kwargs)
                except TypeError:
                    return own(*args, **kwargs)
                if self._own_first:
                    return own(*args, **kwargs)
            return self._planted.get(name, copy)(*args, **kwargs)

        return given


def run_module(chunks: Sequence[Chunk], given: GivenFunctions, extra: dict[str, Any] | None = None) -> dict[str, Any]:
    """Run ``chunks`` in one fresh module and return its namespace.

    ``sys.exit()`` ends the module where it stands: a script that ends itself has defined what it defines by then.

    Raises
    ------
    SyntaxError
        If a chunk does not parse.
    BaseException
        Whatever the code itself raises.
    """
    module = types.ModuleType(MODULE_NAME)
    sys.modules[MODULE_NAME] = module  # dataclasses and typing look their module up by name
    namespace = vars(module)
    namespace["__file__"] = chunks[0].label if chunks else "<nothing>"
    namespace.update(extra or {})
    given.bind(namespace, given.names)
    with contextlib.suppress(SystemExit):
        for chunk in chunks:
            _run_chunk(chunk, given, namespace)
    return namespace


def _run_chunk(chunk: Chunk, given: GivenFunctions, namespace: dict[str, Any]) -> None:
    body = ast.parse(chunk.text, chunk.label).body
    if chunk.keep is not None:
        body = [body[index] for index in chunk.keep]
    futures = [node for node in body if isinstance(node, ast.ImportFrom) and node.module == "__future__"]
    segment: list[ast.stmt] = []
    for node in body:
        segment.append(node)
        rebound = bound_names(node) & given.names
        if rebound:
            _execute(futures, segment, chunk.label, namespace)
            given.bind(namespace, rebound)
            segment = []
    _execute(futures, segment, chunk.label, namespace)


def _execute(futures: list[ast.ImportFrom], body: list[ast.stmt], label: str, namespace: dict[str, Any]) -> None:
    statements = [*futures, *(node for node in body if node not in futures)]
    tree = ast.Module(body=list(statements), type_ignores=[])
    exec(compile(tree, label, "exec", dont_inherit=True), namespace)


def bound_names(statement: ast.stmt) -> set[str]:
    """Return the module-level names that a top-level statement binds, looking into blocks but not into functions."""
    names: set[str] = set()
    pending: list[ast.AST] = [statement]
    while pending:
        node = pending.pop()
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                names.add(name)
                continue
            case ast.Lambda() | ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                continue
            case ast.Name(id=name, ctx=ast.Store()):
                names.add(name)
            case ast.alias(name=name, asname=alias):
                names.add(alias or name.partition(".")[0])
            case ast.ExceptHandler(name=str(name)):
                names.add(name)
        pending.extend(ast.iter_child_nodes(node))
    return names
