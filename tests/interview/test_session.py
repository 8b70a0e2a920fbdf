"""A whole mock interview at a real terminal, its clock moved by hand."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pexpect
import pyte
import pytest

from grader.interview.log import read_log
from grader.interview.records import Graded, Warned
from grader.practice.manifest import Manifest, write_manifest
from grader.practice.workspace import Workspace
from tests.commands.test_interruption import hear_ctrl_c
from tests.interview.clockwork import move
from tests.interview.scripted import RELU, RELU_AT_ZERO, STEP, STEP_UPHILL
from tests.practice.watching import Sitting, attempts

ROOT = Path(__file__).resolve().parent.parent.parent
ARGUMENTS = ("interview", "--minutes", "16", "--seed", "0", "--dir", "talk")  # relu and update_parameters


class AtTheClock(Sitting):
    """A command at a terminal whose clock is moved by hand."""

    def __init__(self, folder: Path, hands: Path, *arguments: str, columns: int = 80, rows: int = 40) -> None:
        self.folder = folder
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.sent = b""
        self.child = pexpect.spawn(
            sys.executable, ["-m", "tests.interview.clockwork", str(hands), *arguments], cwd=folder,
            dimensions=(rows, columns), preexec_fn=hear_ctrl_c,
            env={**os.environ, "TERM": "xterm-256color", "PYTHONPATH": str(ROOT), "INPUTRC": os.devnull},
        )  # fmt: skip

    def hears(self, *texts: str) -> None:
        """Wait until ``texts`` are printed, one after the other, below whatever was printed before.

        The terminal of these tests has one screen only, so what is printed after a drawn one stands in its midst.
        """
        for text in texts:
            self.until(lambda text=text: text in self._said(), f"{text!r} after …{self._said()[-300:]!r}")
            self._heard += self._said().index(text) + len(text)

    _heard = 0

    def _said(self) -> str:
        plain = re.sub(rb"\x1b\[[0-9;?]*[a-zA-Z]|\x1b\].*?(?:\x07|\x1b\\\\)", b"", self.sent)
        return re.sub(r"\s+", " ", plain.decode("utf-8", "ignore"))[self._heard :]


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    write_manifest(Workspace(tmp_path / "practice").manifest_path, Manifest())
    return tmp_path / "practice"


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Path]:
    move(tmp_path / "hands", 0)
    return tmp_path / "hands"


def test_a_mock_interview_from_the_first_minute_to_the_card(workspace: Path, hands: Path) -> None:
    talk = workspace / "talk"
    with AtTheClock(workspace, hands, *ARGUMENTS) as person:
        person.sees("A mock interview of 16 minutes", "ReLU and its derivative", "Enter starts the clock")
        assert not talk.exists()
        move(hands, 3)  # reading is free
        person.press("\r")
        person.sees("interview", "16:00 left", "relu", "0/2")

        (talk / "relu.py").write_text(RELU_AT_ZERO)
        person.sees("9/10", "not yet")
        person.press("h", "s")  # no hints, no solution
        move(hands, 6)
        person.sees("13:00 left")
        for hidden in ("slope at z = 0", "Looks like", "hint"):
            assert hidden not in person.text

        move(hands, 9.5)
        person.sees("9:30 left ⚠ under 10 min")
        person.press("\x03")
        assert person.ends() == 130
        person.hears("The clock goes on: 9:30 left.", "interview` in talk")

    move(hands, 13)
    with AtTheClock(workspace, hands, "interview") as person:  # time ran on
        person.sees("6:00 left ⚠ under 10 min", "not yet")
        (talk / "relu.py").write_text(RELU)
        person.sees("10/10", "1/2")
        move(hands, 15)
        person.sees("4:00 left ⚠ under 5 min")
        person.press("n")
        person.sees("update_parameters.py", "not begun")
        (talk / "update_parameters.py").write_text(STEP_UPHILL)
        person.sees("update_parameters", "not yet")
        move(hands, 18.5)
        person.sees("0:30 left ⚠ under 1 min")

        move(hands, 19)
        person.hears("Time is up.", "6 questions now", "1/6", "say it aloud or type it")
        (talk / "update_parameters.py").write_text(STEP)  # too late
        person.press("because of the mask\r")
        person.hears("An interviewer listens for:", "did you say that?")
        person.press("y\r")
        for number, kind in ((2, "say it aloud"), (3, ">"), (4, "say it aloud"), (5, "say it aloud"), (6, ">")):
            person.hears(f"{number}/6", kind)
            person.press("\r")
            if kind != ">":
                person.press("\r")
        assert person.ends() == 1
        person.hears("What to practise next", "gradlings hint update_parameters", "card.html")

    card = json.loads((talk / "card.json").read_text())
    relu, step = card["exercises"]
    assert (card["ended"], card["minutes"], card["seconds"]) == ("time", 16.0, 960.0)
    assert (relu["verdict"], [attempt["score"] for attempt in relu["attempts"]]) == ("passed", [9.0, 10.0])
    assert [mistake["mended"] for mistake in relu["mistakes"]] == [True]
    assert step["verdict"] == "failed"
    assert [answer["rating"] for answer in card["follow_ups"]] == ["yes", "skipped", "skipped", "skipped"]
    assert [answer["right"] for answer in card["quiz"]] == [False, False]
    # The jumps of the clock's hands look like a machine that slept; this gap is the one between the two sittings.
    assert {"begin": 390.0, "end": 600.0, "why": "interrupted"} in card["away"]
    assert attempts(workspace, "relu") == [9.0, 10.0]

    log = talk / "interview.jsonl"
    assert [record.minutes for record in read_log(log) if isinstance(record, Warned)] == [10, 5, 1]
    alone = workspace / "elsewhere.jsonl"
    shutil.copy(log, alone)
    shutil.rmtree(talk)
    assert json.loads(run(workspace, hands, "interview", "card", alone.name, "--json").stdout) == card
    replayed = run(workspace, hands, "interview", "replay", alone.name).stdout
    order = ["16:00  The interview begins", "9/10", "10 minutes left", "10/10", "1 minute left", "Time is up"]
    assert [replayed.index(words) for words in order] == sorted(replayed.index(words) for words in order)


def test_a_program_that_is_killed_loses_nothing_and_q_hands_in(workspace: Path, hands: Path) -> None:
    talk = workspace / "talk"
    with AtTheClock(workspace, hands, *ARGUMENTS, "--questions", "0", "--feedback", "mistakes", columns=50) as person:
        person.press("\r")
        person.sees("16:00 left")
        (talk / "relu.py").write_text(RELU_AT_ZERO)
        person.sees("9/10", "slope at z = 0")
        person.child.kill(signal.SIGKILL)
        person.child.wait()
    assert [record.report.score for record in read_log(talk / "interview.jsonl") if isinstance(record, Graded)][-1] == 9

    move(hands, 2)
    with AtTheClock(talk, hands, "interview", columns=50) as person:
        person.sees("14:00 left", "9/10")
        (talk / "relu.py").write_text(RELU)
        person.sees("10/10")
        person.press("q")
        person.hears("h hands in what you have")
        person.press("g\r")
        person.sees("14:00 left", "1/2", "update_parameters")
        (talk / "update_parameters.py").write_text(STEP)
        person.sees("14:00 left, q hands in")
        person.press("q")
        person.hears("h hands in what you have")
        person.press("h\r")
        person.hears("Handed in.", "2 questions now")
        person.press("q\r")
        assert person.ends() == 0
        person.hears("26 of 26 points, 2 of 2 solved")


def run(folder: Path, hands: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line with no terminal."""
    return subprocess.run(
        [sys.executable, "-m", "tests.interview.clockwork", str(hands), *arguments], cwd=folder, text=True,
        capture_output=True, stdin=subprocess.DEVNULL, timeout=120, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip


def test_without_a_terminal_each_step_is_a_command(workspace: Path, hands: Path) -> None:
    talk = workspace / "talk"
    begun = json.loads(run(workspace, hands, *ARGUMENTS, "--json").stdout)
    assert (begun["schema"], begun["next"], begun["seconds_left"]) == (1, "work", 960.0)
    assert [exercise["name"] for exercise in begun["exercises"]] == ["relu", "update_parameters"]
    assert begun["log"] == str(talk / "interview.jsonl")

    (talk / "relu.py").write_text(RELU_AT_ZERO)
    move(hands, 4)
    checked = run(workspace, hands, "interview", "check", "relu", "--json")
    (submission,) = json.loads(checked.stdout)["submissions"]
    assert (checked.returncode, submission["score"]) == (1, 9.0)
    assert submission["exercises"][0]["mistakes"] == []
    assert all(check["title"].startswith("check ") for check in submission["exercises"][0]["checks"])

    for more_than_allowed in (
        ["hint", "relu"],
        ["solution", "relu", "--yes"],
        ["check"],
        ["watch"],
        ["lab", "training"],
    ):
        refused = run(talk, hands, *more_than_allowed)
        assert (refused.returncode, refused.stdout) == (2, ""), more_than_allowed
        assert "`gradlings interview check` grades on its terms" in refused.stderr

    again = run(workspace, hands, "interview", "--seed", "5")
    assert again.returncode == 0
    assert "12:00 left" in again.stdout
    assert "gradlings interview check" in again.stdout
    assert "It goes on as it was begun; --seed can be chosen for the next one." in again.stderr

    move(hands, 17)
    late = run(talk, hands, "interview", "check")
    assert (late.returncode, "Time is up: saves do not count any more." in late.stderr) == (2, True)
    finished = run(workspace.parent, hands, "interview", "--dir", str(talk), "finish", "--json")
    card = json.loads(finished.stdout)
    assert (finished.returncode, card["state"], card["score"]) == (1, "questions", 9.0)
    assert card["away"] == []  # nobody was away: there was no program to be left
    assert card["exercises"][0]["seconds"] == 240.0
    assert (talk / "card.html").exists()
