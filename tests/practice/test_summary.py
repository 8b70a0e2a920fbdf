"""What the progress comes to: summary, table and picture."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from grader.errors import UnknownExercise, UsageError
from grader.practice.chart import growth, write_chart
from grader.practice.choice import chosen, next_exercise
from grader.practice.hints import with_hints
from grader.practice.progress import Attempt, Progress, with_attempt, with_solution_seen
from grader.practice.summary import Summary, summarise, summary_record
from grader.practice.table import progress_table, time_of
from grader.reports.layout import cells
from tests.grading import catalogue
from tests.practice.workspaces import START


def tried(progress: Progress, name: str, minutes: int, score: float, of: float, *mistakes: str) -> Progress:
    at = START + timedelta(minutes=minutes)
    return with_attempt(progress, name, Attempt(at, score, of, 60.0, mistakes))


@pytest.fixture
def progress() -> Progress:
    """Return the progress of somebody who did relu, fell back in tanh, and is at the backward pass with help."""
    progress = tried(Progress(), "relu", 0, 4.0, 10.0, "returns_relu")
    progress = tried(progress, "relu", 1, 9.0, 10.0, "returns_relu")
    progress = tried(progress, "relu", 2, 10.0, 10.0)
    progress = tried(progress, "tanh", 3, 14.0, 14.0)
    progress = tried(progress, "tanh", 4, 7.0, 14.0)
    progress = tried(progress, "backward_propagation", 5, 5.0, 20.0)
    progress = with_hints(progress, "backward_propagation", (1, 2), START)
    return with_solution_seen(progress, "backward_propagation", START)


@pytest.fixture
def summary(progress: Progress) -> Summary:
    return summarise(progress, catalogue())


def test_first_and_best_scores_and_what_it_took(summary: Summary) -> None:
    relu, sigmoid, tanh, *_ = summary.standings
    assert relu.first is not None
    assert relu.best is not None
    assert (relu.first.score, relu.best.score, relu.attempts, relu.seconds) == (4.0, 10.0, 3, 180.0)
    assert relu.mistakes == {"returns_relu": 2}
    assert (tanh.state, tanh.best.score if tanh.best else None) == ("begun", 14.0)
    assert (sigmoid.state, sigmoid.attempts, sigmoid.seconds) == ("untouched", 0, 0.0)
    assert (summary.done, summary.points, summary.of_points, summary.next) == (1, 29.0, 206.0, "sigmoid")


def test_points_follow_what_an_exercise_is_worth_today() -> None:
    progress = tried(Progress(), "relu", 0, 1.0, 2.0)
    assert summarise(progress, catalogue()).points == 5.0


def test_what_the_kit_no_longer_holds_is_left_out(progress: Progress) -> None:
    grown = tried(progress, "gone", 9, 3.0, 3.0)
    assert summarise(grown, catalogue()) == summarise(progress, catalogue())


def test_the_record_is_plain_data(summary: Summary) -> None:
    record = json.loads(json.dumps(summary_record(summary)))
    assert (record["schema"], record["done"], record["exercises_in_all"], record["next"]) == (1, 1, 12, "sigmoid")
    backward = record["exercises"][6]
    assert backward["name"] == "backward_propagation"
    assert backward["first"] == {"at": "2026-01-05T09:05:00+00:00", "score": 5.0, "max_score": 20.0}
    assert (backward["hints"], backward["solution_seen"]) == (2, "2026-01-05T09:00:00+00:00")
    assert record["exercises"][11]["best"] is None


def test_names_from_elsewhere_cannot_move_the_cursor() -> None:
    progress = tried(Progress(), "relu", 0, 1.0, 10.0, "a\x1b[2J\nb")
    progress = tried(progress, "relu", 1, 1.0, 10.0, "a\x1b[2J\nb")
    drawn = progress_table(summarise(progress, catalogue()), width=80, colour=False)
    assert "Made more than once: a�[2J b (2×, relu)" in drawn


class TestTable:
    def test_it_says_it_all_at_80_columns(self, summary: Summary) -> None:
        rows = {
            row.split()[1]: row.split()
            for row in progress_table(summary, width=80, colour=False).splitlines()
            if row[:1] in "✓◐·" and row
        }
        assert rows["relu"] == ["✓", "relu", "██████████", "10/10", "4/10", "3", "3", "min"]
        assert rows["backward_propagation"][2:] == ["██░░░░░░░░", "5/20", "5/20", "1", "solution", "1", "min"]
        assert len(rows) == 12

    @pytest.mark.parametrize("width", [40, 49, 50, 60, 77, 78, 80, 120])
    def test_it_fits_and_keeps_names_and_scores_whole(self, summary: Summary, width: int) -> None:
        drawn = progress_table(summary, width=width, colour=False)
        assert max(map(cells, drawn.splitlines())) <= width
        assert "…" not in drawn
        for standing in summary.standings:
            assert standing.name in drawn
        assert "10/10" in drawn

    def test_mistakes_made_more_than_once_are_named(self, summary: Summary) -> None:
        assert "returns relu (2×, relu)" in progress_table(summary, width=80, colour=False)

    def test_a_bar_is_full_only_with_full_marks(self) -> None:
        drawn = progress_table(summarise(tried(Progress(), "relu", 0, 9.99, 10.0), catalogue()), width=80, colour=False)
        assert "█████████░" in drawn

    def test_when_everything_is_done_it_leads_to_the_review(self) -> None:
        progress = Progress()
        for exercise in catalogue():
            progress = tried(progress, exercise.name, 0, 1.0, 1.0)
        drawn = progress_table(summarise(progress, catalogue()), width=80, colour=False)
        assert "12 of 12 done" in drawn
        assert "gradlings review" in drawn

    def test_colour_is_dropped_where_it_is_not_wanted(self, summary: Summary) -> None:
        assert "\x1b" not in progress_table(summary, width=80, colour=False)
        assert "\x1b[" in progress_table(summary, width=80, colour=True)

    @pytest.mark.parametrize(("seconds", "text"), [
        (0, ""), (0.2, "1 s"), (29, "29 s"), (60, "1 min"), (3540, "59 min"), (3600, "1 h 00 min"),
        (5400, "1 h 30 min"),
    ])  # fmt: skip
    def test_times_are_told_in_the_unit_that_suits(self, seconds: float, text: str) -> None:
        assert time_of(seconds) == text


class TestChart:
    def test_points_grow_by_the_best_attempts(self, progress: Progress, summary: Summary) -> None:
        assert [(at.minute, points) for at, points in growth(summary, progress)] == [
            (0, 0.0), (0, 4.0), (1, 9.0), (2, 10.0), (3, 24.0), (5, 29.0)
        ]  # fmt: skip

    def test_it_is_drawn_with_and_without_progress(self, progress: Progress, tmp_path: Path) -> None:
        for done, name in ((progress, "some.png"), (Progress(), "none.svg")):
            write_chart(summarise(done, catalogue()), done, tmp_path / name)
        assert (tmp_path / "some.png").read_bytes().startswith(b"\x89PNG")
        assert b"</svg>" in (tmp_path / "none.svg").read_bytes()

    def test_a_folder_that_is_not_there_is_a_sentence(self, progress: Progress, tmp_path: Path) -> None:
        with pytest.raises(UsageError, match="cannot be written"):
            write_chart(summarise(progress, catalogue()), progress, tmp_path / "no" / "x.png")


class TestChoice:
    @pytest.mark.parametrize("name", ["tanh", "tanh_derivative", "03_tanh.py", "network/03_tanh.ipynb", "3", "03"])
    def test_an_exercise_goes_by_several_names(self, name: str) -> None:
        assert chosen(name, catalogue(), Progress()).name == "tanh"

    @pytest.mark.parametrize("name", ["99", "tangent", "03_tangent.py", ""])
    def test_what_has_no_such_name_is_refused(self, name: str) -> None:
        with pytest.raises(UnknownExercise):
            chosen(name, catalogue(), Progress())

    def test_without_a_name_it_is_the_first_that_is_not_done(self, progress: Progress) -> None:
        assert chosen(None, catalogue(), progress).name == "sigmoid"
        assert chosen(None, catalogue(), Progress()).name == "relu"

    def test_when_all_are_done_a_name_is_asked_for(self) -> None:
        progress = Progress()
        for exercise in catalogue():
            progress = tried(progress, exercise.name, 0, 1.0, 1.0)
        assert next_exercise(catalogue(), progress) is None
        with pytest.raises(UsageError, match="name the one you mean"):
            chosen(None, catalogue(), progress)
