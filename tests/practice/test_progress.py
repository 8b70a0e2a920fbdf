"""What somebody has done: how it grows, when an exercise is done, and how two machines' progress is merged."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.practice.progress import (
    Attempt,
    ExerciseProgress,
    HintTaken,
    Progress,
    is_done,
    merge,
    with_attempt,
    with_hint,
    with_reset,
    with_solution_seen,
)
from tests.practice.workspaces import START

MINUTE = timedelta(minutes=1)


def after(*scores: float) -> Progress:
    """Return the progress after attempts at relu, a minute apart, of 10 points each."""
    progress = Progress()
    for number, score in enumerate(scores):
        progress = with_attempt(progress, "relu", Attempt(START + number * MINUTE, score, 10.0))
    return progress


@pytest.mark.parametrize(("scores", "done"), [
    ((), False), ((4.0,), False), ((4.0, 10.0), True), ((10.0, 4.0), False), ((10.0, 4.0, 10.0), True),
])  # fmt: skip
def test_an_exercise_is_done_while_its_latest_attempt_has_full_marks(scores: tuple[float, ...], done: bool) -> None:
    assert is_done(after(*scores), "relu") is done


def test_going_back_to_red_leaves_it_solved_once() -> None:
    assert after(10.0, 4.0).of("relu").solved
    assert not after(4.0, 9.99).of("relu").solved


def test_an_exercise_worth_nothing_is_never_done() -> None:
    assert not is_done(with_attempt(Progress(), "relu", Attempt(START, 0.0, 0.0)), "relu")


def test_a_stub_put_back_is_to_be_done_again() -> None:
    reset = with_reset(after(10.0), "relu", START + MINUTE)
    assert not is_done(reset, "relu")
    assert is_done(with_attempt(reset, "relu", Attempt(START + 2 * MINUTE, 10.0, 10.0)), "relu")


def test_exercises_do_not_touch_each_other() -> None:
    progress = with_hint(after(10.0), "tanh", HintTaken(START, 1))
    assert progress.of("relu") == after(10.0).of("relu")
    assert progress.of("tanh").attempts == ()
    assert progress.of("sigmoid") == ExerciseProgress()


def test_the_solution_is_seen_for_the_first_time_once() -> None:
    progress = with_solution_seen(with_solution_seen(Progress(), "relu", START), "relu", START + MINUTE)
    assert progress.of("relu").solution_seen == START


def test_times_without_a_zone_are_taken_as_utc_and_others_turned_into_it() -> None:
    naive, shifted = (
        msgspec.json.decode(f'{{"at": "{at}", "score": 1, "max_score": 2}}', type=Attempt)
        for at in ("2026-01-05T09:00:00", "2026-01-05T10:00:00+01:00")
    )
    assert naive == shifted == Attempt(START, 1.0, 2.0)


times = st.integers(0, 5).map(lambda minutes: START + minutes * MINUTE)
scores = st.sampled_from([0.0, 4.0, 10.0])
changes = st.one_of(
    st.builds(lambda at, score: lambda p, n: with_attempt(p, n, Attempt(at, score, 10.0)), times, scores),
    st.builds(lambda at, number: lambda p, n: with_hint(p, n, HintTaken(at, number)), times, st.integers(1, 3)),
    st.builds(lambda at: lambda p, n: with_solution_seen(p, n, at), times),
    st.builds(lambda at: lambda p, n: with_reset(p, n, at), times),
)


@st.composite
def progresses(draw: st.DrawFn) -> Progress:
    """Return the progress of somebody who did a few things in any order."""
    progress = Progress()
    for change, name in draw(st.lists(st.tuples(changes, st.sampled_from(["relu", "tanh"])), max_size=5)):
        progress = change(progress, name)
    return progress


@given(progresses(), progresses())
def test_merging_is_commutative(one: Progress, other: Progress) -> None:
    assert merge(one, other) == merge(other, one)


@given(progresses(), progresses(), progresses())
def test_merging_is_associative(one: Progress, other: Progress, third: Progress) -> None:
    assert merge(merge(one, other), third) == merge(one, merge(other, third))


@given(progresses(), progresses())
def test_merging_again_changes_nothing(one: Progress, other: Progress) -> None:
    both = merge(one, other)
    assert merge(both, other) == merge(both, both) == both
    assert merge(one, one) == merge(one, Progress()) == one


@given(progresses(), progresses())
def test_merging_loses_nothing_and_keeps_the_order_of_time(one: Progress, other: Progress) -> None:
    both = merge(one, other)
    for name, done in [*one.exercises.items(), *other.exercises.items()]:
        merged = both.of(name)
        assert set(done.attempts) <= set(merged.attempts)
        assert set(done.hints) <= set(merged.hints)
        assert list(merged.attempts) == sorted(merged.attempts, key=lambda attempt: attempt.at)


@given(progresses())
def test_what_is_written_is_read(progress: Progress) -> None:
    assert msgspec.json.decode(msgspec.json.encode(progress), type=Progress) == progress


def test_two_machines_times_add_up() -> None:
    laptop = with_attempt(Progress(), "relu", Attempt(START, 4.0, 10.0, seconds=60.0))
    desk = with_attempt(Progress(), "relu", Attempt(START + MINUTE, 9.0, 10.0, seconds=30.0))
    assert merge(laptop, desk).of("relu").seconds == 90.0


def test_the_latest_attempt_counts_whichever_machine_it_was_made_on() -> None:
    green, red = after(4.0, 10.0), with_attempt(Progress(), "relu", Attempt(datetime(2026, 2, 1), 3.0, 10.0))
    assert not is_done(merge(red, green), "relu")
