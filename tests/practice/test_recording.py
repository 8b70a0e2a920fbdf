"""Which reports count as attempts, and how long they took."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from grader.practice.progress import ExerciseProgress, HintTaken, with_hint, with_reset
from grader.practice.recording import record_report
from grader.practice.store import change_progress, read_progress
from grader.practice.workspace import Workspace
from grader.report import ExerciseReport, Mistake, Report, Sandbox, SubmissionReport, Verdict
from tests.practice.workspaces import START, make_workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return make_workspace(tmp_path)


def record(
    workspace: Workspace, score: float = 3.0, verdict: Verdict = "failed", *, text: str = "", minutes: float = 0,
    mistake: str = "",
) -> ExerciseProgress:  # fmt: skip
    """Record a report on relu at a time after the start, of a file that holds ``text``, and return what is known."""
    (workspace.root / "relu.py").write_text(text or f"# {minutes}")
    mistakes = [Mistake(mistake, "relu", "Says so.")] if mistake else []
    exercise = ExerciseReport("relu", score, 10.0, 0.01, verdict, mistakes=mistakes)
    report = Report(Sandbox("strong", []), [SubmissionReport("relu", "relu.py", score, 10.0, [exercise])])
    assert record_report(report, workspace.root, clock=lambda: START + timedelta(minutes=minutes)) == ""
    return read_progress(workspace.progress_path)[0].of("relu")


def test_an_attempt_is_kept_with_its_score_its_time_and_its_mistakes(workspace: Workspace) -> None:
    [attempt] = record(workspace, 4.0, mistake="returns_relu").attempts
    assert (attempt.at, attempt.score, attempt.max_score) == (START, 4.0, 10.0)
    assert attempt.mistakes == ("returns_relu",)


@pytest.mark.parametrize("verdict", ["not_attempted", "not_gradable"])
def test_what_is_not_begun_or_cannot_be_read_is_no_failed_attempt(workspace: Workspace, verdict: Verdict) -> None:
    assert record(workspace, 0.0, verdict) == ExerciseProgress()
    assert not workspace.progress_path.exists()


@pytest.mark.parametrize("verdict", ["failed", "timed_out", "out_of_memory", "crashed"])
def test_what_was_run_is_one(workspace: Workspace, verdict: Verdict) -> None:
    assert len(record(workspace, 0.0, verdict).attempts) == 1


def test_a_file_that_has_not_changed_is_not_counted_again(workspace: Workspace) -> None:
    record(workspace, text="same")
    assert len(record(workspace, text="same", minutes=1).attempts) == 1
    assert len(record(workspace, text="other", minutes=2).attempts) == 2
    assert len(record(workspace, text="same", minutes=3).attempts) == 3


def test_after_a_reset_the_same_answer_counts_again(workspace: Workspace) -> None:
    record(workspace, 10.0, "passed", text="same")
    change_progress(workspace.progress_path, lambda p: with_reset(p, "relu", START + timedelta(minutes=1)))
    again = record(workspace, 10.0, "passed", text="same", minutes=2)
    assert len(again.attempts) == 2
    assert again.done


def test_time_counts_between_attempts_but_not_over_a_break(workspace: Workspace) -> None:
    for minutes in (0, 4, 24, 30):
        done = record(workspace, minutes=minutes)
    assert [attempt.seconds for attempt in done.attempts] == [0.0, 240.0, 0.0, 360.0]
    assert done.seconds == 600.0


def test_a_hint_is_a_sign_of_work(workspace: Workspace) -> None:
    hint = HintTaken(START + timedelta(minutes=10), 1)
    record(workspace)
    change_progress(workspace.progress_path, lambda p: with_hint(p, "relu", hint))
    assert record(workspace, minutes=18).attempts[-1].seconds == 8 * 60.0


def test_outside_a_workspace_nothing_is_recorded(tmp_path: Path) -> None:
    report = Report(Sandbox("strong", []), [])
    assert record_report(report, tmp_path, clock=lambda: datetime(2026, 1, 1)) == ""
    assert list(tmp_path.iterdir()) == []


def test_trouble_is_told_and_raises_nothing(workspace: Workspace) -> None:
    workspace.progress_path.write_text('{"version": 9}')
    exercise = ExerciseReport("relu", 3.0, 10.0, 0.01, "failed")
    report = Report(Sandbox("strong", []), [SubmissionReport("relu", "relu.py", 3.0, 10.0, [exercise])])
    trouble = record_report(report, workspace.root)
    assert "not recorded" in trouble
    assert "newer gradlings" in trouble


def test_a_folder_in_the_workspace_belongs_to_it(workspace: Workspace) -> None:
    inner = workspace.root / "network"
    inner.mkdir()
    exercise = ExerciseReport("relu", 3.0, 10.0, 0.01, "failed")
    report = Report(Sandbox("strong", []), [SubmissionReport("relu", "relu.py", 3.0, 10.0, [exercise])])
    assert record_report(report, inner) == ""
    assert len(read_progress(workspace.progress_path)[0].of("relu").attempts) == 1
