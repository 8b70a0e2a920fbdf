"""The two duties of every hidden suite: fail each wrong implementation, pass each right one."""

from __future__ import annotations

import pytest

from grader.boundary.module import GivenFunctions
from grader.catalogue import Exercise
from grader.report import ExerciseReport
from grader.suite.reference import load_misconceptions
from tests.grading import VARIANTS, catalogue, grade_sources, misconception_source

EXERCISES = list(catalogue())
EVERY_EXERCISE = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)


def failures(report: ExerciseReport) -> str:
    """Say which checks did not pass, for the failure message of a test of ours."""
    lost = [f"{check.name}: {check.message}" for check in report.checks if check.status != "passed"]
    return f"{report.verdict} {report.message} {lost}"


@EVERY_EXERCISE
def test_reference_gets_full_marks_and_the_stub_none(exercise: Exercise) -> None:
    reports = grade_sources(
        {"reference": exercise.solution_path.read_text(encoding="utf-8"), "stub": exercise.stub}, exercise
    )
    assert reports["reference"].verdict == "passed", failures(reports["reference"])
    assert reports["reference"].score == exercise.points
    assert reports["stub"].verdict == "not_attempted"
    assert reports["stub"].score == 0


@EVERY_EXERCISE
def test_every_misconception_loses_points_in_a_check_of_its_function(exercise: Exercise) -> None:
    mistakes = load_misconceptions(exercise, GivenFunctions(exercise.given))
    wrong = [entry for entry in mistakes if not entry.equivalent]
    assert len(wrong) >= 4
    sources = {f"{m.function}.{m.name}": misconception_source(exercise, m.function, m.name) for m in wrong}
    reports = grade_sources(sources, exercise)
    right = sum(bool(report.mistakes) for report in reports.values())
    assert right >= 0.95 * len(wrong), f"only {right} of {len(wrong)} are named"
    for entry in wrong:
        report = reports[f"{entry.function}.{entry.name}"]
        lost = [check for check in report.checks if check.status == "failed" and check.function == entry.function]
        assert lost, f"{entry.name} is not caught in a check of {entry.function}: {failures(report)}"
        assert all(check.message for check in lost)
        named = [mistake.name for mistake in report.mistakes if mistake.function == entry.function]
        assert named in ([], [entry.name]), f"{entry.name} is taken for {named}"


@EVERY_EXERCISE
def test_equivalent_programs_get_full_marks(exercise: Exercise) -> None:
    mistakes = load_misconceptions(exercise, GivenFunctions(exercise.given))
    same = {m.name: misconception_source(exercise, m.function, m.name) for m in mistakes if m.equivalent}
    for name, report in grade_sources(same, exercise).items():
        assert report.verdict == "passed", f"{name}: {failures(report)}"


@EVERY_EXERCISE
def test_right_but_different_implementations_get_full_marks(exercise: Exercise) -> None:
    files = sorted((VARIANTS / exercise.name).glob("*.py"))
    assert len(files) >= 5
    reports = grade_sources({file.stem: file.read_text(encoding="utf-8") for file in files}, exercise)
    for name, report in reports.items():
        assert report.verdict == "passed", f"{name}: {failures(report)}"
        assert report.score == exercise.points
        assert not report.mistakes


@EVERY_EXERCISE
def test_checks_add_up_to_the_points_of_their_function(exercise: Exercise) -> None:
    report = grade_sources({"reference": exercise.solution_path.read_text(encoding="utf-8")}, exercise)["reference"]
    for function, points in exercise.functions.items():
        assert sum(check.max_points for check in report.checks if check.function == function) == points
    assert all(check.title and len(check.title) <= 90 for check in report.checks)


@EVERY_EXERCISE
def test_exercise_is_complete(exercise: Exercise) -> None:
    assert len(exercise.hints) >= 3
    assert all(30 <= len(hint) <= 300 for hint in exercise.hints)
    assert 1 <= exercise.difficulty <= 5
    assert exercise.minutes > 0
    assert all(name in catalogue() for name in exercise.needs)
    assert "## By hand" in exercise.brief_path.read_text(encoding="utf-8")
    assert "## Follow-up questions" in exercise.brief_path.read_text(encoding="utf-8")
    assert (exercise.secret_folder / "NOTES.md").read_text(encoding="utf-8")
