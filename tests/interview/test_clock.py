"""Time runs on, and nothing that is done to a clock gives or takes any."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.interview.clock import Reading, Timer, countdown, span, system_clock
from tests.interview.clocks import START, HandMoved

MINUTES = timedelta(minutes=45)


def timer(machine: HandMoved, not_before: timedelta = timedelta(0)) -> Timer:
    return Timer(machine.clock, Reading(START, 1000.0, "boot 1"), START + not_before, START + MINUTES)


def test_time_runs() -> None:
    machine = HandMoved()
    machine.pass_time(60)
    assert timer(machine).left() == timedelta(minutes=44)
    assert not timer(machine).is_up
    machine.pass_time(44 * 60)
    assert timer(machine).is_up
    machine.pass_time(1)
    assert timer(machine).left() == timedelta(0)


@pytest.mark.parametrize("jump", [-3600, 3600], ids=["back", "forward"])
def test_a_clock_that_is_set_gives_and_takes_no_time(jump: float) -> None:
    machine = HandMoved()
    machine.pass_time(60)
    machine.set_wall(jump)
    assert timer(machine).left() == timedelta(minutes=44)
    assert timer(machine).wall_is_behind() == timedelta(seconds=-jump)


@given(st.lists(st.tuples(st.floats(0, 600), st.floats(-7200, 7200))))
def test_only_time_that_passes_counts(moves: list[tuple[float, float]]) -> None:
    machine = HandMoved()
    for seconds, jump in moves:
        machine.pass_time(seconds)
        machine.set_wall(jump)
    passed = sum(seconds for seconds, _ in moves)
    assert abs((timer(machine).now() - START).total_seconds() - passed) < 1e-3


def test_after_a_new_start_of_the_machine_the_wall_clock_is_asked() -> None:
    machine = HandMoved()
    machine.pass_time(600)
    machine.start_anew(120)
    assert timer(machine).left() == timedelta(minutes=33)


def test_after_a_new_start_it_is_never_earlier_than_the_log_knows() -> None:
    machine = HandMoved()
    machine.pass_time(600)
    machine.start_anew(120)
    machine.set_wall(-3600)
    assert timer(machine, not_before=timedelta(minutes=10)).left() == timedelta(minutes=35)


def test_the_machines_clock_can_be_compared_between_processes_where_the_system_counts() -> None:
    one, other = system_clock(), system_clock()
    before = one.counter()
    assert other.counter() >= before
    assert one.boot
    assert one.boot == other.boot or not Path("/proc/sys/kernel/random/boot_id").exists()
    assert one.wall().tzinfo is not None


@pytest.mark.parametrize(
    ("left", "shown"),
    [(2700, "45:00"), (59.2, "1:00"), (59, "0:59"), (0.001, "0:01"), (0, "0:00"), (5400, "1:30:00")],
)
def test_a_countdown_reaches_zero_when_the_time_is_up_and_not_before(left: float, shown: str) -> None:
    assert countdown(timedelta(seconds=left)) == shown


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0.4, "0 s"), (59.4, "59 s"), (59.6, "1 min"), (125, "2 min 5 s"), (1500, "25 min"), (1529, "25 min"),
        (3599, "1 h"), (599.6, "10 min"), (3600, "1 h"), (5400, "1 h 30 min"),
    ],
)  # fmt: skip
def test_spans_in_words(seconds: float, said: str) -> None:
    assert span(seconds) == said
