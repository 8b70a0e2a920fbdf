"""Mutants of a reference: the same text, changed at one point at a time."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

import msgspec

from grader.authoring.mutation import condition_changes, expression_changes, iteration_changes

_OPERATORS = (ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Attribute, ast.Subscript, ast.Starred)
_NEED_BRACKETS = (ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare, ast.IfExp, ast.Lambda)
_UNTOUCHED = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Pass, ast.Global, ast.Nonlocal)


class Mutant(msgspec.Struct, frozen=True):
    """One changed text.

    ``function`` is the top-level function that was changed, empty for a statement outside any. ``before`` and ``after``
    are the changed lines, joined to one where a statement runs over several.
    """

    function: str
    what: str
    line: int
    before: str
    after: str
    source: str


def mutants_of(source: str) -> list[Mutant]:
    """Return every mutant of ``source`` that parses, in the order of its lines, each text once.

    What is only ever read by people is left alone: docstrings, messages of exceptions, printed lines.
    """
    tree = ast.parse(source)
    seen = {ast.dump(tree)}
    found = []
    for statement in tree.body:
        function = statement.name if isinstance(statement, ast.FunctionDef) else ""
        for node, what, text in _edits(statement, None, _variables(statement)):
            mutant = _apply(source, function, node, what, text)
            if mutant is None:
                continue
            try:
                fingerprint = ast.dump(ast.parse(mutant.source))
            except SyntaxError:
                continue
            if fingerprint not in seen:
                seen.add(fingerprint)
                found.append(mutant)
    return sorted(found, key=lambda mutant: mutant.line)


def _variables(statement: ast.stmt) -> list[str]:
    """Return the arguments and variables of a top-level function and of those inside it."""
    if not isinstance(statement, ast.FunctionDef):
        return []
    names = [node.arg for node in ast.walk(statement) if isinstance(node, ast.arg)]
    names += [n.id for n in ast.walk(statement) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)]
    return list(dict.fromkeys(names))


def _edits(
    node: ast.AST, parent: ast.AST | None, variables: Sequence[str]
) -> Iterator[tuple[ast.stmt | ast.expr, str, str]]:
    """Yield what to put in the place of ``node`` and of everything inside it."""
    if _is_for_people(node):
        if isinstance(node, ast.Raise):
            yield node, "statement dropped", "pass"
        return
    if isinstance(node, ast.stmt):
        yield from _statement_edits(node)
    if isinstance(node, ast.expr):
        for what, other in expression_changes(node):
            yield node, what, _text_of(other, parent)
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in variables:
        yield from ((node, "another variable", name) for name in variables if name != node.id)
    if isinstance(node, ast.JoinedStr):
        return
    for child in _children(node):
        yield from _edits(child, node, variables)


def _statement_edits(node: ast.stmt) -> Iterator[tuple[ast.stmt | ast.expr, str, str]]:
    match node:
        case ast.Return(value=ast.expr()):
            yield node, "nothing returned", "return None"
        case ast.For():
            for what, other in iteration_changes(node.iter):
                yield node.iter, what, _text_of(other, node)
        case ast.If() | ast.While():
            for what, other in condition_changes(node.test, may_be_endless=isinstance(node, ast.While)):
                yield node.test, what, _text_of(other, node)
        case ast.AugAssign():
            target, value = ast.unparse(node.target), ast.unparse(node.value)
            opposite = {ast.Add: "-=", ast.Sub: "+=", ast.Mult: "/=", ast.Div: "*="}.get(type(node.op))
            if opposite is not None:
                yield node, "operator", f"{target} {opposite} {value}"
            yield node, "assigned, not added", f"{target} = {value}"
    if not isinstance(node, (*_UNTOUCHED, ast.Return)):
        yield node, "statement dropped", "pass"


def _children(node: ast.AST) -> Iterator[ast.AST]:
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "ctx", "op", "ops"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield child


def _is_for_people(node: ast.AST) -> bool:
    match node:
        case ast.Raise() | ast.Import() | ast.ImportFrom():
            return True
        case ast.Expr(value=ast.Constant(value=str())):
            return True
        case ast.Expr(value=ast.Call(func=ast.Name(id="print"))):
            return True
    return False


def _text_of(expression: ast.expr, parent: ast.AST | None) -> str:
    text = _double_quoted(ast.unparse(expression))
    return f"({text})" if isinstance(parent, _OPERATORS) and isinstance(expression, _NEED_BRACKETS) else text


def _double_quoted(text: str) -> str:
    """Write strings as the references do, so that a diff shows what was changed and nothing else."""
    other = text.replace("'", '"')
    try:
        same = '"' not in text and ast.dump(ast.parse(other)) == ast.dump(ast.parse(text))
    except SyntaxError:  # quotes within quotes
        same = False
    return other if same else text


def _apply(source: str, function: str, node: ast.stmt | ast.expr, what: str, text: str) -> Mutant | None:
    lines = [line.encode() for line in source.splitlines(keepends=True)]  # columns count bytes
    first, last = node.lineno - 1, (node.end_lineno or node.lineno) - 1
    left, right = lines[first][: node.col_offset], lines[last][node.end_col_offset :]
    if text.startswith("(") and left.endswith(b"(") and right.startswith(b")"):
        text = text[1:-1]  # it has brackets of its own
    changed = left + text.encode() + right
    mutated = b"".join([*lines[:first], changed, *lines[last + 1 :]]).decode()
    before = " ".join(" ".join(line.decode().split()) for line in lines[first : last + 1])
    after = " ".join(changed.decode().split())
    return Mutant(function, what, node.lineno, before, after, mutated)
