"""Ways to make a copy look like one's own work."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable


class _Renamed(ast.NodeTransformer):
    """Gives every variable, argument and helper another name."""

    def __init__(self, kept: set[str]) -> None:
        self._kept = kept | set(dir(builtins))

    def _new(self, name: str) -> str:
        return name if name in self._kept else f"my_{name}_1"

    def visit_Name(self, node: ast.Name) -> ast.Name:
        return ast.copy_location(ast.Name(self._new(node.id), node.ctx), node)

    def visit_arg(self, node: ast.arg) -> ast.arg:
        return ast.copy_location(ast.arg(self._new(node.arg)), node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        self.generic_visit(node)
        if not node.name.startswith("__"):
            node.name = self._new(node.name)
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        self.generic_visit(node)
        node.name = self._new(node.name)
        return node


def renamed(source: str, kept: set[str]) -> str:
    """Rename all but ``kept``, drop comments, and format anew."""
    tree = ast.parse(source)
    imported = {name.asname or name.name for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)
                for name in node.names}  # fmt: skip
    return ast.unparse(_Renamed(kept | imported).visit(tree))


def reordered(source: str, kept: set[str]) -> str:
    """Put the functions in the opposite order, and each one's first two statements too where both are assignments."""
    tree = ast.parse(source)
    heads = [node for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)]
    rest = [node for node in tree.body if node not in heads]
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(body=[ast.Assign() as first, ast.Assign() as second, *others]):
                node.body = [second, first, *others]
    return ast.unparse(ast.Module([*heads, *reversed(rest)], []))


def commented(source: str, kept: set[str]) -> str:
    """Explain every line, and leave plenty of room."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            node.body.insert(0, ast.Expr(ast.Constant("My own words about this function.")))
    lines = ast.unparse(ast.fix_missing_locations(tree)).splitlines()
    return "\n".join(f"{line}\n\n{line[: len(line) - len(line.lstrip())]}# as I thought of it" for line in lines)


def annotated(source: str, kept: set[str]) -> str:
    """Say of every argument that it is anything."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            for argument in node.args.args:
                argument.annotation = ast.Constant("object")
    return ast.unparse(tree)


DISGUISES: dict[str, Callable[[str, set[str]], str]] = {
    "renamed": renamed,
    "reordered": reordered,
    "commented": commented,
    "annotated": annotated,
}
