"""The history: kept after each answer, whole or not at all, put aside when damaged, and never downgraded."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.quiz.history import Answered, History, history_path, read_history, record
from tests.practice.workspaces import make_workspace
from tests.quiz.clock import START


def test_answers_are_appended(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "quiz.json"
    for instance in range(3):
        record(path, Answered("relu_sum", instance, instance != 1, START, 2.5))
    history, trouble = read_history(path)
    assert trouble == ""
    assert [(a.family, a.instance, a.right, a.at, a.seconds) for a in history.answers] == [
        ("relu_sum", 0, True, START, 2.5), ("relu_sum", 1, False, START, 2.5), ("relu_sum", 2, True, START, 2.5)
    ]  # fmt: skip
    assert list(path.parent.iterdir()) == [path], "no temporary file is left"


def test_the_file_is_versioned_json(tmp_path: Path) -> None:
    record(tmp_path / "quiz.json", Answered("relu_sum", 0, True, START))
    held = json.loads((tmp_path / "quiz.json").read_text())
    assert held["version"] == 1
    assert held["answers"][0]["at"] == "2026-01-05T09:00:00Z"


def test_no_file_is_an_empty_history(tmp_path: Path) -> None:
    assert read_history(tmp_path / "quiz.json") == (History(), "")


@pytest.mark.parametrize(
    "text", [b"", b"{", b"[]", b'{"version": "one"}', b'{"version": 1, "answers": [{}]}', b"\xff\xfe"]
)
def test_a_damaged_file_is_kept_and_a_new_one_begun(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "quiz.json"
    for round_ in (1, 2):
        path.write_bytes(text)
        history, trouble = read_history(path)
        assert history == History()
        assert f"quiz.json.damaged-{round_}" in trouble
        assert (tmp_path / f"quiz.json.damaged-{round_}").read_bytes() == text
    record(path, Answered("relu_sum", 0, True, START))
    assert len(read_history(path)[0].answers) == 1


def test_a_newer_file_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "quiz.json"
    path.write_text('{"version": 2, "answers": "otherwise"}')
    for act in (read_history, lambda path: record(path, Answered("relu_sum", 0, True, START))):
        with pytest.raises(UsageError, match="newer gradlings"):
            act(path)
    assert path.read_text() == '{"version": 2, "answers": "otherwise"}'


def test_a_workspace_keeps_its_own_history(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    (tmp_path / "work" / "deep").mkdir(parents=True)
    make_workspace(tmp_path / "work")
    inside = tmp_path / "work" / ".gradlings" / "quiz.json"
    assert history_path(tmp_path / "work") == history_path(tmp_path / "work" / "deep") == inside
    assert history_path(tmp_path).name == "quiz.json"
    assert history_path(tmp_path) != inside
