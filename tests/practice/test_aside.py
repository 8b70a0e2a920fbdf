"""A stub put back: the work is kept aside first, whatever happens."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from grader.catalogue import Exercise
from grader.practice.aside import is_untouched, put_back
from grader.practice.layout import lay_out
from grader.practice.progress import Attempt, with_attempt
from grader.practice.store import change_progress, read_progress
from grader.practice.workspace import Workspace
from tests.practice.workspaces import START, Kit

MINE = "def relu(z):\n    return z\n"


@pytest.fixture
def kit(tmp_path: Path) -> Kit:
    kit = Kit(tmp_path / "kit")
    kit.add("relu")
    return kit


@pytest.fixture
def workspace(tmp_path: Path, kit: Kit) -> Workspace:
    return lay_out(tmp_path / "practice", kit.catalogue).workspace


@pytest.fixture
def relu(kit: Kit) -> Exercise:
    return kit.catalogue["relu"]


def test_the_stub_is_back_and_the_work_kept_with_the_time(workspace: Workspace, relu: Exercise) -> None:
    path = workspace.file_of(relu)
    stub = path.read_text()
    path.write_text(MINE)
    assert not is_untouched(workspace, relu)
    kept = put_back(workspace, relu, START)
    assert path.read_text() == stub
    assert is_untouched(workspace, relu)
    assert kept is not None
    assert kept.read_text() == MINE
    assert kept.parent == workspace.state / "aside"
    assert kept.name.startswith("2026-01-0")
    assert kept.name.endswith("_01_relu.py")


def test_nothing_kept_is_ever_overwritten(workspace: Workspace, relu: Exercise) -> None:
    kept = []
    for number in range(3):
        workspace.file_of(relu).write_text(f"# {number}")
        kept.append(put_back(workspace, relu, START))
    assert [path.read_text() for path in kept if path] == ["# 0", "# 1", "# 2"]


def test_it_is_to_be_done_again_and_the_attempts_stay(workspace: Workspace, relu: Exercise) -> None:
    full = Attempt(START, 10.0, 10.0)
    change_progress(workspace.progress_path, lambda progress: with_attempt(progress, "relu", full))
    workspace.file_of(relu).write_text(MINE)
    put_back(workspace, relu, START + timedelta(minutes=1))
    done = read_progress(workspace.progress_path)[0].of("relu")
    assert (done.done, done.solved, done.attempts) == (False, True, (full,))


def test_a_file_thrown_away_comes_back(workspace: Workspace, relu: Exercise) -> None:
    workspace.file_of(relu).unlink()
    assert put_back(workspace, relu, START) is None
    assert is_untouched(workspace, relu)


def test_a_later_kit_sees_a_stub_nobody_edited(workspace: Workspace, relu: Exercise, kit: Kit) -> None:
    workspace.file_of(relu).write_text(MINE)
    put_back(workspace, relu, START)
    kit.add("relu", stub="def relu(z, slope=0):\n    raise NotImplementedError\n")
    assert lay_out(workspace.root, kit.catalogue).updated == ["01_relu.py"]
