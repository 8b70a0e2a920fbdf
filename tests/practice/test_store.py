"""The progress on disk: whole or not at all, one writer at a time, put aside when damaged, never downgraded."""

from __future__ import annotations

import json
import multiprocessing
import os
from datetime import timedelta
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.practice.progress import Attempt, Progress, with_attempt
from grader.practice.store import change_progress, read_progress
from tests.practice.workspaces import START


def add(path: Path, minutes: int = 0, score: float = 3.0) -> Progress:
    """Add an attempt at relu."""
    attempt = Attempt(START + timedelta(minutes=minutes), score, 10.0)
    return change_progress(path, lambda progress: with_attempt(progress, "relu", attempt))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / ".gradlings" / "progress.json"


def test_what_is_changed_is_read_again(path: Path) -> None:
    assert read_progress(path) == (Progress(), "")
    changed = add(path)
    assert read_progress(path) == (changed, "")
    assert json.loads(path.read_text()) == {
        "version": 1,
        "exercises": {"relu": {"attempts": [
            {"at": "2026-01-05T09:00:00Z", "score": 3.0, "max_score": 10.0, "seconds": 0.0, "mistakes": [], "work": ""}
        ]}},
    }  # fmt: skip


def test_the_least_that_older_tools_wrote_is_read(path: Path) -> None:
    path.parent.mkdir()
    held = {"exercises": {"relu": {"attempts": [{"at": "2026-01-05T09:00:00+00:00", "score": 3, "max_score": 10}]}}}
    path.write_text(json.dumps(held))
    assert read_progress(path)[0].of("relu").attempts == (Attempt(START, 3.0, 10.0),)


def test_no_change_writes_nothing(path: Path) -> None:
    add(path)
    before = path.stat().st_mtime_ns
    change_progress(path, lambda progress: progress)
    assert path.stat().st_mtime_ns == before


LONG_AGO = b'{"exercises": {"relu": {"attempts": [{"at": "0001-01-01T00:00:00+14:00", "score": 1, "max_score": 1}]}}}'
DAMAGED = [
    b"", b"{", b"[]", b'{"version": "one"}', b'{"exercises": {"relu": 7}}', b"\xff\xfe", b"\x00" * 100, LONG_AGO,
    b'{"x": ' + b"[" * 100_000,
]  # fmt: skip


@pytest.mark.parametrize("data", DAMAGED, ids=range(len(DAMAGED)))
def test_a_damaged_file_is_kept_and_the_copy_before_the_last_change_is_used(path: Path, data: bytes) -> None:
    first = add(path)
    add(path, 1)
    path.write_bytes(data)
    progress, trouble = read_progress(path)
    assert progress == first
    assert "progress.json.damaged-1" in trouble
    assert "all but the last change" in trouble
    assert path.with_name("progress.json.damaged-1").read_bytes() == data
    assert read_progress(path) == (first, ""), "it is said once"


def test_without_a_good_copy_a_new_one_begins(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"{")
    path.with_name("progress.json.bak").write_bytes(b"[")
    progress, trouble = read_progress(path)
    assert progress == Progress()
    assert "a new one begins" in trouble
    assert len(add(path).of("relu").attempts) == 1


def test_every_damaged_file_is_kept(path: Path) -> None:
    for data in (b"{1", b"{2"):
        add(path)
        path.write_bytes(data)
        read_progress(path)
    kept = [path.with_name(f"progress.json.damaged-{number}").read_bytes() for number in (1, 2)]
    assert kept == [b"{1", b"{2"]


def test_a_change_mends_a_damaged_file_too(path: Path) -> None:
    add(path)
    add(path, 1)
    path.write_bytes(b"{")
    assert [attempt.at.minute for attempt in add(path, 2).of("relu").attempts] == [0, 2]


def test_a_newer_file_is_not_touched(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"version": 2, "exercises": "otherwise"}')
    for act in (read_progress, add):
        with pytest.raises(UsageError, match="newer gradlings"):
            act(path)
    assert path.read_text() == '{"version": 2, "exercises": "otherwise"}'
    assert not path.with_name("progress.json.bak").exists()


def test_what_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UsageError, match="cannot be written"):
        add(tmp_path / "file" / "progress.json")


def _add_many(path: Path, first: int) -> None:
    for number in range(first, first + 20):
        add(path, number)


def test_two_processes_at_once_lose_nothing(path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_add_many, args=(path, first)) for first in (0, 100)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
        worker.close()
    assert len(read_progress(path)[0].of("relu").attempts) == 40


def test_nothing_temporary_is_left(path: Path) -> None:
    add(path)
    add(path, 1)
    assert sorted(os.listdir(path.parent)) == ["progress.json", "progress.json.bak", "progress.lock"]
