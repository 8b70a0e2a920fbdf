"""One-point changes of Python code, as an interviewee might have written it wrong.

Libraries that mutate (mutmut, cosmic-ray, poodle) run a test command per mutant and know nothing of numpy: on the kit's
own references, cosmic-ray changes neither an axis, a transpose, an operand's side nor a reduction. Here each change is
a small function from a node to its replacements.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable, Iterator

Change = tuple[str, ast.expr]  # what was done, and the expression that takes the node's place

_OPPOSITE: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
}
_SIDES_MATTER = (ast.MatMult, ast.Sub, ast.Div, ast.Pow)
_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_RELATED_PAIRS = (
    "maximum minimum, max min, argmax argmin, sum mean, std var, zeros ones, zeros_like ones_like, any all, sin cos, "
    "floor ceil, vstack hstack, exp expm1, log log1p, cumsum cumprod, normal uniform"
)
_RELATED = {a: b for pair in _RELATED_PAIRS.split(", ") for a, b in (pair.split(), pair.split()[::-1])}


def expression_changes(node: ast.expr) -> Iterator[Change]:
    """Yield every one-point change of ``node`` itself, none of what lies inside it (but for f-strings)."""
    for kind, changes in _CHANGES:
        if isinstance(node, kind):
            yield from changes(node)


def iteration_changes(node: ast.expr) -> Iterator[Change]:
    """Yield changes of what a loop runs over."""
    for what, part in (
        ("only the first round", "[:1]"),
        ("the first round left out", "[1:]"),
        ("backwards", "[::-1]"),
    ):
        yield what, _expression(f"list({ast.unparse(node)}){part}")


def condition_changes(node: ast.expr, *, may_be_endless: bool) -> Iterator[Change]:
    """Yield changes of the condition of an ``if`` or ``while``."""
    if not isinstance(node, ast.Compare):  # whose own changes include its opposite
        yield "condition negated", _expression(f"not ({ast.unparse(node)})")
    yield "never", ast.Constant(False)
    if not may_be_endless:
        yield "always", ast.Constant(True)


def _arithmetic(node: ast.BinOp) -> Iterator[Change]:
    opposite = _OPPOSITE.get(type(node.op))
    if opposite is not None:
        yield "operator", ast.BinOp(node.left, opposite(), node.right)
        yield "right operand dropped", node.left
        if not isinstance(node.op, ast.Pow):
            yield "left operand dropped", node.right
    if isinstance(node.op, _SIDES_MATTER):
        yield "operands swapped", ast.BinOp(node.right, node.op, node.left)


def _unary(node: ast.UnaryOp) -> Iterator[Change]:
    if isinstance(node.op, ast.USub | ast.Not | ast.Invert):
        yield "sign or negation dropped", node.operand


def _comparison(node: ast.Compare) -> Iterator[Change]:
    for position, op in enumerate(node.ops):
        for other in _COMPARISONS[type(op)]:
            ops = [*node.ops[:position], other(), *node.ops[position + 1 :]]
            yield "comparison", ast.Compare(node.left, ops, node.comparators)


def _logic(node: ast.BoolOp) -> Iterator[Change]:
    yield "and / or", ast.BoolOp(ast.Or() if isinstance(node.op, ast.And) else ast.And(), node.values)
    for value in node.values:
        yield "only one condition", value


def _choice(node: ast.IfExp) -> Iterator[Change]:
    yield "always the first", node.body
    yield "always the second", node.orelse


def _constant(node: ast.Constant) -> Iterator[Change]:
    value = node.value
    others: list[object] = []
    if isinstance(value, bool):
        others = [not value]
    elif isinstance(value, int):
        others = [value + 1, value - 1]
    elif isinstance(value, float):
        others = [value + 1.0, value - 1.0] if value in (0.0, 1.0) else [2.0 * value, value / 2.0, -value]
    elif isinstance(value, str):
        others = [f"{value}_"]
    for other in others:
        yield "constant", _expression(repr(other))


def _call(node: ast.Call) -> Iterator[Change]:
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    if name in _RELATED:
        other = copy.deepcopy(node.func)
        setattr(other, "attr" if isinstance(other, ast.Attribute) else "id", _RELATED[name])
        yield "another function", ast.Call(other, node.args, node.keywords)
    plain = not any(isinstance(argument, ast.Starred) for argument in node.args)
    if plain and len(node.args) >= 2:
        first, second, *rest = node.args
        yield "arguments swapped", ast.Call(node.func, [second, first, *rest], node.keywords)
        yield "last argument dropped", ast.Call(node.func, node.args[:-1], node.keywords)
    elif plain and len(node.args) == 1:
        yield "call dropped", node.args[0]
    if (isinstance(node.func, ast.Attribute) and not isinstance(node.func.value, ast.Name)) or (
        isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "np") not in ("np", "rng")
    ):
        yield "method dropped", node.func.value
    for position, keyword in enumerate(node.keywords):
        if keyword.arg is not None and not isinstance(getattr(keyword.value, "value", None), bool):
            left = [*node.keywords[:position], *node.keywords[position + 1 :]]
            yield f"{keyword.arg}= dropped", ast.Call(node.func, node.args, left)


def _attribute(node: ast.Attribute) -> Iterator[Change]:
    if node.attr == "T":
        yield "transpose dropped", node.value


def _part(node: ast.Subscript) -> Iterator[Change]:
    if not isinstance(node.slice, ast.Slice) or not isinstance(node.ctx, ast.Load):
        return
    for bound in ("lower", "upper", "step"):
        if getattr(node.slice, bound) is not None:
            part = copy.deepcopy(node.slice)
            setattr(part, bound, None)
            yield f"{bound} bound dropped", ast.Subscript(node.value, part, node.ctx)


def _tuple(node: ast.Tuple) -> Iterator[Change]:
    if len(node.elts) >= 2 and isinstance(node.ctx, ast.Load):
        first, second, *rest = node.elts
        yield "entries swapped", ast.Tuple([second, first, *rest], node.ctx)


def _dict(node: ast.Dict) -> Iterator[Change]:
    for position in range(len(node.keys)):
        keys = node.keys[:position] + node.keys[position + 1 :]
        values = node.values[:position] + node.values[position + 1 :]
        yield "entry dropped", ast.Dict(keys, values)
    if len(node.keys) >= 2 and None not in node.keys[:2]:
        yield "values swapped", ast.Dict(node.keys, [node.values[1], node.values[0], *node.values[2:]])


def _list(node: ast.List) -> Iterator[Change]:
    if isinstance(node.ctx, ast.Load):
        for position in range(len(node.elts)):
            yield "entry dropped", ast.List(node.elts[:position] + node.elts[position + 1 :], node.ctx)


def _comprehension(node: ast.ListComp | ast.GeneratorExp | ast.SetComp | ast.DictComp) -> Iterator[Change]:
    for position, loop in enumerate(node.generators):
        if loop.ifs:
            changed = copy.deepcopy(node)
            changed.generators[position].ifs = []
            yield "condition dropped", changed
        for what, iterated in iteration_changes(loop.iter):
            changed = copy.deepcopy(node)
            changed.generators[position].iter = iterated
            yield what, changed


def _formatted(node: ast.JoinedStr) -> Iterator[Change]:
    """Change what stands inside an f-string: before Python 3.12 the nodes there do not know their place."""
    for inner in ast.walk(node):
        if inner is node or not isinstance(inner, ast.expr):
            continue
        for what, other in expression_changes(inner):
            memo: dict[int, ast.AST] = {}
            changed = copy.deepcopy(node, memo)
            _Replaced(memo[id(inner)], other).visit(changed)
            yield what, changed


class _Replaced(ast.NodeTransformer):
    def __init__(self, target: ast.AST, other: ast.expr) -> None:
        self._target = target
        self._other = other

    def visit(self, node: ast.AST) -> ast.AST:
        return self._other if node is self._target else self.generic_visit(node)


def _expression(text: str) -> ast.expr:
    return ast.parse(text, mode="eval").body


_CHANGES: tuple[tuple[type[ast.expr] | tuple[type[ast.expr], ...], Callable[..., Iterator[Change]]], ...] = (
    (ast.BinOp, _arithmetic),
    (ast.UnaryOp, _unary),
    (ast.Compare, _comparison),
    (ast.BoolOp, _logic),
    (ast.IfExp, _choice),
    (ast.Constant, _constant),
    (ast.Call, _call),
    (ast.Attribute, _attribute),
    (ast.Subscript, _part),
    (ast.Tuple, _tuple),
    (ast.Dict, _dict),
    (ast.List, _list),
    ((ast.ListComp, ast.GeneratorExp, ast.SetComp, ast.DictComp), _comprehension),
    (ast.JoinedStr, _formatted),
)
