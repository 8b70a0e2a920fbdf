"""``--engine dask``: the same report from a cluster, also when a worker of it is lost."""

from __future__ import annotations

import contextlib
import re
import subprocess
from collections import deque
from pathlib import Path
from types import SimpleNamespace

import msgspec
import pytest
from click.testing import CliRunner

import grader
from grader.batch import cluster
from grader.batch.identity import bank_hash
from grader.batch.shard import Begin, ShardProcess
from grader.commands import cli
from grader.errors import BoundaryError
from grader.report import Sandbox
from tests.batch.scene import children_of, command, hand_in, is_alive, kill, report_in, results_in, start, wait_until
from tests.grading import catalogue

SLOW = "import time\ntime.sleep(0.1)\n"


def test_a_cluster_that_loses_a_worker_gives_the_report_of_one_machine(tmp_path: Path) -> None:
    hand_in(tmp_path / "in")
    for path in (tmp_path / "in").iterdir():
        path.write_text(SLOW + path.read_text())
    subprocess.run(
        command("grade", "in", "--jobs", "2", "--out", "here"), cwd=tmp_path, capture_output=True, check=False
    )
    process = start("grade", "in", "--jobs", "2", "--engine", "dask", "--out", "there", cwd=tmp_path)
    wait_until(lambda: len(results_in(tmp_path / "there")) >= 1)
    workers = [pid for pid in children_of(process.pid) if is_dask_worker(pid)]
    assert len(workers) == 2
    started = [child for worker in workers for child in children_of(worker)]
    kill(workers[0])
    _, errors = process.communicate(timeout=120)
    assert process.returncode == 1, errors
    assert re.fullmatch(r"Wrote .* to there\.\n", errors)  # and nothing of what the cluster went through
    assert report_in(tmp_path / "there") == report_in(tmp_path / "here")
    assert sorted(results_in(tmp_path / "there")) == sorted(results_in(tmp_path / "here"))
    assert not any(map(is_alive, [*workers, *started]))


def is_dask_worker(pid: int) -> bool:
    """Say whether a child of the command's is a worker of its cluster."""
    return b"multiprocessing.spawn" in Path(f"/proc/{pid}/cmdline").read_bytes()


@pytest.mark.parametrize(("kit", "bank"), [("0.0.0", None), (grader.__version__, "0" * 64)])
def test_a_worker_with_another_kit_or_other_exercises_is_refused(kit: str, bank: str | None) -> None:
    with pytest.raises(BoundaryError, match="A worker has another version of the kit, or other exercises"):
        ShardProcess(Begin(kit, bank or bank_hash(catalogue()), "full", "none", [])).close()


def test_what_a_worker_graded_that_joined_late_behind_fewer_walls_is_not_believed() -> None:
    engine = cluster.Cluster(catalogue(), None, 1, feedback="full", at_least="good")
    engine._sandbox = Sandbox("good", ["process", "landlock"])  # what was found on those that were there at first
    for walls, problem in {("process", "landlock", "seccomp"): None, ("process",): BoundaryError}.items():
        answer = msgspec.msgpack.encode(cluster._Answer([], Sandbox("good", list(walls))))
        future = SimpleNamespace(status="finished", result=lambda answer=answer: answer)
        with pytest.raises(problem, match="fewer walls") if problem else contextlib.nullcontext():
            assert list(engine._taken(future, [], deque())) == []


def test_a_scheduler_that_is_not_there_is_said_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "_TO_CONNECT", 1.0)
    hand_in(tmp_path / "in", ["a"])
    done = CliRunner().invoke(
        cli, ["grade", str(tmp_path / "in"), "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9"]
    )
    assert isinstance(done.exception, BoundaryError)
    assert "No Dask worker can be reached at tcp://127.0.0.1:9" in str(done.exception)
