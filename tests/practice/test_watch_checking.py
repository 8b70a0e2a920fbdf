"""What is checked, recorded and told, without a screen; and how watching ends."""

from __future__ import annotations

import contextlib
import os
import random
import select
import signal
import termios
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
import pytest

from grader.catalogue import Catalogue, load_catalogue
from grader.content import own_bank
from grader.practice.layout import lay_out
from grader.practice.progress import Attempt, with_attempt
from grader.practice.store import change_progress
from grader.practice.watch.checking import Checking
from grader.practice.watch.conversation import Conversation
from grader.practice.watch.detection import Detection
from grader.practice.watch.loop import opened, watch
from grader.practice.watch.screen import Look
from grader.practice.watch.terminal import Terminal
from grader.practice.watch.terms import Terms
from grader.practice.watch.verdicts import Kept, keep_verdict, read_verdict
from grader.practice.workspace import Workspace
from grader.report import ExerciseReport
from grader.reports.layout import cells
from grader.reports.text import unpainted
from tests.authoring.banks import SmallBank
from tests.practice.test_watch_session import RIGHT, WRONG
from tests.practice.watching import attempts

# Python warns of forks in a process with threads, which the runner of these tests may have.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")

AT = datetime(2026, 3, 1, 9, 30, tzinfo=UTC)
PATIENCE = 30.0


class Bench:
    """A workspace with its checks, driven by hand."""

    def __init__(self, root: Path, checking: Checking, detection: Detection) -> None:
        self.root, self.checking, self.detection = root, checking, detection

    def save(self, name: str, text: str) -> bool:
        """Save a file, have it checked, and say whether that was needed."""
        self.checking.files[name].write_text(text)
        return self.checking.ask(self.detection.content(name), time.monotonic())

    def settled(self) -> list[ExerciseReport]:
        """Wait until everything is checked, and return the reports."""
        reports: list[ExerciseReport] = []
        deadline = time.monotonic() + PATIENCE
        while self.checking.busy:
            assert time.monotonic() < deadline, self.checking.trouble
            descriptor = self.checking.fileno()
            select.select([descriptor] if descriptor is not None else [], [], [], 0.1)
            reports += self.checking.answers(time.monotonic())
        return reports

    def grader(self) -> int:
        """Return the process that grades."""
        assert self.checking._session is not None
        return self.checking._session._pid


@contextlib.contextmanager
def bench(root: Path, terms: Terms, catalogue: Catalogue | None = None) -> Iterator[Bench]:
    catalogue = catalogue or load_catalogue([own_bank()])
    lay_out(root, catalogue, "py")
    with opened(Workspace(root), catalogue, terms, poll=True, clock=lambda: AT) as (checking, detection):
        yield Bench(root, checking, detection)


@pytest.fixture(scope="module")
def told() -> list[tuple[str, str, datetime]]:
    return []


@pytest.fixture(scope="module")
def interview(tmp_path_factory: pytest.TempPathFactory, told: list[tuple[str, str, datetime]]) -> Iterator[Bench]:
    """Return checks on the terms of an interview."""
    terms = Terms(
        feedback="verdict",
        hints=False,
        exercises=("tanh", "relu"),
        on_report=lambda report, at: told.append((report.name, report.verdict, at)),
    )
    with bench(tmp_path_factory.mktemp("interview") / "work", terms) as held:
        yield held


def test_no_more_is_shown_than_the_terms_allow(interview: Bench) -> None:
    assert interview.save("relu", WRONG)
    (report,) = interview.settled()
    assert (report.score, report.mistakes) == (9.0, [])
    assert {check.title for check in report.checks} == {f"check {number}" for number in range(1, 9)}
    assert not any(check.message or check.counterexample for check in report.checks)


def test_whoever_asked_is_told_of_every_report_and_when_it_was_saved(
    interview: Bench, told: list[tuple[str, str, datetime]]
) -> None:
    told.clear()
    interview.save("relu", RIGHT)
    interview.settled()
    interview.save("relu", "def relu(z:\n")
    interview.settled()
    assert told == [("relu", "passed", AT), ("relu", "not_gradable", AT)]


def test_only_the_exercises_asked_for_are_there_and_in_that_order(interview: Bench) -> None:
    assert [exercise.name for exercise in interview.checking.exercises] == ["tanh", "relu"]


def test_what_is_broken_is_not_done_though_it_was_and_is_no_attempt(interview: Bench) -> None:
    interview.save("relu", RIGHT)
    interview.settled()
    assert interview.checking.is_done("relu")
    count = len(attempts(interview.root, "relu"))
    interview.save("relu", RIGHT + "\n)")
    interview.settled()
    assert not interview.checking.is_done("relu")
    assert len(attempts(interview.root, "relu")) == count


def test_the_same_bytes_are_not_checked_again(interview: Bench) -> None:
    interview.save("relu", RIGHT)
    interview.settled()
    assert not interview.save("relu", RIGHT)
    assert not interview.checking.busy


def test_a_grader_that_is_killed_is_replaced_and_its_work_done_anew(interview: Bench) -> None:
    interview.save("relu", "import time\ntime.sleep(0.5)\n" + WRONG)
    deadline = time.monotonic() + PATIENCE
    while interview.checking.running is None and time.monotonic() < deadline:
        select.select([interview.checking.fileno() or 0], [], [], 0.1)
        interview.checking.answers(time.monotonic())
    os.kill(interview.grader(), signal.SIGKILL)
    assert [report.score for report in interview.settled()] == [9.0]


def test_the_last_verdict_is_known_at_once_the_next_time(interview: Bench) -> None:
    interview.save("relu", "# the last\n" + WRONG)
    interview.settled()
    workspace, catalogue = Workspace(interview.root), load_catalogue([own_bank()])
    with opened(workspace, catalogue, Terms(feedback="verdict"), poll=True, clock=lambda: AT) as (later, detection):
        known = later.report_on("relu")
        assert known is not None
        assert known.score == 9.0
        assert not later.ask(detection.content("relu"), time.monotonic())
    with opened(workspace, catalogue, Terms(feedback="full"), poll=True, clock=lambda: AT) as (other, _):
        assert other.report_on("relu") is None  # kept by another measure


@pytest.mark.parametrize("damage", [b"", b"{", b"null", b"[1]", b'{"digest": "x"}', "é".encode("latin-1")])
def test_a_damaged_verdict_is_none(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "relu.json").write_bytes(damage)
    assert read_verdict(tmp_path, "relu", "full") is None


def test_verdicts_of_another_version_or_exercise_are_none(tmp_path: Path) -> None:
    kept = Kept("x", AT, ExerciseReport("relu", 1.0, 1.0, 0.0, "passed"))
    keep_verdict(tmp_path, kept)
    assert read_verdict(tmp_path, "relu", "full") == kept
    keep_verdict(tmp_path, msgspec.structs.replace(kept, kit="0.0.0"))
    assert read_verdict(tmp_path, "relu", "full") is None
    (tmp_path / "tanh.json").write_bytes(msgspec.json.encode(kept))
    assert read_verdict(tmp_path, "tanh", "full") is None


def test_a_check_in_another_window_counts(tmp_path: Path) -> None:
    with bench(tmp_path / "work", Terms(exercises=("relu",))) as held:
        held.save("relu", WRONG)
        held.settled()
        later = Attempt(AT + timedelta(hours=1), 10.0, 10.0)
        path = Workspace(held.root).progress_path
        change_progress(path, lambda progress: with_attempt(progress, "relu", later))
        assert not held.checking.is_done("relu")
        held.checking.refresh()
        assert held.checking.is_done("relu")


def test_damaged_progress_is_spoken_of_until_the_end(tmp_path: Path) -> None:
    root = tmp_path / "work"
    lay_out(root, load_catalogue([own_bank()]), "py")
    (root / ".gradlings" / "progress.json").write_text("{")
    with bench(root, Terms(exercises=("relu",))) as held:
        held.save("relu", WRONG)
        held.settled()
        assert "The progress was damaged." in held.checking.trouble
    assert attempts(root, "relu") == [9.0]


def test_what_cannot_be_recorded_is_spoken_of_until_it_can(tmp_path: Path) -> None:
    root = tmp_path / "work"
    with bench(root, Terms(exercises=("relu",))) as held:
        held.checking._workspace.progress_path.write_text('{"version": 99}')
        held.save("relu", WRONG)
        held.settled()
        assert "This is not recorded." in held.checking.trouble
        held.checking._workspace.progress_path.unlink()
        held.save("relu", RIGHT)
        held.settled()
        assert held.checking.trouble == ""
    assert attempts(root, "relu")[-1] == 10.0


def test_a_broken_suite_is_said_in_a_sentence_and_the_next_save_tries_again(tmp_path: Path, bank: SmallBank) -> None:
    suite = bank.exercise.suite_path
    right = suite.read_text()
    solution = bank.exercise.solution_path.read_text()
    suite.write_text("raise RuntimeError('the author was here')\n")
    with bench(tmp_path / "work", Terms(), bank.catalogue) as held:
        held.save("softplus", f"import numpy as np\n{solution}")
        assert held.settled() == []
        assert "the author was here" in held.checking.trouble
        assert held.checking.fileno() is None  # it does not try again and again
        suite.write_text(right)
        held.save("softplus", f"import numpy as np\n\n{solution}")
        assert [report.verdict for report in held.settled()] == ["passed"]
        assert held.checking.trouble == ""


def test_no_keys_in_whatever_order_do_harm(tmp_path: Path) -> None:
    """Somebody leans on the keyboard, at any size of window, while files are saved."""
    keys = [*"nhslcxyjkf/ab qN?", "enter", "escape", "up", "down", "page down", "page up", "home", "end", "backspace"]
    rng = random.Random(7)
    terms = Terms(exercises=("relu", "sigmoid", "tanh"))
    with bench(tmp_path / "work", terms) as held:
        talk = Conversation(Workspace(held.root), held.checking, held.detection, terms, lambda: AT, time.monotonic())
        with contextlib.closing(talk):
            for number in range(600):
                now = time.monotonic()
                if number % 50 == 0:
                    held.checking.files["relu"].write_text(f"# {number}\n{WRONG if number % 100 else RIGHT}")
                    talk.saved([held.detection.content("relu")], now)
                talk.pressed(rng.choice(keys), now)
                held.checking.answers(now)
                width, height = rng.randrange(20, 130), rng.randrange(5, 50)
                lines = talk.frame(Look(width, height, unpainted), now)
                assert len(lines) == height
                assert [line for line in lines if cells(line) > width] == []


class Somebody:
    """A terminal of which we hold the other end."""

    def __init__(self) -> None:
        self.ours, self.theirs = os.openpty()
        os.set_blocking(self.ours, False)

    def saw(self) -> bytes:
        """Return everything that was written on it."""
        written = b""
        with contextlib.suppress(BlockingIOError):
            while True:
                written += os.read(self.ours, 1 << 16)
        return written

    def close(self) -> None:
        os.close(self.ours)
        os.close(self.theirs)


@pytest.fixture
def somebody() -> Iterator[Somebody]:
    with contextlib.closing(Somebody()) as held:
        yield held


def test_when_time_is_up_what_was_saved_before_still_counts(tmp_path: Path, somebody: Somebody) -> None:
    catalogue = load_catalogue([own_bank()])
    root = tmp_path / "work"
    lay_out(root, catalogue, "py")
    relu = root / "01_relu.py"
    told: list[tuple[float, datetime]] = []
    asked: list[datetime] = []
    ends_at = datetime.now(UTC) + timedelta(seconds=1.2)
    slow = "# the last version\nimport time\ntime.sleep(1.5)\n" + RIGHT
    saves = [
        threading.Timer(1.0, relu.write_text, [slow]),
        threading.Timer(2.2, relu.write_text, ["# too late\n" + WRONG]),
    ]

    def status() -> str:
        asked.append(datetime.now(UTC))
        return "soon over"

    terms = Terms(
        status=status, ends_at=ends_at, exercises=("relu",), on_report=lambda r, at: told.append((r.score, at))
    )
    before = termios.tcgetattr(somebody.theirs)
    terminal = Terminal(somebody.theirs, somebody.theirs)
    for save in saves:
        save.start()
    ended = watch(Workspace(root), catalogue, terms, terminal=terminal)
    for save in saves:
        save.join()
    assert ended.reason == "time"
    assert told[-1][0] == 10.0
    assert told[-1][1] <= ends_at + timedelta(seconds=0.5)
    assert "too late" in relu.read_text()
    assert len(asked) >= 3
    assert termios.tcgetattr(somebody.theirs) == before
    written = somebody.saw()
    assert written.count(b"\x1b[?1049h") == written.count(b"\x1b[?1049l") == 1


@pytest.mark.parametrize(
    ("number", "reason"),
    [(signal.SIGTERM, "terminated"), (signal.SIGHUP, "terminated"), (signal.SIGINT, "interrupted")],
)
def test_signals_end_it_cleanly(tmp_path: Path, somebody: Somebody, number: int, reason: str) -> None:
    catalogue = load_catalogue([own_bank()])
    lay_out(tmp_path / "work", catalogue, "py")
    before, handlers = termios.tcgetattr(somebody.theirs), [signal.getsignal(each) for each in signal.valid_signals()]

    def status() -> str:
        os.kill(os.getpid(), number)
        return ""

    terms = Terms(status=status, exercises=("relu",))
    ended = watch(Workspace(tmp_path / "work"), catalogue, terms, terminal=Terminal(somebody.theirs, somebody.theirs))
    assert ended.reason == reason
    assert termios.tcgetattr(somebody.theirs) == before
    assert [signal.getsignal(each) for each in signal.valid_signals()] == handlers


def test_a_window_that_is_closed_ends_it(tmp_path: Path) -> None:
    catalogue = load_catalogue([own_bank()])
    lay_out(tmp_path / "work", catalogue, "py")
    ours, theirs = os.openpty()
    terms = Terms(status=lambda: os.close(ours) or "", exercises=("relu",))
    ended = watch(Workspace(tmp_path / "work"), catalogue, terms, terminal=Terminal(theirs, theirs))
    os.close(theirs)
    assert ended.reason == "terminated"


def test_an_exception_leaves_the_terminal_as_it_was(tmp_path: Path, somebody: Somebody) -> None:
    catalogue = load_catalogue([own_bank()])
    lay_out(tmp_path / "work", catalogue, "py")
    before = termios.tcgetattr(somebody.theirs)
    terms = replace(Terms(exercises=("relu",)), status=lambda: str(1 / 0))
    with pytest.raises(ZeroDivisionError):
        watch(Workspace(tmp_path / "work"), catalogue, terms, terminal=Terminal(somebody.theirs, somebody.theirs))
    assert termios.tcgetattr(somebody.theirs) == before
