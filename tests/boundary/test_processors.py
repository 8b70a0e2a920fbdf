"""A zygote that is held to a processor runs there; whoever starts it runs where it ran before."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.batch.engines import Where, started
from grader.boundary.launch import Zygote
from grader.boundary.processors import held_to, usable
from tests.grading import catalogue

pytestmark = pytest.mark.skipif(len(usable()) < 2, reason="there is one processor here, or the system does not tell")


def runs_on(pid: int) -> str:
    status = Path(f"/proc/{pid}/status").read_text()
    return next(line.split()[1] for line in status.splitlines() if line.startswith("Cpus_allowed_list:"))


def test_a_zygote_runs_where_it_is_held_and_its_starter_anywhere() -> None:
    before = usable()
    for processor in before[:2]:
        with Zygote(processor=processor) as zygote:
            assert runs_on(zygote._process.pid) == str(processor)
            zygote.renew()
            assert runs_on(zygote._process.pid) == str(processor)
    assert usable() == before


def test_a_processor_that_is_not_there_holds_nobody() -> None:
    before = usable()
    with held_to(100_000):
        assert usable() == before
    assert usable() == before


@pytest.mark.parametrize("spare", [0, 1])
def test_lanes_are_held_only_where_they_use_every_processor(spare: int) -> None:
    places = usable()
    with started(Where("local", None, len(places) - spare), catalogue(), "full", "none") as engine:
        held = [zygote.processor for zygote in engine._zygotes]  # type: ignore[attr-defined]
    assert held == ([None] * (len(places) - 1) if spare else places)
