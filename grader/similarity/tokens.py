"""Code as a row of tokens that renaming, formatting, comments, types and docstrings do not change.

Tokens are read off the syntax tree, in the order of the text. What a candidate chooses freely (names of variables,
arguments and helpers) becomes one and the same token; what carries meaning stays: operators, numbers, strings, and
names that come from elsewhere, such as ``maximum`` in ``np.maximum``.
"""

from __future__ import annotations

import ast
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

_FREE = "name"
_SILENT = (ast.Load, ast.Store, ast.Del, ast.Expr, ast.arguments)
_TYPES = ("annotation", "returns", "type_comment")


class Token(NamedTuple):
    """What stands there, and in which line of its text."""

    text: str
    line: int


def tokens_of(statements: Sequence[ast.stmt], fixed: Collection[str]) -> list[Token]:
    """Return the tokens of ``statements``.

    Parameters
    ----------
    fixed
        Names that nobody chose: those of the graded functions and the given ones.
    """
    return [token for statement in statements for token in _tokens(statement, fixed, statement.lineno)]


def _tokens(node: ast.AST, fixed: Collection[str], line: int) -> Iterator[Token]:
    """Walk the tree without recursion, since a candidate's text may be nested as deeply as the parser allows."""
    pending: list[tuple[ast.AST, int]] = [(node, line)]
    while pending:
        node, line = pending.pop()
        line = getattr(node, "lineno", line)
        text = _text_of(node, fixed)
        if text:
            yield Token(text, line)
        pending += [(child, line) for child in reversed(list(_children(node)))]


def _text_of(node: ast.AST, fixed: Collection[str]) -> str:
    match node:
        case ast.Name(id=name):
            return name if name in fixed or _is_builtin(name) else _FREE
        case ast.arg() | ast.alias():
            return _FREE
        case ast.Attribute(attr=name):
            return f".{name}"
        case ast.Constant(value=int(value)) if type(value) is int:
            # Python writes a number of any length in hexadecimal digits, but not in decimal ones.
            return f"= {float(value)}" if abs(value) < 2**53 else f"= {value:#x}"[:100]
        case ast.Constant(value=value):
            return f"= {value!r}"[:100]
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return f"def {name}" if name in fixed else "def"
        case ast.keyword(arg=name):
            return f"{name}="
    return "" if isinstance(node, _SILENT) else type(node).__name__


def _children(node: ast.AST) -> Iterator[ast.AST]:
    body = _without_docstring(node)
    for field, value in ast.iter_fields(node):
        if field in _TYPES:
            continue
        if field == "body" and body is not None:
            yield from body
        elif isinstance(value, list):
            yield from (item for item in value if isinstance(item, ast.AST))
        elif isinstance(value, ast.AST):
            yield value


def _without_docstring(node: ast.AST) -> list[ast.stmt] | None:
    match node:
        case ast.FunctionDef(body=body) | ast.AsyncFunctionDef(body=body) | ast.ClassDef(body=body):
            match body:
                case [ast.Expr(value=ast.Constant(value=str())), *rest]:
                    return rest
            return body
    return None


def _is_builtin(name: str) -> bool:
    import builtins

    return hasattr(builtins, name)
