"""Numbers in words: rounded so that none looks better than it is."""

from __future__ import annotations

import pytest

from grader.report import Verdict
from grader.reports.wording import duration, percent, share_of, summary, totals_of
from tests.reports.classes import exercise, submission


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(0, "0.00 s"), (0.084, "0.08 s"), (2.34, "2.3 s"), (59.4, "59 s"), (59.6, "1 min 0 s"), (200, "3 min 20 s"),
     (3600, "1 h 0 min"), (48_960, "13 h 36 min")],
)  # fmt: skip
def test_a_time(seconds: float, shown: str) -> None:
    assert duration(seconds) == shown


@pytest.mark.parametrize(
    ("points", "of", "shown"), [(19.99, 20, 99), (20, 20, 100), (0, 20, 0), (0, 0, 0), (29, 100, 29)]
)
def test_a_share_is_rounded_down(points: float, of: float, shown: int) -> None:
    assert share_of(points, of) == shown


def test_a_share_that_is_whole_but_for_rounding_is_whole() -> None:
    assert percent(100 * 0.29) == "29 %"  # 28.999999999999996


def test_totals_count_everybody_and_do_not_round_up_to_full_marks() -> None:
    assert totals_of(100, [1] * 99 + [0.99]) == "100 submissions, 99 with full marks, mean score 99 %"
    assert totals_of(1, [0.5]) == "1 submission, 0 with full marks, mean score 50 %"
    assert totals_of(0, []) == "0 submissions, 0 with full marks"


@pytest.mark.parametrize(
    ("verdicts", "says"),
    [
        (["passed"], "Passed."),
        (["timed_out"], "Timed out."),
        (["passed", "passed"], "All 2 exercises passed."),
        (["passed", "failed", "not_attempted"], "1 of 3 exercises passed."),
        ([], "It attempts none of the exercises that the kit grades."),
    ],
)
def test_a_summary(verdicts: list[Verdict], says: str) -> None:
    assert summary(submission("a", *(exercise(0, verdict=verdict) for verdict in verdicts))) == says
