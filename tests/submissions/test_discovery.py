"""What is one candidate's work in a folder, and what is many candidates'."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import NothingToGrade
from grader.submissions import discovery
from grader.submissions.attempts import SourceFile
from grader.submissions.discovery import find_submissions
from grader.submissions.limits import ReadingLimits
from grader.submissions.reading import File
from tests.grading import catalogue

RELU = "def relu(z): return z\ndef relu_derivative(z): return z\n"
TANH = "def tanh(z): return z\n"


def found(path: Path, *exercises: str) -> dict[str, list[str]]:
    """Return the exercises of each submission, by its name."""
    bank = catalogue()
    submissions = find_submissions(path, bank, [bank[name] for name in exercises])
    return {s.name: [attempt.exercise for attempt in s.attempts] for s in submissions}


def write(folder: Path, **files: str) -> None:
    """Write Python files into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text)


def test_a_file_is_one_submission_with_all_it_attempts(tmp_path: Path) -> None:
    write(tmp_path, alice=RELU + TANH)
    assert found(tmp_path / "alice.py") == {"alice": ["relu", "tanh"]}


def test_a_folder_of_files_is_many_candidates(tmp_path: Path) -> None:
    write(tmp_path, alice=RELU, bob=TANH)
    assert found(tmp_path) == {"alice": ["relu"], "bob": ["tanh"]}


def test_a_folder_with_files_named_after_exercises_is_one_candidate(tmp_path: Path) -> None:
    write(tmp_path / "alice", relu=RELU, tanh=TANH)
    assert found(tmp_path / "alice") == {"alice": ["relu", "tanh"]}
    assert found(tmp_path) == {"alice": ["relu", "tanh"]}


def test_a_workspace_is_one_candidate_its_files_numbered(tmp_path: Path) -> None:
    write(tmp_path / "alice", **{"01_relu": RELU, "03_tanh": TANH})
    assert found(tmp_path / "alice") == {"alice": ["relu", "tanh"]}
    assert found(tmp_path) == {"alice": ["relu", "tanh"]}


def test_a_workspace_with_a_folder_for_a_track_is_one_candidate_too(tmp_path: Path) -> None:
    write(tmp_path / "alice" / "network", **{"01_relu": RELU, "03_tanh": TANH})
    assert found(tmp_path / "alice") == {"alice": ["relu", "tanh"]}


def test_interviews_in_a_workspace_are_not_its_exercises(tmp_path: Path) -> None:
    write(tmp_path / "alice", **{"01_relu": RELU, "03_tanh": TANH})
    write(tmp_path / "alice" / "interview-2026-01-31-1", relu=RELU)
    assert found(tmp_path / "alice") == found(tmp_path) == {"alice": ["relu", "tanh"]}


def test_numbers_of_candidates_are_no_numbers_of_exercises(tmp_path: Path) -> None:
    write(tmp_path, **{"17_relu": RELU, "23_relu": RELU})
    assert found(tmp_path) == {"17_relu": ["relu"], "23_relu": ["relu"]}


def test_a_numbered_file_that_cannot_be_read_is_known_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "alice").mkdir()
    (tmp_path / "alice" / "01_relu.py").write_bytes(b"\0")
    assert found(tmp_path / "alice") == {"alice": ["relu"]}


def test_a_folder_in_which_an_exercise_is_attempted_twice_is_many(tmp_path: Path) -> None:
    write(tmp_path / "relu", first=RELU, second=RELU)
    assert found(tmp_path) == {"relu/first": ["relu"], "relu/second": ["relu"]}


def test_files_of_a_workspace_may_bring_along_what_they_build_on(tmp_path: Path) -> None:
    write(tmp_path / "alice", relu=RELU, tanh=RELU + TANH)
    write(tmp_path / "bob", **{"01_relu": RELU, "03_tanh": RELU + TANH})
    write(tmp_path / "class" / "carol", relu=RELU)
    write(tmp_path / "class" / "dave", tanh=RELU + TANH)
    assert found(tmp_path) == {
        "alice": ["relu", "tanh"],
        "bob": ["relu", "tanh"],
        "class/carol": ["relu"],
        "class/dave": ["relu", "tanh"],
    }


def test_hidden_folders_and_virtual_environments_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, alice=RELU)
    write(tmp_path / ".hidden", x=RELU)
    write(tmp_path / "venv", y=RELU)
    (tmp_path / "venv" / "pyvenv.cfg").write_text("")
    assert found(tmp_path) == {"alice": ["relu"]}


def test_a_named_exercise_that_is_absent_is_reported_all_the_same(tmp_path: Path) -> None:
    write(tmp_path, alice=RELU)
    assert found(tmp_path / "alice.py", "tanh") == {"alice": ["tanh"]}


def test_a_file_without_graded_functions_is_mentioned(tmp_path: Path) -> None:
    write(tmp_path, notes="x = 1\n")
    assert found(tmp_path / "notes.py") == {"notes": ["unknown"]}


@pytest.mark.parametrize("name", ["missing.py", "empty", "text.txt"])
def test_a_path_with_nothing_to_grade_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "text.txt").write_text("hello")
    with pytest.raises(NothingToGrade):
        found(tmp_path / name)


def test_a_submission_is_read_when_it_is_its_turn(tmp_path: Path) -> None:
    write(tmp_path, alice=RELU, bob=RELU)
    write(tmp_path / "carol", first=RELU)
    coming = find_submissions(tmp_path, catalogue())
    assert next(coming).name == "alice"
    write(tmp_path, bob=TANH)
    write(tmp_path / "carol", second=TANH)
    left = {submission.name: [attempt.exercise for attempt in submission.attempts] for submission in coming}
    assert left == {"bob": ["tanh"], "carol": ["relu", "tanh"]}


def test_what_is_wrong_with_a_path_is_known_before_anything_is_read(tmp_path: Path) -> None:
    with pytest.raises(NothingToGrade):
        find_submissions(tmp_path / "missing", catalogue())


def test_files_of_one_owner_are_one_submission_unless_they_attempt_the_same(tmp_path: Path) -> None:
    write(tmp_path, jd_relu=RELU, jd_tanh=TANH, li_1=RELU, li_2=RELU, other=RELU)
    owners = {"jd": "Jane", "li": "Li"}
    coming = find_submissions(tmp_path, catalogue(), owner_of=lambda name: owners.get(name.split("_")[0]))
    found = {submission.name: [attempt.exercise for attempt in submission.attempts] for submission in coming}
    assert found == {"other": ["relu"], "Jane": ["relu", "tanh"], "Li/li_1": ["relu"], "Li/li_2": ["relu"]}


def test_a_fault_of_the_kits_in_reading_one_costs_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, alice=RELU, bob=RELU)
    write(tmp_path / "carol", first=RELU)
    write(tmp_path / "dora", first=RELU)
    read = discovery.read_source

    def stumbling(file: File, limits: ReadingLimits) -> SourceFile:
        if "bob" in file.source or "carol" in file.source:
            raise RecursionError
        return read(file, limits)

    monkeypatch.setattr(discovery, "read_source", stumbling)
    submissions = {submission.name: submission.attempts[0] for submission in find_submissions(tmp_path, catalogue())}
    assert list(submissions) == ["alice", "bob", "carol", "dora"]
    assert "its own fault: please report it" in submissions["bob"].problem
    assert "its own fault: please report it" in submissions["carol"].problem
    assert submissions["alice"].problem == submissions["dora"].problem == ""
    monkeypatch.setenv("GRADLINGS_DEBUG", "1")
    with pytest.raises(RecursionError):
        list(find_submissions(tmp_path, catalogue()))
