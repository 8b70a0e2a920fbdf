"""``grade --out DIR --resume``: a run that was ended in any way goes on, loses nothing and repeats nothing."""

from __future__ import annotations

import json
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grader.commands import cli
from grader.errors import UsageError
from tests.batch.scene import (
    NAMES,
    children_of,
    command,
    documents_in,
    hand_in,
    is_alive,
    kill,
    report_in,
    results_in,
    start,
    wait_until,
)
from tests.commands.test_grading import RIGHT, STEP_AT_ZERO

KILLS = 3
Grade = Callable[..., Result]


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with submissions in `in`, and in `out` what one run over them has written."""
    folder = tmp_path_factory.mktemp("undisturbed")
    hand_in(folder / "in")
    done = subprocess.run(
        command("grade", "in", "--jobs", "2", "--out", "out"), cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    return folder


@pytest.fixture
def work(undisturbed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of that folder, and be in it."""
    shutil.copytree(undisturbed, tmp_path / "work")
    monkeypatch.chdir(tmp_path / "work")
    return tmp_path / "work"


def grade(*arguments: str) -> Result:
    """Run `grade in` in this process."""
    return CliRunner().invoke(cli, ["grade", "in", "--jobs", "2", *arguments])


def test_killed_at_random_moments_and_resumed_it_ends_as_if_nothing_had_happened(
    undisturbed: Path, tmp_path: Path
) -> None:
    chance = random.Random(6)
    shutil.copytree(undisturbed / "in", tmp_path / "in")
    arguments = ("grade", "in", "--jobs", "2", "--out", "out", "--resume")
    finished: list[str] = []
    for _ in range(KILLS):
        process = start(*arguments, cwd=tmp_path)
        enough = min(len(finished) + chance.randrange(1, 6), len(NAMES))  # on a slow machine, kills come late
        wait_until(lambda enough=enough: len(results_in(tmp_path / "out")) >= enough)
        time.sleep(chance.random() / 20)
        started = children_of(process.pid)
        process.kill()
        process.communicate()
        wait_until(lambda started=started: not any(map(is_alive, started)), 10)
        now = results_in(tmp_path / "out")
        assert now[: len(finished)] == finished
        finished = now
    done = subprocess.run(command(*arguments), cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert f"{len(finished)} of {len(NAMES)} were graded before." in done.stderr
    assert sorted(results_in(tmp_path / "out")) == NAMES  # each of them once
    assert documents_in(tmp_path / "out") == documents_in(undisturbed / "out")


def test_a_finished_run_is_not_graded_again(work: Path) -> None:
    before = report_in(work / "out")
    journal = (work / "out" / "journal.jsonl").read_bytes()
    done = grade("--out", "out", "--resume")
    assert done.exit_code == 1
    assert (work / "out" / "journal.jsonl").read_bytes() == journal
    assert report_in(work / "out") == before


def test_what_has_changed_is_noticed_and_said_and_the_rest_is_kept(work: Path) -> None:
    (work / "in" / "s01.py").write_text(RIGHT)
    (work / "in" / "s02.py").rename(work / "in" / "new.py")
    (work / "in" / "s03.py").unlink()
    done = grade("--out", "out", "--resume")
    assert "Changed since, and graded again: s01." in done.stderr
    assert results_in(work / "out")[len(NAMES) :] in (["new", "s01"], ["s01", "new"])
    scores = {submission["name"]: submission["score"] for submission in report_in(work / "out")["submissions"]}
    assert scores["s01"] == scores["new"] == 10
    assert sorted(scores) == sorted({*NAMES, "new"} - {"s02", "s03"})


def test_a_submission_that_lies_elsewhere_now_is_the_same_and_shown_where_it_is(work: Path) -> None:
    (work / "in").rename(work / "moved")
    before = results_in(work / "out")
    done = CliRunner().invoke(cli, ["grade", "moved/s00.py", "--out", "out", "--resume", "--json"])
    assert json.loads(done.stdout)["submissions"][0]["source"] == "moved/s00.py"
    assert "1 of 1 were graded before." in done.stderr
    assert results_in(work / "out") == [*before, "s00"]


def test_one_can_be_graded_again(work: Path) -> None:
    done = grade("--out", "out", "--regrade", "s04")
    assert results_in(work / "out")[len(NAMES) :] == ["s04"]
    assert done.exit_code == 1
    assert len(report_in(work / "out")["submissions"]) == len(NAMES)
    done = grade("--out", "out", "--regrade", "nobody")
    assert done.exit_code == 2
    assert "No submission is called 'nobody'" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--resume",), "say which one with --out DIR"),
        (("--out", "out", "--resume", "--feedback", "verdict"), "with --feedback full; now it is to be verdict"),
        (("--out", "out", "--resume", "--exercise", "relu"), "for whatever is attempted; now it is to be relu"),
        (("--scheduler", "tcp://127.0.0.1:1"), "add --engine dask"),
    ],
)
def test_what_does_not_go_together_is_refused(work: Path, arguments: tuple[str, ...], says: str) -> None:
    journal = (work / "out" / "journal.jsonl").read_bytes()
    done = grade(*arguments)
    assert isinstance(done.exception, UsageError)
    assert says in str(done.exception)
    assert (work / "out" / "journal.jsonl").read_bytes() == journal


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopped_it_says_what_is_kept_and_leaves_no_process(work: Path, number: int, code: int) -> None:
    (work / "in" / "s20.py").write_text(STEP_AT_ZERO + "while True: pass\n")
    process = start("grade", "in", "--jobs", "2", "--out", "half", cwd=work)
    wait_until(lambda: len(results_in(work / "half")) >= 6)
    started = children_of(process.pid)
    assert started
    process.send_signal(number)
    _, errors = process.communicate(timeout=20)
    kept = len(results_in(work / "half"))
    assert process.returncode == code
    assert f"{kept} submissions are graded and kept in half. Go on with the same command and --resume." in errors
    assert not any(map(is_alive, started))
    again = subprocess.run(
        command("grade", "in", "--out", "half"), cwd=work, capture_output=True, text=True, check=False
    )
    assert again.returncode == 2
    assert f"{kept} finished results of a run that was interrupted" in again.stderr


def test_a_lane_that_is_killed_costs_nothing(work: Path, undisturbed: Path) -> None:
    process = start("grade", "in", "--jobs", "2", "--out", "again", cwd=work)
    wait_until(lambda: len(results_in(work / "again")) >= 3)
    lanes = [
        pid for pid in children_of(process.pid) if b"-c" not in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    ]
    kill(lanes[0])
    process.communicate(timeout=60)
    assert sorted(results_in(work / "again")) == NAMES
    assert report_in(work / "again") == report_in(undisturbed / "out")
