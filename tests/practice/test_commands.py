"""The commands of a workspace, as a person runs them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from grader.practice.handout import PROBLEM
from grader.practice.manifest import Manifest, write_manifest
from grader.practice.progress import Attempt, with_attempt
from grader.practice.store import change_progress, read_progress
from grader.practice.workspace import Workspace
from tests.commands.test_grading import RIGHT, STEP_AT_ZERO, run
from tests.practice.workspaces import START


@pytest.fixture(scope="module")
def laid_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a workspace that a test copies."""
    folder = tmp_path_factory.mktemp("init")
    assert run("init", "practice", cwd=folder).returncode == 0
    return folder / "practice"


@pytest.fixture
def workspace(laid_out: Path, tmp_path: Path) -> Workspace:
    return Workspace(Path(shutil.copytree(laid_out, tmp_path / "practice")))


def test_init_says_in_two_lines_what_to_do_next(tmp_path: Path) -> None:
    done = run("init", "practice", cwd=tmp_path)
    assert "12 exercises" in done.stdout
    assert done.stdout.rstrip().splitlines()[-2:] == [
        "Next: cd practice, open 01_relu.py, and run `gradlings`: it checks each file as you save it.",
        "When you are stuck, `gradlings hint`; `gradlings progress` shows how far you are.",
    ]
    assert (tmp_path / "practice" / "12_epochs_to_converge.md").is_file()


def test_the_way_into_a_folder_with_spaces_can_be_typed_as_it_stands(tmp_path: Path) -> None:
    done = run("init", "my work", cwd=tmp_path)
    assert "Next: cd 'my work', open 01_relu.py" in done.stdout


def test_before_anything_is_begun_a_check_says_where_to_begin(workspace: Workspace) -> None:
    done = run("check", cwd=workspace.root)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "Nothing is begun here. Open 01_relu.py, write its functions, save, and run `gradlings check` again."
    ]


def test_from_a_folder_below_the_workspaces_files_are_checked_and_counted(workspace: Workspace) -> None:
    (workspace.root / "01_relu.py").write_text(STEP_AT_ZERO)
    (workspace.root / "notes").mkdir()
    done = run("check", "relu", "--problems", cwd=workspace.root / "notes")
    assert done.stdout.startswith("../01_relu.py:3:1: error: Looks like")
    progress, _ = read_progress(workspace.progress_path)
    assert [attempt.score for attempt in progress.of("relu").attempts] == [9.0]


def test_init_again_from_below_brings_the_workspace_up_to_date(workspace: Workspace) -> None:
    (workspace.root / "01_relu.py").write_text(RIGHT)
    (workspace.root / "03_tanh.py").unlink()
    (workspace.root / "notes").mkdir()
    done = run("init", cwd=workspace.root / "notes")
    assert "03_tanh.py  added" in done.stdout
    assert (workspace.root / "01_relu.py").read_text() == RIGHT
    assert "Everything is up to date" in run("init", cwd=workspace.root).stdout


def test_init_refuses_a_folder_with_other_files(tmp_path: Path) -> None:
    (tmp_path / "thesis.tex").write_text("")
    done = run("init", cwd=tmp_path)
    assert done.returncode == 2
    assert "gradlings init practice" in done.stderr
    assert list(tmp_path.iterdir()) == [tmp_path / "thesis.tex"]


def test_outside_a_workspace_the_way_to_one_is_said(tmp_path: Path) -> None:
    for command in (["progress"], ["reset", "relu"], ["progress", "export", "-"]):
        done = run(*command, cwd=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert "gradlings init practice" in done.stderr


def test_checks_are_recorded_and_shown(workspace: Workspace) -> None:
    (workspace.root / "01_relu.py").write_text(STEP_AT_ZERO)
    lines = run("check", "--problems", cwd=workspace.root).stdout.splitlines()
    problems = [found for found in (re.match(PROBLEM, line) for line in lines) if found]
    assert [(found[1], found[2], found[4]) for found in problems] == [("01_relu.py", "3", "error")] * 2
    assert "The slope at z = 0 is taken as 1" in problems[0][5]
    [attempt] = read_progress(workspace.progress_path)[0].of("relu").attempts
    assert (attempt.score, attempt.mistakes) == (9.0, ("one_at_zero",))
    record = json.loads(run("progress", "--json", cwd=workspace.root).stdout)
    assert record["exercises"][0]["state"] == "begun"
    assert record["next"] == "relu"
    again = run("progress", cwd=workspace.root, COLUMNS="60", NO_COLOR="1")
    assert "◐ relu" in again.stdout
    assert "9/10" in again.stdout


def test_problems_and_json_are_one_report_in_two_forms(workspace: Workspace) -> None:
    assert run("check", "--problems", "--json", cwd=workspace.root).returncode == 2


def test_in_an_interviews_folder_the_progress_is_that_of_the_workspace_around_it(workspace: Workspace) -> None:
    change_progress(
        workspace.progress_path, lambda progress: with_attempt(progress, "relu", Attempt(START, 10.0, 10.0))
    )
    write_manifest(Workspace(workspace.root / "talk").manifest_path, Manifest(fixed=True))
    assert "1 of 12 done" in run("progress", cwd=workspace.root / "talk").stdout


def test_progress_goes_from_one_workspace_to_another(workspace: Workspace, laid_out: Path, tmp_path: Path) -> None:
    attempt = {"at": "2026-01-05T09:00:00Z", "score": 10.0, "max_score": 10.0}
    workspace.progress_path.write_text(json.dumps({"exercises": {"relu": {"attempts": [attempt]}}}))
    assert run("progress", "export", "../laptop.json", cwd=workspace.root).returncode == 0
    assert json.loads(run("progress", "export", "-", cwd=workspace.root).stdout)["exercises"]["relu"]
    other = Path(shutil.copytree(laid_out, tmp_path / "other"))
    assert "Added: 1 attempt. 1 exercise done now." in run("progress", "import", "../laptop.json", cwd=other).stdout
    assert "Nothing new" in run("progress", "import", "../practice", cwd=other).stdout
    assert read_progress(Workspace(other).progress_path)[0].of("relu").done


@pytest.mark.parametrize(("held", "says"), [(None, "no progress at"), ("{", "damaged"), ('{"version": 9}', "newer")])
def test_what_is_no_progress_changes_nothing(workspace: Workspace, held: str | None, says: str) -> None:
    file = workspace.root / "x.json"
    if held is not None:
        file.write_text(held)
    done = run("progress", "import", "x.json", cwd=workspace.root)
    assert done.returncode == 2
    assert says in done.stderr
    assert not workspace.progress_path.exists()
    assert held is None or file.read_text() == held


def test_a_damaged_progress_is_spoken_of_and_kept(workspace: Workspace) -> None:
    workspace.progress_path.write_text("{")
    done = run("progress", cwd=workspace.root)
    assert done.returncode == 0
    assert "progress.json.damaged-1" in done.stderr


def test_hints_come_one_by_one(workspace: Workspace) -> None:
    def shown(*arguments: str) -> list[int]:
        return [
            hint["number"] for hint in json.loads(run("hint", *arguments, "--json", cwd=workspace.root).stdout)["hints"]
        ]

    assert shown() == [1]
    assert shown() == [1], "no attempt since"
    assert shown("--all") == [1, 2, 3]
    text = run("hint", cwd=workspace.root).stdout
    assert "hint 3 of 3" in text
    assert "gradlings solution relu" in text


def test_the_solution_is_not_shown_unasked(workspace: Workspace) -> None:
    done = run("solution", "relu", cwd=workspace.root)
    assert (done.returncode, done.stdout) == (2, "")
    assert "--yes" in done.stderr
    assert not workspace.progress_path.exists()
    done = run("solution", "relu", "--yes", cwd=workspace.root, NO_COLOR="1")
    assert "np.maximum(0.0, z)" in done.stdout
    assert read_progress(workspace.progress_path)[0].of("relu").solution_seen is not None


def test_who_has_solved_it_sees_the_solution_at_once_and_nothing_is_noted(workspace: Workspace) -> None:
    attempt = {"at": "2026-01-05T09:00:00Z", "score": 10.0, "max_score": 10.0}
    held = json.dumps({"exercises": {"relu": {"attempts": [attempt]}}})
    workspace.progress_path.write_text(held)
    (workspace.root / "01_relu.py").write_text(RIGHT)
    record = json.loads(run("solution", "relu", "--json", cwd=workspace.root).stdout)
    assert record["own"] == RIGHT.partition("\n")[2].rstrip().replace("\ndef", "\n\n\ndef")
    assert "np.maximum(0.0, z)" in record["reference"]
    assert workspace.progress_path.read_text() == held


def test_hints_and_solutions_are_shown_where_nothing_can_be_written(workspace: Workspace) -> None:
    workspace.progress_path.with_suffix(".lock").mkdir()
    for command, shown in ((["hint", "relu"], "hint 1 of 3"), (["solution", "relu", "--yes"], "np.maximum")):
        done = run(*command, cwd=workspace.root)
        assert shown in done.stdout
        assert "not counted" in done.stderr


def test_what_is_no_picture_is_refused_before_anything_is_drawn(workspace: Workspace) -> None:
    done = run("progress", "-o", "progress.doc", cwd=workspace.root)
    assert (done.returncode, "png" in done.stderr) == (2, True)


def test_outside_a_workspace_hints_and_solutions_are_shown_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "mine.py").write_text(RIGHT)
    assert "hint 1 of 3" in run("hint", "relu", cwd=tmp_path).stdout
    assert "yours: mine.py" in run("solution", "relu", "--yes", cwd=tmp_path).stdout
    assert list(tmp_path.iterdir()) == [tmp_path / "mine.py"]


def test_reset_asks_first_and_keeps_the_work(workspace: Workspace) -> None:
    path = workspace.root / "01_relu.py"
    stub = path.read_text()
    assert "already" in run("reset", cwd=workspace.root).stdout
    path.write_text(RIGHT)
    assert run("reset", cwd=workspace.root).returncode == 2
    assert path.read_text() == RIGHT
    done = run("reset", "--yes", cwd=workspace.root)
    assert path.read_text() == stub
    kept = re.search(r"kept as (\S+_01_relu\.py)\.", done.stdout)
    assert kept is not None
    assert (workspace.root / kept[1]).read_text() == RIGHT


@pytest.mark.parametrize("arguments", [
    ["init"], ["hint", "relu"], ["progress"], ["progress", "--json"], ["reset", "relu"], ["progress", "export", "-"],
], ids=" ".join)  # fmt: skip
def test_commands_without_a_grading_run_without_numpy(workspace: Workspace, arguments: list[str]) -> None:
    blocked = "import sys; sys.modules.update(numpy=None, pytest=None, matplotlib=None, nbformat=None); "
    code = f"{blocked}sys.argv[1:] = {arguments!r}; from grader.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", code], cwd=workspace.root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
