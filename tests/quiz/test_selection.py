"""What comes next: every topic in turn, nothing twice before its family is used up, and a seed replays it all."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from grader.quiz.bank import families
from grader.quiz.history import Answered, History, times_asked
from grader.quiz.question import Brief, Choice, Family, Number, Option, Question
from grader.quiz.selection import Item, choose, shuffled
from tests.quiz.clock import START

ALL = list(families().values())


def small(name: str, size: int, topic: str = "loss") -> Family:
    return Family(
        name,
        topic,
        Brief("relu"),
        tuple((i,) for i in range(size)),
        lambda i: Question(f"{name} {i}?", Number(i), "So."),
    )


def keys(items: list[Item]) -> list[tuple[str, int]]:
    return [(item.family.name, item.instance) for item in items]


@pytest.mark.parametrize("seed", [0, 1, 7])
def test_a_seed_replays_a_quiz_exactly(seed: int) -> None:
    first, again = (choose(ALL, 25, random.Random(seed)) for _ in range(2))
    assert keys(first) == keys(again)
    assert [repr(item.question) for item in first] == [repr(item.question) for item in again]  # nan is not nan


def test_another_seed_is_another_quiz() -> None:
    assert keys(choose(ALL, 10, random.Random(1))) != keys(choose(ALL, 10, random.Random(2)))


def test_ten_questions_are_about_ten_topics() -> None:
    assert len({item.family.topic for item in choose(ALL, 10, random.Random(3))}) == 10


def test_families_take_turns_before_one_comes_again() -> None:
    items = choose([family for family in ALL if family.topic == "shapes"], 10, random.Random(0))
    assert len({item.family.name for item in items}) == 10


def test_nothing_comes_twice_in_one_quiz_even_if_all_is_asked() -> None:
    items = choose(ALL, 10_000, random.Random(0))
    assert len(items) == sum(map(len, ALL))
    assert max(Counter(keys(items)).values()) == 1


def test_no_instance_comes_back_before_its_family_is_used_up() -> None:
    """Over many quizzes of one question: each round asks every instance once."""
    family = small("only", 7)
    history, order = History(), []
    for number in range(28):
        item = choose([family], 1, random.Random(number), times_asked(history))[0]
        order.append(item.instance)
        history = History(answers=(*history.answers, Answered("only", item.instance, True, START)))
    for start in range(0, 28, 7):
        assert sorted(order[start : start + 7]) == list(range(7))


def test_families_asked_least_come_first() -> None:
    families_ = [small("asked", 5), small("new", 5)]
    chosen = choose(families_, 1, random.Random(0), {"asked": {0: 1, 1: 1}})
    assert chosen[0].family.name == "new"


def test_a_family_of_one_waits_until_the_rest_of_its_topic_was_asked() -> None:
    families_ = [small("one", 1), small("many", 5)]
    chosen = choose(families_, 6, random.Random(0), {"one": {0: 1}})
    assert [item.family.name for item in chosen] == ["many"] * 5 + ["one"]


def test_history_of_what_no_longer_exists_is_passed_over() -> None:
    answers = (Answered("gone", 0, True, START), Answered("only", 99, True, START), Answered("only", 1, True, START))
    chosen = choose([small("only", 3)], 3, random.Random(0), times_asked(History(answers=answers)))
    assert sorted(item.instance for item in chosen) == [0, 1, 2]
    assert chosen[-1].instance == 1


def test_shuffling_keeps_the_right_option_right() -> None:
    options = (Option("right"), Option("w1", "No."), Option("w2", "No!"), Option("w3", "Never."))
    question = Question("Which?", Choice(options), "So.")
    for seed in range(20):
        answer = shuffled(question, random.Random(seed)).answer
        assert isinstance(answer, Choice)
        assert answer.options[answer.right].text == "right"
        assert sorted(option.text for option in answer.options) == ["right", "w1", "w2", "w3"]
