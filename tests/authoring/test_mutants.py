"""Mutants are one-point changes that parse, each shown as the line that changed."""

from __future__ import annotations

import ast

import pytest

from grader.authoring.mutants import Mutant, mutants_of
from tests.grading import catalogue


def of_body(*lines: str) -> dict[str, str]:
    """Return the mutants of a function with these lines: what each changed line became, and what was done."""
    source = "def f(x, y, k=1):\n" + "".join(f"    {line}\n" for line in lines)
    return {mutant.after: mutant.what for mutant in mutants_of(source)}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("return x + y", ["return x - y", "return x", "return y"]),
        ("return x @ y", ["return y @ x"]),
        ("return x - y", ["return y - x", "return x + y"]),
        ("return x.T", ["return x"]),
        ("return -x", ["return x"]),
        ("return x > 0", ["return x >= 0", "return x < 0", "return x > 1", "return x > -1"]),
        ("return x[1:]", ["return x[:]", "return x[2:]", "return x[0:]"]),
        ("return x[0]", ["return x[1]", "return x[-1]"]),
        (
            "return x.sum(axis=0, keepdims=True)",
            [
                "return x.mean(axis=0, keepdims=True)",
                "return x.sum(axis=1, keepdims=True)",
                "return x.sum(keepdims=True)",
                "return x.sum(axis=0, keepdims=False)",
                "return x",
            ],
        ),
        ("return np.maximum(x, 0.0)", ["return np.minimum(x, 0.0)", "return np.maximum(0.0, x)"]),
        ("return np.where(x, y, k)", ["return np.where(y, x, k)"]),
        ("return x if k else y", ["return x", "return y"]),
        ("return x and y", ["return x or y", "return x", "return y"]),
        ("return x, y", ["return (y, x)"]),
        ('return {"a": x, "b": y}', ['return {"a": y, "b": x}', 'return {"a": x}', 'return {"a_": x, "b": y}']),
        ('return x[f"W{k - 1}"]', ['return x[f"W{k + 1}"]', 'return x[f"W{k}"]', 'return x[f"W_{k - 1}"]']),
        ("x += y", ["x -= y", "x = y", "pass"]),
        ("return [v for v in x if v]", ["return [v for v in x]", "return [v for v in list(x)[1:] if v]"]),
        ("return x", ["return None", "return y", "return k"]),
    ],
)
def test_a_line_becomes(line: str, expected: list[str]) -> None:
    after = {text.replace("(-1)", "-1") for text in of_body(line)}
    assert set(expected) <= after, after


def test_defaults_of_arguments_are_changed() -> None:
    assert "def f(x, y, k=2):" in of_body("return x")


def test_conditions_and_loops_are_changed() -> None:
    after = of_body("for v in x:", "    if v:", "        y = y + v", "return y")
    assert {"if not v:", "if True:", "if False:"} <= set(after)
    assert {"for v in list(x)[:1]:", "for v in list(x)[1:]:", "for v in list(x)[::-1]:"} <= set(after)


def test_a_while_loop_is_never_made_endless_by_its_condition() -> None:
    assert "while True:" not in of_body("while x:", "    x = y", "return x")


def test_what_a_person_reads_is_left_alone() -> None:
    after = of_body('"""Say what."""', 'print(f"{x} is wrong")', 'raise ValueError(f"bad {x + 1}")')
    assert set(after) == {"pass", "def f(x, y, k=2):", "def f(x, y, k=0):"}


def test_a_change_inside_an_expression_keeps_what_belongs_together() -> None:
    assert "return (x / y) ** 2" in of_body("return (x * y) ** 2")
    assert "return k * (x if y else k)" not in of_body("return k * (x if y else k)")  # the line as it was is no mutant
    assert "return (x + y) - k" in of_body("return x * y - k") or "return (x / y) - k" in of_body("return x * y - k")


def test_columns_are_counted_in_characters_a_person_sees() -> None:
    assert 'return "x² – y", x - y' in of_body('return "x² – y", x + y')


def test_a_statement_over_several_lines_is_shown_as_one() -> None:
    [dropped] = [m for m in mutants_of("def f(x):\n    y = g(\n        x,\n    )\n    return y\n") if m.after == "pass"]
    assert dropped.before == "y = g( x, )"
    assert dropped.source == "def f(x):\n    pass\n    return y\n"


def every_mutant() -> list[tuple[str, str, Mutant]]:
    """Return the mutants of all references, each with its exercise and the reference's text."""
    texts = {exercise.name: exercise.solution_path.read_text(encoding="utf-8") for exercise in catalogue()}
    return [(name, text, mutant) for name, text in texts.items() for mutant in mutants_of(text)]


def test_every_mutant_of_the_references_parses_and_is_another_program_that_differs_where_it_says() -> None:
    mutants = every_mutant()
    assert len(mutants) > 1_500
    assert len({(name, ast.dump(ast.parse(mutant.source))) for name, _, mutant in mutants}) == len(mutants)
    for _, text, mutant in mutants:
        lines, changed = text.splitlines(), mutant.source.splitlines()
        assert ast.dump(ast.parse(mutant.source)) != ast.dump(ast.parse(text))
        assert changed[: mutant.line - 1] == lines[: mutant.line - 1]
        assert mutant.before != mutant.after
        assert " ".join(lines[mutant.line - 1].split()) in mutant.before


def test_mutants_are_the_same_every_time() -> None:
    text = catalogue()["backward_propagation"].solution_path.read_text(encoding="utf-8")
    assert mutants_of(text) == mutants_of(text)
