"""What may be typed: equivalent spellings are accepted, near misses are not, and the rest is asked again."""

from __future__ import annotations

import pytest

from grader.quiz.answers import Unreadable, judge, show
from grader.quiz.making import choice
from grader.quiz.question import Answer, Line, Number, Question, Shape, Trap


def question(answer: Answer, *traps: Trap) -> Question:
    return Question("How much?", answer, "So.", traps=traps)


@pytest.mark.parametrize(
    "typed", ["0.25", ".25", "1/4", "2/8", " 0.250 ", "+.25", "2.5e-1", "25e-2", "=0.25", "0.5/2", "1 / 4"]
)
def test_a_number_may_be_spelt_in_many_ways(typed: str) -> None:
    assert judge(question(Number(0.25)), typed).right


@pytest.mark.parametrize("typed", ["0.3", "0.2", "-0.25", "4", "0.2500001", "25", "1/5", "nan", "inf"])
def test_an_exact_number_is_exact(typed: str) -> None:
    assert not judge(question(Number(0.25)), typed).right


@pytest.mark.parametrize("typed", ["-3", "−3", "–3", "-3.0", "-6/2"])
def test_minus_signs_of_all_kinds_are_minus_signs(typed: str) -> None:
    assert judge(question(Number(-3.0)), typed).right


@pytest.mark.parametrize(("typed", "right"), [
    ("0.667", True), ("2/3", True), ("0.6667", True), ("0.66666667", True), ("0.6665", True),
    ("0.66", False), ("0.67", False),
    ("0.668", False), ("0.666", False),
])  # fmt: skip
def test_a_rounded_number_may_be_given_to_more_digits_but_not_to_fewer(typed: str, right: bool) -> None:
    assert judge(question(Number(2 / 3, decimals=3)), typed).right == right


def test_nan_is_an_answer_where_the_program_says_nan() -> None:
    assert judge(question(Number(float("nan"))), "NaN").right
    assert not judge(question(Number(float("nan"))), "0").right


@pytest.mark.parametrize(
    "typed", ["(3, 4)", "3x4", "3,4", "3 4", "[3, 4]", "3 × 4", "3*4", "( 3 , 4 )", "3 by 4", "(3,4)", "shape (3, 4)"]
)
def test_a_shape_may_be_spelt_in_many_ways(typed: str) -> None:
    assert judge(question(Shape((3, 4))), typed).right


@pytest.mark.parametrize(("typed", "dims"), [("(5,)", (5,)), ("5", (5,)), ("()", ()), ("error", None), ("Error", None)])
def test_flat_and_empty_shapes_and_refusals(typed: str, dims: tuple[int, ...] | None) -> None:
    assert judge(question(Shape(dims)), typed).right


@pytest.mark.parametrize("typed", ["(4, 3)", "(3,)", "(3, 4, 1)", "12", "()", "error"])
def test_other_shapes_are_refused(typed: str) -> None:
    assert not judge(question(Shape((3, 4))), typed).right


@pytest.mark.parametrize("typed", ["b", "B", "b)", "(b)", "b.", " b "])
def test_a_choice_is_a_letter(typed: str) -> None:
    asked = question(choice("right", ("wrong", "No."), ("worse", "No!"), ("worst", "Never.")))
    assert judge(asked, typed).says == "No."
    assert judge(asked, "a").right


@pytest.mark.parametrize("typed", ["7", "line 7", "Line 7"])
def test_a_line_is_its_number(typed: str) -> None:
    assert judge(question(Line(7, of=9)), typed).right
    assert not judge(question(Line(6, of=9)), typed).right


@pytest.mark.parametrize(("answer", "typed"), [
    (Number(1.0), "one"), (Number(1.0), "1,5"), (Number(1.0), "1/0"), (Number(1.0), "25%"),
    (Number(1.0), "1e999999999"),
    (Number(1.0), "9" * 100), (Number(1.0), "1 2"), (Number(1.0), "(1)"), (Number(1.0), "1/2/3"), (Number(1.0), "0x10"),
    (Number(1.0), "__import__('os')"), (Shape((3, 4)), "three by four"), (Shape((3, 4)), "3.5x4"),
    (Shape((3, 4)), "-3x4"),
    (Line(1, of=3), "0"), (Line(1, of=3), "4"), (Line(1, of=3), "first"), (choice("r", ("w", "n")), "c"),
    (choice("r", ("w", "n")), "ab"), (choice("r", ("w", "n")), "2"),
])  # fmt: skip
def test_what_cannot_be_read_is_not_wrong_but_asked_again(answer: Answer, typed: str) -> None:
    with pytest.raises(Unreadable) as told:
        judge(question(answer), typed)
    assert str(told.value).endswith(".")


def test_a_known_wrong_answer_is_told_what_it_is() -> None:
    asked = question(Number(0.25), Trap(Number(1.0), "That is tanh."))
    assert judge(asked, "1").says == "That is tanh."
    assert judge(asked, "2").says == ""
    assert judge(asked, "0.25").says == ""


@pytest.mark.parametrize(("answer", "text"), [
    (Number(0.25), "0.25"), (Number(-0.0), "0"), (Number(3.0), "3"), (Number(2 / 3, 3), "0.667"),
    (Number(1e-9), "1e-9"),
    (Number(0.1 + 0.2), "0.3"), (Shape((3,)), "(3,)"), (Shape(None), "error"), (Line(2, of=3), "line 2"),
    (choice("yes", ("no", "x")), "a) yes"),
])  # fmt: skip
def test_answers_are_shown_as_people_write_them(answer: Answer, text: str) -> None:
    assert show(answer) == text
