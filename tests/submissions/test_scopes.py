"""Which global names a statement reads: Python's own compiler is the oracle."""

from __future__ import annotations

import ast
import dis
import types

import pytest

from grader.submissions.scopes import global_names_read
from tests.submissions.packing import BANK


def names_the_compiler_looks_up(statement: ast.stmt) -> set[str]:
    """Return the names that the statement's bytecode loads from the module."""
    names: set[str] = set()
    pending = [compile(ast.Module([statement], []), "<statement>", "exec", dont_inherit=True)]
    while pending:
        code = pending.pop()
        for instruction in dis.get_instructions(code):
            if instruction.opname in ("LOAD_NAME", "LOAD_GLOBAL", "LOAD_FROM_DICT_OR_GLOBALS"):
                names.add(instruction.argval)
        pending += [constant for constant in code.co_consts if isinstance(constant, types.CodeType)]
    return names - {"__name__", "__annotations__"}  # which a class body looks up of its own accord


@pytest.mark.parametrize(
    "text",
    [
        "x = y",
        "x += 1",
        "x[i] = v",
        "del x",
        "def f(a, /, b=c, *d, e=g, **h): return a, b, d, e, h, i",
        "def f(a: A) -> B:\n    x: C = a\n    return x",
        "@deco\ndef f(): pass",
        "async def f():\n    async for x in y:\n        await z(x)\n    async with w as v: return v",
        "f = lambda a, b=c: a + b + d",
        "[a + z for a in b if a for c in a]",
        "{a: c for a, c in d}",
        "{a for a in (b for b in c)}",
        "def f():\n    return [x for x in xs if (y := x)] + [y]",
        "def f():\n    x = 1\n    def g():\n        return x + y\n    return g",
        "def f():\n    x = 1\n    def g():\n        nonlocal x\n        x = x + z\n    return g",
        "def f():\n    global x\n    x = x + 1\n    def g(): return x\n    return g",
        "def f():\n    x = 1\n    def g():\n        global x\n        def h(): return x\n        h()\n    return g",
        "class A(B, metaclass=M):\n    x = y\n    z: W = x\n    def m(self): return x, self",
        "def f():\n    class A:\n        q = 1\n        def m(self): return q\n    return A",
        "def f():\n    try:\n        pass\n    except E as e:\n        return e",
        "def f():\n    import a.b, c as d\n    from e import g\n    return a, d, g, b",
        "def f():\n    with open(p) as (q, r): return q, r",
        "def f(x):\n    match x:\n        case [a, *b]: return a, b\n        case {'k': v, **w}: return v, w\n"
        "        case C(d) as e: return d, e",
        "for i in range(3): total = total + i",
        "if (n := len(a)) > 1: print(n)",
        "x = f'{a!r:{b}} {c}'",
    ],
)
def test_it_agrees_with_the_compiler(text: str) -> None:
    (statement,) = ast.parse(text).body
    assert global_names_read(statement) == names_the_compiler_looks_up(statement)


def test_it_agrees_on_the_kits_own_code() -> None:
    for exercise in BANK:
        for path in (exercise.stub_path, exercise.solution_path, exercise.suite_path, exercise.misconceptions_path):
            for statement in ast.parse(path.read_text(encoding="utf-8")).body:
                missing = names_the_compiler_looks_up(statement) - global_names_read(statement)
                assert not missing, f"{path.name}, line {statement.lineno}"
