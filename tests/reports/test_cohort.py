"""What is counted of a class: distributions as numpy has them, shares of those who tried, and small numbers said so."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.report import ExerciseReport, Mistake
from grader.reports.cohort import CheckTally, cohort_of
from grader.reports.distribution import distribution, ticks
from tests.reports.classes import check, class_of, exercise, report, submission

SHARES = st.lists(st.floats(0, 100) | st.sampled_from([0.0, 50.0, 95.0, 100.0]), min_size=1, max_size=300)


@given(SHARES)
def test_quartiles_and_mean_are_numpys(values: list[float]) -> None:
    spread = distribution(values)
    assert spread is not None
    ours = (spread.low, spread.first_quartile, spread.median, spread.third_quartile, spread.high)
    assert ours == pytest.approx(np.percentile(values, [0, 25, 50, 75, 100]))
    assert spread.mean == pytest.approx(np.mean(values))


@given(SHARES)
def test_each_value_is_in_one_bin_or_has_full_marks(values: list[float]) -> None:
    spread = distribution(values)
    assert spread is not None
    assert sum(one.count for one in spread.bins) + spread.full == spread.count == len(values)
    for one in spread.bins:
        assert one.count == sum(one.low <= value < one.high for value in values)
    assert [one.low for one in spread.bins] == list(range(0, 100, 5 if len(values) >= 100 else 10))


@pytest.mark.parametrize(("count", "few"), [(1, True), (7, True), (8, False), (99, False)])
def test_few_values_are_kept_and_many_are_not(count: int, few: bool) -> None:
    spread = distribution([50.0] * count)
    assert spread is not None
    assert spread.is_few == few
    assert len(spread.values) == (count if few else 0)


def test_no_values_have_no_distribution() -> None:
    assert distribution([]) is None


@given(st.integers(1, 100_000))
def test_an_axis_ends_above_the_tallest_bar_in_a_few_round_steps(tallest: int) -> None:
    marks = ticks(tallest)
    assert marks[0] == 0
    assert marks[-1] >= tallest
    assert 2 <= len(marks) <= 6
    assert len({b - a for a, b in itertools.pairwise(marks)}) == 1
    assert str(marks[1]).rstrip("0") in ("1", "2", "5")


def test_who_did_not_try_counts_in_no_distribution() -> None:
    cohort = cohort_of(
        report(
            submission("a", exercise(10)),
            submission("b", exercise(4)),
            submission("c", exercise(0, verdict="not_attempted")),
            submission("d", exercise(0, verdict="not_gradable")),
            submission("e", exercise(0, verdict="timed_out", seconds=9)),
            submission("f"),
        ).submissions
    )
    (relu,) = cohort.exercises
    assert sorted(relu.shares) == [0, 40, 100]
    assert relu.count("passed") == 1
    assert relu.count("not_attempted") == 1
    assert relu.typical_seconds == pytest.approx(0.1)
    assert cohort.empty == 1
    assert cohort.distribution is not None
    assert cohort.distribution.count == 5  # scores of whoever handed something in
    assert cohort.in_words == "6 submissions, 1 with full marks, mean score 28 %"
    assert cohort.slowest[0].name == "e"


def test_full_marks_are_counted_alike_wherever_they_are_counted() -> None:
    unread = ExerciseReport("unknown", 0.0, 0.0, 0.0, "not_gradable", "notes.py cannot be read.")
    cohort = cohort_of(report(submission("a", exercise(10)), submission("b", exercise(10), unread)).submissions)
    assert cohort.distribution is not None
    assert cohort.full == cohort.distribution.full == 2
    assert cohort.in_words == "2 submissions, 2 with full marks, mean score 100 %"


def test_a_check_is_hard_by_the_share_of_those_who_reached_it() -> None:
    def with_check(name: str, status: str) -> object:
        return submission(name, exercise(0, checks=[check("values", status)]))

    cohort = cohort_of([with_check(str(n), s) for n, s in enumerate(["failed", "passed", "passed", "skipped"])])  # type: ignore[misc]
    (hard,) = cohort.hardest_checks
    assert (hard.failed, hard.attempts, hard.skipped) == (1, 3, 1)
    assert hard.share == pytest.approx(100 / 3)


def test_few_failures_do_not_outrank_many() -> None:
    once, often, rare = (CheckTally("relu", title) for title in ("once", "often", "rare"))
    once.failed = 1
    often.failed, often.passed = 40, 10
    rare.failed, rare.passed = 2, 48
    ranked = sorted((once, often, rare), key=lambda tally: -tally.certain_share)
    assert [tally.title for tally in ranked] == ["often", "once", "rare"]
    assert often.certain_share == pytest.approx(0.6696, abs=1e-4)  # (0.838416 - 0.117341) / 1.076832
    assert CheckTally("relu", "nobody").certain_share == 0


def test_alike_checks_of_two_exercises_are_two() -> None:
    both = [exercise(0, name=name, checks=[check("shape", "failed")]) for name in ("relu", "tanh")]
    assert [one.exercise for one in cohort_of([submission("a", *both)]).hardest_checks] == ["relu", "tanh"]


def test_mistakes_are_counted_with_who_made_them() -> None:
    cohort = cohort_of(class_of([10, 5, 5, 5, 5]).submissions)
    found = [(one.says, [cohort.candidates[n].name for n in one.candidates]) for one in cohort.common_mistakes]
    assert found == [
        ("The slope at 0 is 1.", ["candidate 1", "candidate 2", "candidate 4"]),
        ("z is changed.", ["candidate 3"]),
    ]


def test_a_mistake_of_the_same_name_in_another_function_is_another() -> None:
    made = [Mistake("sign", "relu", "One."), Mistake("sign", "relu_derivative", "Two.")]
    cohort = cohort_of([submission("a", exercise(5, mistakes=made))])
    assert {one.says for one in cohort.common_mistakes} == {"One.", "Two."}


def test_exercises_stand_in_the_order_asked_for() -> None:
    one = submission("a", *(exercise(10, name=name) for name in ("tanh", "own", "relu")))
    assert [e.name for e in cohort_of([one], ["relu", "tanh"]).exercises] == ["relu", "tanh", "own"]


def test_a_share_is_full_for_full_marks_alone() -> None:
    (candidate,) = cohort_of([submission("a", exercise(9.999))]).candidates
    assert candidate.share == 99
    assert candidate.marks == {"relu": ("failed", 99)}
