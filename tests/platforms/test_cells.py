"""What notebooks for platforms are made of."""

from __future__ import annotations

import ast

import nbformat
import pytest

from grader.catalogue import Exercise
from grader.platforms.cells import given_of, names_given, solved, stub_of
from grader.platforms.colab import colab_notebook
from grader.platforms.judgement import judge_cells, judge_notebook
from tests.grading import catalogue
from tests.platforms.tools import leaks

EXERCISES = list(catalogue())
EVERY_EXERCISE = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)


def defined(text: str) -> set[str]:
    return {node.name for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)}


@EVERY_EXERCISE
def test_the_solved_stub_defines_what_the_stub_does_and_shows_the_same_signatures(exercise: Exercise) -> None:
    def headers(text: str) -> list[str]:
        functions = [node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef)]
        return [f"{node.name}({ast.unparse(node.args)}) {ast.get_docstring(node)}" for node in functions]

    assert headers(solved(exercise, ["# begin"], ["# end"])) == headers(stub_of(exercise))


@EVERY_EXERCISE
def test_what_lies_between_the_marks_is_all_there_is_of_the_solution(exercise: Exercise) -> None:
    lines = solved(exercise, ["# begin"], ["# end"]).splitlines()
    outside, inside = [], False
    for line in lines:
        inside = inside or line.strip() == "# begin"
        outside += [] if inside else [line]
        inside = inside and line.strip() != "# end"
    assert not leaks("\n".join(outside), exercise)
    assert not inside


def test_given_functions_that_an_earlier_exercise_asks_for_are_left_out() -> None:
    exercise = catalogue()["backward_propagation"]
    assert defined(given_of(exercise)) == names_given(exercise)
    rest = given_of(exercise, without={"relu", "relu_derivative", "sigmoid"})
    assert defined(rest) == names_given(exercise) - {"relu", "relu_derivative", "sigmoid"}
    assert "import numpy as np" in rest
    assert given_of(exercise, without=names_given(exercise)) == ""


def test_one_notebook_with_every_exercise_solved_gets_full_marks_and_with_stubs_none() -> None:
    """No given function takes the place of one that an earlier exercise asks for."""
    node = nbformat.reads(colab_notebook(EXERCISES), as_version=4)
    stubs = [cell.source for cell in node.cells if cell.cell_type == "code"]
    for cell in node.cells:
        if cell.id.endswith("-work"):
            cell.source = solved(catalogue()[cell.id.removesuffix("-work")], [], [])
    assert judge_notebook(nbformat.writes(node).encode(), EXERCISES, catalogue()).passed
    untouched = judge_cells(stubs, EXERCISES, catalogue()).submissions[0]
    assert {exercise.verdict for exercise in untouched.exercises} == {"not_attempted"}
    assert untouched.score == 0
