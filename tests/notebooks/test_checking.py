"""Checks and hints without a kernel: the cells are given, the grading is real."""

from __future__ import annotations

import functools
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from IPython.core.inputtransformer2 import TransformerManager

import grader
from grader.errors import UnknownExercise, UsageError
from grader.interview.gate import LOG
from grader.interview.log import begin_log
from grader.notebooks import checking, held, hinting, kernel, magic, recording
from grader.notebooks.checking import check_cells
from grader.notebooks.export import notebook
from grader.notebooks.hinting import hint
from grader.practice.store import read_progress
from tests.grading import catalogue
from tests.interview.test_log import opened
from tests.practice.workspaces import make_workspace

WRONG = "import numpy as np\ndef relu(z): return np.maximum(0, z)\ndef relu_derivative(z): return (z >= 0) * 1.0"
RIGHT = WRONG.replace(">=", ">")


@pytest.fixture(autouse=True)
def _fresh_kernel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Start each test in an empty folder, as a kernel that has checked nothing yet."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(recording, "_last", {})
    monkeypatch.setattr(hinting, "_taken", {})
    monkeypatch.setattr(checking, "_spoken_of", set())


@pytest.fixture(scope="module", autouse=True)
def _nothing_left_running() -> Iterator[None]:
    yield
    held.close_held()


def test_nothing_heavy_is_imported_before_it_is_asked_for() -> None:
    code = (
        "import grader, sys; print(*sorted({'numpy', 'IPython', 'pytest', 'jinja2', 'msgspec'} & sys.modules.keys()))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
    assert {"check", "hint"} <= set(grader.__all__)


def test_outside_a_notebook_a_check_says_what_to_use_instead(capsys: pytest.CaptureFixture[str]) -> None:
    result = grader.check("relu")
    assert not result.passed
    for said in (repr(result), capsys.readouterr().err):  # a script shows no values
        assert "In a terminal, use `gradlings check NAME`." in said


def test_the_result_holds_the_report(capsys: pytest.CaptureFixture[str]) -> None:
    result = check_cells([WRONG], ["relu"])
    assert result.report is not None
    assert [mistake.name for mistake in result.report.submissions[0].exercises[0].mistakes] == ["one_at_zero"]
    assert not result.passed
    assert check_cells([WRONG, RIGHT], ["relu"]).passed
    assert capsys.readouterr() == ("", "")


def test_how_much_is_told_can_be_limited() -> None:
    assert "expected 0, got 1" in repr(check_cells([WRONG], ["relu"]))
    limited = check_cells([WRONG], ["relu"], "verdict")
    assert "expected" not in repr(limited) + limited._repr_html_()


def test_names_that_mean_nothing_are_refused() -> None:
    with pytest.raises(UnknownExercise, match="Did you mean relu"):
        check_cells([RIGHT], ["rellu"])
    with pytest.raises(UsageError, match="There is no feedback 'some'"):
        check_cells([RIGHT], ["relu"], "some")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="No cell that has been run here defines a function"):
        check_cells(["x = 1"], [])


def test_the_zygote_is_kept_and_survives_being_killed() -> None:
    check_cells([RIGHT], ["relu"])
    assert held._held is not None
    first = held._held._zygote._process
    check_cells([RIGHT], ["relu"])
    assert held._held._zygote._process is first
    first.kill()
    first.wait()
    assert check_cells([RIGHT], ["relu"]).passed


def test_an_interrupted_check_leaves_nothing_that_could_answer_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    check_cells([RIGHT], ["relu"])

    def interrupt(*_arguments: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(held, "grade", interrupt)
        with pytest.raises(KeyboardInterrupt):
            check_cells([RIGHT], ["relu"])
    assert held._held is None
    assert check_cells([RIGHT], ["relu"]).passed


def test_weak_walls_are_spoken_of_once(monkeypatch: pytest.MonkeyPatch) -> None:
    held.close_held()
    monkeypatch.setattr(held, "HeldGrader", functools.partial(held.HeldGrader, walls=["rlimits"]))
    said = [check_cells([RIGHT], ["relu"]) for _ in range(2)]
    held.close_held()
    assert ["the walls around your code are weak here" in repr(result) for result in said] == [True, False]
    assert ["the walls around your code are weak here" in result._repr_html_() for result in said] == [True, False]


def test_the_same_cell_run_all_day_counts_where_it_was_first_and_last_run() -> None:
    assert kernel.first_and_last(["a", "b", "a", "a", "c", "a", "b"]) == ["a", "b", "", "", "c", "a", "b"]


# --- in a workspace


def test_in_a_workspace_an_attempt_is_recorded_once_until_the_code_changes(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    for cells in ([WRONG], [WRONG], [WRONG, RIGHT]):
        check_cells(cells, ["relu"])
    progress, _ = read_progress(workspace.progress_path)
    assert [attempt.score for attempt in progress.of("relu").attempts] == [9.0, 10.0]


def test_in_a_workspace_the_next_hint_opens_after_an_attempt(tmp_path: Path) -> None:
    workspace = make_workspace(tmp_path)
    first, again = repr(hint("relu")), repr(hint("relu"))
    assert first == again
    assert "opens after another attempt" in first
    check_cells([WRONG], ["relu"])
    assert "hint 2 of" in repr(hint("relu"))
    progress, _ = read_progress(workspace.progress_path)
    assert [taken.number for taken in progress.of("relu").hints] == [1, 2]


def test_during_an_interview_neither_is_to_be_had(tmp_path: Path) -> None:
    begin_log(tmp_path / LOG, opened()).close()
    with pytest.raises(UsageError, match="An interview is under way"):
        check_cells([RIGHT], ["relu"])
    assert "An interview is under way" in repr(hint("relu"))


def test_elsewhere_each_call_gives_one_hint_more_and_the_last_one_stays() -> None:
    count = len(catalogue()["relu"].hints)
    shown = [re.findall(r"hint (\d) of", repr(hint("relu_derivative"))) for _ in range(count + 1)]
    numbers = [str(number) for number in range(1, count + 1)]
    assert shown == [*(numbers[: given + 1] for given in range(count)), numbers]


# --- what IPython makes of cells


@pytest.mark.parametrize("text", ["%%grade relu\nx = 1\n", "\n\n  %%grade\nx = 1\n", "%%grade\n"])
def test_the_first_line_becomes_a_comment_and_no_line_moves(text: str) -> None:
    lines = magic.comment_out(text.splitlines(keepends=True))
    assert len(lines) == len(text.splitlines())
    assert all(line.lstrip()[:1] in ("", "#", "x") for line in lines)


@pytest.mark.parametrize("text", ["%%graded relu\nx = 1\n", "x = 1\n%%grade\n", "%grade relu\n", "", "%%time\n1\n"])
def test_other_cells_are_left_alone(text: str) -> None:
    lines = text.splitlines(keepends=True)
    assert magic.comment_out(lines) == lines


def test_an_interrupted_cell_is_not_graded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(magic, "_show", lambda *_: pytest.fail("graded"))
    magic.grade_what_ran(
        SimpleNamespace(info=SimpleNamespace(raw_cell="%%grade relu\nx"), error_in_exec=KeyboardInterrupt())
    )


def test_where_the_kit_is_missing_the_first_cell_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    setup = next(cell for cell in notebook(catalogue()["relu"], "student").cells if cell.id == "relu-setup")
    text = TransformerManager().transform_cell(setup.source)

    def missing(name: str, *_arguments: object) -> None:
        raise ModuleNotFoundError(f"No module named {name!r}")

    exec(text, {"__builtins__": {"__import__": missing, "print": print, "ImportError": ImportError}})
    assert "run `%pip install gradlings` in a new cell" in capsys.readouterr().out
