"""Lanes: fed one by one, replaced when they end, and ready for what nobody expected."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterator

import pytest

from grader.boundary.launch import Zygote
from grader.boundary.messages import Chunk
from grader.errors import BoundaryError
from grader.grading import lane as lane_module
from grader.grading import lanes as lanes_module
from grader.grading.lane import Done
from grader.grading.lanes import Lanes
from grader.report import Sandbox
from grader.submissions.attempts import Attempt
from grader.submissions.discovery import Submission
from tests.commands.test_grading import RIGHT
from tests.grading import catalogue

PLOTTING = "import matplotlib.pyplot as plt\ndef epochs_to_converge(loss_history, tolerance=0.1): return 0\n"
TANH = "import numpy as np\ndef tanh(z): return np.tanh(z)\ndef tanh_derivative(z): return 1 - np.tanh(z) ** 2\n"


def submission(name: str, text: str = RIGHT, exercise: str = "relu") -> Submission:
    """Return a submission for one exercise."""
    return Submission(name, f"{name}.py", [Attempt(exercise, [Chunk(f"{name}.py", text)])])


@pytest.fixture
def lanes() -> Iterator[Lanes]:
    """Return two lanes that have been told of relu alone."""
    with contextlib.ExitStack() as stack:
        zygotes = [stack.enter_context(Zygote()) for _ in range(2)]
        pool = stack.enter_context(Lanes(zygotes, catalogue()))
        pool.open([submission("expected")])
        yield pool


def verdicts(done: list[Done]) -> dict[str, str]:
    """Return the verdicts by name."""
    return {one.report.name: one.report.exercises[0].verdict for one in done}


def deadly(monkeypatch: pytest.MonkeyPatch, name: str, times: int) -> None:
    """Let a lane end, as for want of memory, when it is about to deliver the report on that submission."""
    there, write = os.pipe()
    os.write(write, b"x" * times)
    os.set_blocking(there, False)
    deliver = lane_module.framed

    def framed(message: object) -> bytes:
        if isinstance(message, Done) and message.report.name == name:
            with contextlib.suppress(BlockingIOError):
                os.read(there, 1)
                os.kill(os.getpid(), signal.SIGKILL)
        data: bytes = deliver(message)
        return data

    monkeypatch.setattr(lane_module, "framed", framed)


def test_what_nobody_expected_is_graded_too_and_the_lanes_can_be_used_again(lanes: Lanes) -> None:
    mixed = [
        submission("a"),
        submission("b", TANH, "tanh"),
        submission("c", PLOTTING, "epochs_to_converge"),
        submission("d"),
        Submission("e", "e.py", []),
        submission("f", TANH, "tanh"),
    ]
    for _ in range(2):
        done = [one for some in lanes.grade(iter(mixed)) for one in some]
        found = {one.number: one.report for one in done}
        assert sorted(found) == list(range(6))
        assert [found[number].name for number in range(6)] == ["a", "b", "c", "d", "e", "f"]
        assert [found[number].passed for number in (0, 1, 3, 5)] == [True] * 4
        assert found[2].exercises[0].verdict == "failed"  # it could import matplotlib


def test_submissions_are_taken_when_they_are_wanted_and_not_before(lanes: Lanes) -> None:
    taken = 0

    def coming() -> Iterator[Submission]:
        nonlocal taken
        for number in range(20):
            taken += 1
            yield submission(f"s{number}")

    finished = 0
    for some in lanes.grade(coming()):
        finished += len(some)
        assert taken - finished <= 2 * 3  # two lanes, and for each what it is at and what it is to take up next
    assert finished == 20


@pytest.mark.parametrize(("times", "verdict"), [(1, "passed"), (2, "crashed")])
def test_a_submission_with_which_a_lane_ends_gets_a_second_chance_and_no_third(
    monkeypatch: pytest.MonkeyPatch, times: int, verdict: str
) -> None:
    deadly(monkeypatch, "s2", times)
    with Zygote() as zygote, Lanes([zygote], catalogue()) as pool:
        pool.open([submission("expected")])
        done = [one for some in pool.grade(submission(f"s{number}") for number in range(6)) for one in some]
    assert len(done) == 6
    assert verdicts(done) == {f"s{number}": "passed" for number in range(6)} | {"s2": verdict}
    blamed = next(one.report for one in done if one.report.name == "s2")
    assert (blamed.score, blamed.max_score) == ((10, 10) if verdict == "passed" else (0, 10))


def test_a_lane_that_says_nothing_for_too_long_is_taken_for_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes_module, "_PATIENCE", 0)
    monkeypatch.setattr(lanes_module, "_SLACK", 2.0)
    forever = submission("forever", RIGHT + "while True: pass\n")
    with Zygote() as zygote, Lanes([zygote], catalogue()) as pool:
        pool.open([forever])
        done = [one for some in pool.grade([submission("a"), forever, submission("b")]) for one in some]
    assert verdicts(done) == {"a": "passed", "forever": "crashed", "b": "passed"}


def test_lanes_that_cannot_work_at_all_blame_no_submission(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lanes_module, "be_a_lane", lambda *_: os._exit(1))
    with Zygote() as zygote, Lanes([zygote], catalogue()) as pool:
        pool.open([submission("a")])
        with pytest.raises(BoundaryError, match="Is there too little memory for so many side by side"):
            list(pool.grade([submission("a")]))


def test_a_lane_is_replaced_behind_the_same_walls_or_not_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    deadly(monkeypatch, "a", 1)
    with Zygote() as zygote, Lanes([zygote], catalogue()) as pool:
        found = pool.open([submission("a")])
        fewer = Sandbox(found.level, found.walls[:-1])
        monkeypatch.setattr(lanes_module, "measured", lambda *_: fewer)
        with pytest.raises(BoundaryError, match="could not be raised again"):
            list(pool.grade([submission("a")]))
