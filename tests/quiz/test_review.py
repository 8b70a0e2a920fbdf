"""What is due: soon after a mistake, later and later after right answers; exercises by the day."""

from __future__ import annotations

from datetime import timedelta

import pytest

from grader.practice.progress import Attempt
from grader.quiz.history import Answered, History
from grader.reports.text import unpainted
from grader.review.agenda import Agenda, agenda, agenda_text, span
from grader.review.attempts import reviews_of
from grader.review.schedule import Past, scheduled
from tests.quiz.clock import START

DAY = timedelta(days=1)


def due_after(*outcomes: str) -> list[timedelta]:
    """Answer a question whenever it is due; return the waits."""
    reviews, now, waits = [], START, []
    for outcome in outcomes:
        reviews.append(Past(now, outcome))
        memory = scheduled("quiz", "q", reviews, now)
        waits.append(memory.due - now)
        now = memory.due
    return waits


def test_right_answers_put_a_question_off_longer_and_longer() -> None:
    waits = due_after("known", "known", "known", "known")
    assert waits[0] >= DAY
    assert waits == sorted(waits)
    assert waits[3] > 10 * waits[0]


def test_a_mistake_brings_it_back_the_same_day() -> None:
    assert due_after("failed")[0] == timedelta(minutes=10)
    assert due_after("known", "known", "failed")[2] == timedelta(minutes=10)


def test_after_a_mistake_the_waits_are_shorter_than_without() -> None:
    assert due_after("known", "failed", "known", "known")[-1] < due_after("known", "known", "known", "known")[-1]


def test_an_exercise_is_never_due_on_the_day_it_was_tried() -> None:
    for outcome in ("failed", "laboured", "known"):
        assert scheduled("exercise", "relu", [Past(START, outcome)], START).due - START >= DAY


def test_the_schedule_does_not_depend_on_the_order_of_the_file_or_on_chance() -> None:
    reviews = [Past(START + n * DAY, "known") for n in range(4)]
    assert scheduled("quiz", "q", reviews, START) == scheduled("quiz", "q", reviews[::-1], START)
    assert scheduled("quiz", "q", [], START) is None


def attempts(*scores: float, day: int = 0) -> list[Attempt]:
    return [Attempt(START + day * DAY + timedelta(minutes=n), score, 5.0) for n, score in enumerate(scores)]


@pytest.mark.parametrize(("scores", "outcome"), [
    ((5.0,), "known"), ((0.0, 3.0, 5.0), "known"), ((0.0, 1.0, 2.0, 5.0), "laboured"), ((0.0, 3.0), "failed"),
    ((5.0, 3.0), "known"),
])  # fmt: skip
def test_the_attempts_of_a_day_are_one_review(scores: tuple[float, ...], outcome: str) -> None:
    assert [review.outcome for review in reviews_of(attempts(*scores))] == [outcome]


def test_days_are_reviews_of_their_own() -> None:
    both = attempts(0.0, 2.0, day=3) + attempts(5.0)
    assert [review.outcome for review in reviews_of(both)] == ["known", "failed"]


def test_the_agenda_puts_the_most_forgotten_first_and_leaves_out_what_no_longer_exists() -> None:
    answers = tuple(
        Answered(family, 0, right, START - days * DAY)
        for family, right, days in (("old", True, 60), ("fresh", True, 0), ("older", True, 90), ("gone", True, 90))
    )
    found = agenda(
        History(answers=answers), {"relu": attempts(5.0, day=-60), "away": attempts(5.0, day=-60)}, START,
        families={"old", "older", "fresh"}, exercises={"relu"},
    )  # fmt: skip
    assert [memory.name for memory in found.of_kind("quiz")] == ["older", "old"]
    assert [memory.name for memory in found.of_kind("exercise")] == ["relu"]
    assert [memory.name for memory in found.later] == ["fresh"]
    text = agenda_text(found, dict.fromkeys(["old", "older", "fresh"], "loss"), START, unpainted)
    assert "2 questions and 1 exercise" in text
    assert "loss (2)" in text
    assert "gradlings check relu" in text
    assert "fresh" not in text, "a family's name could give its answer away"


def test_an_empty_agenda_says_how_to_begin() -> None:
    assert "gradlings quiz" in agenda_text(Agenda((), ()), {}, START, unpainted)


@pytest.mark.parametrize(("time", "text"), [
    (timedelta(seconds=1), "1 minute"), (timedelta(minutes=59), "59 minutes"), (timedelta(hours=1), "1 hour"),
    (timedelta(hours=35), "35 hours"), (timedelta(days=2), "2 days"), (timedelta(days=400), "400 days"),
])  # fmt: skip
def test_spans_of_time_are_told_in_the_unit_that_suits(time: timedelta, text: str) -> None:
    assert span(time) == text
