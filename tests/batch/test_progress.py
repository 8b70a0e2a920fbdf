"""What is said on stderr while a long run is on its way."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pexpect
import pytest

from grader.commands import progress_bar as module
from grader.commands.progress_bar import Rate, duration, progress, sentence
from tests.batch.scene import NAMES, command, hand_in


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def rate_of(steps: list[tuple[float, int]]) -> Rate:
    """Return the rate after so many were finished at such times."""
    clock = Clock()
    rate = Rate(clock)
    for clock.now, finished in steps:
        rate.note(finished)
    return rate


def test_a_sentence_says_how_many_how_fast_and_how_long() -> None:
    rate = rate_of([(0, 0), (10, 200), (20, 400)])
    assert sentence(400, 1000, rate) == "Graded 400 of 1000, 20 per second, 30 s left."
    assert sentence(400, None, rate) == "Graded 400, 20 per second."
    assert sentence(0, 1000, rate_of([(0, 0)])) == "Graded 0 of 1000."
    assert sentence(3, 600, rate_of([(0, 0), (20, 3)])) == "Graded 3 of 600, 0.1 per second, 66 min left."


def test_the_rate_is_that_of_late() -> None:
    rate = rate_of([(0, 0), (10, 1000), *((10.0 + second, 1000 + second) for second in range(1, 60))])
    assert rate.per_second() == pytest.approx(1.0)


def test_times_are_said_as_people_do() -> None:
    assert [duration(seconds) for seconds in (0.2, 45, 89, 120, 3600, 12_000)] == [
        "1 s", "45 s", "89 s", "2 min", "60 min", "3 h 20 min",
    ]  # fmt: skip


def test_where_nobody_watches_a_line_is_said_now_and_then(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    clock = Clock()
    monkeypatch.setattr(module.time, "monotonic", clock)
    monkeypatch.setattr(module, "Rate", lambda: Rate(clock))
    with progress(100) as show:
        for second in range(61):
            clock.now = 100.0 + second
            show(second + 20, second + 25, 20)  # 20 of them were finished before
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 6
    assert said[-1] == "Graded 80 of 100, 1.0 per second, 20 s left."


def test_a_terminal_shows_a_bar_that_goes_away(tmp_path: Path) -> None:
    hand_in(tmp_path / "in", NAMES[:8])
    arguments = command("grade", "in", "--jobs", "2", "--out", "out")
    screen = pexpect.spawn(
        sys.executable, arguments[1:], cwd=str(tmp_path), encoding="utf-8", timeout=60, dimensions=(24, 90),
        env={**os.environ, "TERM": "xterm", "NO_COLOR": "1"},
    )  # fmt: skip
    screen.expect(r"grading .*[1-8]/8")
    screen.expect("8 submissions, 3 with full marks")
    screen.expect(pexpect.EOF)
    screen.close()
    assert screen.exitstatus == 1
