"""The log outlives what happens to the program, and says when it cannot be trusted."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.interview.log import begin_log, continue_log, look_at_log, read_log
from grader.interview.records import (
    Answered,
    AnyRecord,
    Asked,
    Closed,
    Collected,
    Ended,
    Finished,
    Graded,
    Marked,
    Opened,
    Quizzed,
    Resumed,
    Settled,
    Ticked,
    Warned,
)
from grader.report import ExerciseReport
from tests.interview.clocks import START

HOSTILE = "\x1b[2J<script>\u202e"
REPORT = ExerciseReport("relu", 4.0, 10.0, 0.1, "failed")
ASKED = Asked("relu", "ReLU", "network", 1, 5, 10.0, "relu.py", "def relu(z): ...\n")


def opened(**changes: object) -> Opened:
    fields = {"ends_at": START + timedelta(minutes=45), "counter": 1.0, "boot": "b", "kit": "0", "seed": 1,
              "feedback": "verdict", "exercises": [ASKED]}  # fmt: skip
    return Opened(START, **{**fields, **changes})  # type: ignore[arg-type]


def every_kind() -> list[AnyRecord]:
    return [
        opened(),
        Resumed(START, 2.0, "b", 0.5),
        Ticked(START),
        Warned(START, 10),
        Closed(START, "interrupted"),
        Graded(START, "relu", REPORT, "x = 1\n"),
        Collected(START, "relu", "x = 1\n", late=True, problem="gone"),
        Ended(START, "handed in"),
        Marked(START, "relu", 1, START, REPORT, counts=True),
        Settled(START),
        Answered(START, "relu", 1, "Why?", "because", "this", "partly"),
        Quizzed(START, "relu", "family", "loss", "How much?", "3", False, "4", "since", "code", "no", ["a", "b"]),
        Finished(START),
    ]


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    first, *others = every_kind()
    assert isinstance(first, Opened)
    with begin_log(tmp_path / "log", first) as log:
        for record in others:
            log.add(record)
    assert read_log(tmp_path / "log") == every_kind()


def test_a_record_is_in_the_file_as_soon_as_it_is_added(tmp_path: Path) -> None:
    with begin_log(tmp_path / "log", opened()) as log:
        log.add(Warned(START, 5))
        assert read_log(tmp_path / "log")[-1] == Warned(START, 5)


@pytest.mark.parametrize("cut", [1, 10, 40])
def test_a_line_that_was_cut_off_is_dropped_and_the_log_goes_on(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "log"
    with begin_log(path, opened()) as log:
        log.add(Warned(START, 10))
        log.add(Warned(START, 5))
    path.write_bytes(path.read_bytes()[:-cut])
    assert read_log(path)[1:] == [Warned(START, 10)]
    with continue_log(path) as log:
        log.add(Ticked(START))
    assert read_log(path)[1:] == [Warned(START, 10), Ticked(START)]


def test_damage_elsewhere_is_said_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "log"
    with begin_log(path, opened()) as log:
        log.add(Warned(START, 10))
        log.add(Warned(START, 5))
    path.write_bytes(path.read_bytes().replace(b'"minutes":10', b'"minutes":"x"'))
    with pytest.raises(UsageError, match="damaged in line 2"):
        read_log(path)


@pytest.mark.parametrize("content", [b"", b"{}\n", b"nothing\n", b'{"event":"finished","at":"2026-01-01T00:00:00Z"}\n'])
def test_what_is_no_log_is_called_so(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "log").write_bytes(content)
    with pytest.raises(UsageError, match="no log of an interview"):
        read_log(tmp_path / "log")


def test_a_newer_version_is_left_alone(tmp_path: Path) -> None:
    begin_log(tmp_path / "log", opened(version=2)).close()
    with pytest.raises(UsageError, match="newer gradlings"):
        continue_log(tmp_path / "log")


def test_one_program_writes_at_a_time(tmp_path: Path) -> None:
    with begin_log(tmp_path / "log", opened()), pytest.raises(UsageError, match="open in another terminal"):
        continue_log(tmp_path / "log")
    continue_log(tmp_path / "log").close()


def test_one_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"log cannot be written: No such file or directory\. Once it can"):
        begin_log(tmp_path / "gone" / "log", opened())


def test_others_may_look_meanwhile(tmp_path: Path) -> None:
    with begin_log(tmp_path / "log", opened()):
        seen = look_at_log(tmp_path / "log")
        assert seen.records == [opened()]
        with pytest.raises(ValueError, match="only looked at"):
            seen.add(Finished(START))


def test_text_is_made_plain_but_what_is_graded_stays_as_it_is(tmp_path: Path) -> None:
    with begin_log(tmp_path / "log", opened()) as log:
        log.add(Answered(START, "relu", 1, "Why?", HOSTILE, "this", "no"))
        log.add(Graded(START, "relu", REPORT, HOSTILE))
    _, answered, graded = read_log(tmp_path / "log")
    assert isinstance(answered, Answered)
    assert isinstance(graded, Graded)
    assert "\x1b" not in answered.typed
    assert "\u202e" not in answered.typed
    assert graded.source == HOSTILE
