"""Every answer of the quiz is worked out a second time, by other means."""

from __future__ import annotations

import math

import pytest

from grader.quiz.answers import judge, show
from grader.quiz.bank import families
from grader.quiz.question import Choice, Line, Number, Shape
from tests.quiz.oracles import NUMBERS, PREDICTED, SHAPES, TOLERANCES


@pytest.mark.parametrize("name", NUMBERS)
def test_numbers_agree_with_an_independent_computation(name: str) -> None:
    family = families()[name]
    for instance in range(len(family)):
        question = family.question(instance)
        assert isinstance(question.answer, Number)
        expected = float(NUMBERS[name](**question.given))
        assert question.answer.value == pytest.approx(expected, rel=TOLERANCES.get(name, 1e-8), abs=1e-9), question


@pytest.mark.parametrize("name", SHAPES)
def test_shapes_agree_with_the_rules(name: str) -> None:
    family = families()[name]
    for instance in range(len(family)):
        question = family.question(instance)
        assert question.answer == Shape(SHAPES[name](**question.given)), question


@pytest.mark.parametrize("name", PREDICTED)
def test_predicted_values_agree_with_what_the_program_must_do(name: str) -> None:
    family = families()[name]
    for instance, parameters in enumerate(family.parameters):
        answer = family.question(instance).answer
        assert isinstance(answer, Number)
        expected = float(PREDICTED[name](*parameters))
        assert answer.value == pytest.approx(expected, rel=1e-9, abs=1e-12, nan_ok=True), parameters


def test_every_family_has_an_independent_check() -> None:
    """Choices and lines are checked elsewhere: by their options, and by running the programs."""
    for name, family in families().items():
        answer = family.question(0).answer
        if isinstance(answer, Number | Shape):
            assert name in {**NUMBERS, **SHAPES, **PREDICTED}, name
        else:
            assert isinstance(answer, Choice | Line)


def test_the_answer_that_is_shown_is_accepted_and_traps_are_refused_with_a_reply() -> None:
    for family in families().values():
        for instance in range(len(family)):
            question = family.question(instance)
            typed = show(question.answer)
            assert judge(question, typed[:1] if isinstance(question.answer, Choice) else typed).right, question
            for trap in question.traps:
                if isinstance(trap.answer, Number) and not math.isfinite(trap.answer.value):
                    continue
                judgement = judge(question, show(trap.answer))
                assert not judgement.right, (question, trap)
                assert judgement.says == trap.says, (question, trap)
