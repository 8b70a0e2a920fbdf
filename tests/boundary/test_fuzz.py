"""Whatever bytes a worker sends, the grader gets plain values or loses the worker, in bounded time and memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.boundary.losses import WorkerLost
from grader.catalogue import Limits
from grader.report import ExerciseReport, Report, Sandbox, submission_report, to_json
from grader.suite import outcome
from grader.suite.candidate import Candidate, CandidateRaised
from grader.suite.checks import CheckSpec
from grader.suite.comparison import check_close
from tests.boundary.frames import legal_frames
from tests.boundary.fuzz import HOWS, SEEDS, VALUES, Change, outcome_of
from tests.boundary.peer import answering, worker_with

PATIENT = Limits(call=10.0, load=10.0, exercise=60.0)
MEMORY = 64 << 20
CHANGES = st.builds(Change, st.sampled_from(HOWS), st.floats(0, 1), st.binary(min_size=1, max_size=8))
EXPECTED = [np.ones((3, 2)), np.ones(2), 1.5, 3, {"W1": np.ones(2)}, [1.0, 2.0], (np.ones(2), {}), "text", True, None]
SPEC = CheckSpec("test_it", "it holds", "", "f", 1.0, (), form=False)


@settings(max_examples=1_500, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SEEDS), st.lists(CHANGES, min_size=1, max_size=3), st.booleans())
def test_frames_with_bytes_changed_give_plain_values_or_lose_the_worker(
    seed: Callable[[int], bytes], changes: list[Change], mended: bool
) -> None:
    outcome_of(seed, [*changes, Change("lengths mended", 0.0, b"")] if mended else changes)


@pytest.mark.parametrize("position", range(len(VALUES)))
def test_frames_as_they_are_get_through(position: int) -> None:
    came, _ = outcome_of(SEEDS[position], [])
    kind = type(VALUES[position]).__name__
    assert came.startswith(kind)


def graded(frame: Callable[[int], bytes]) -> int:
    """Compare the value of a frame with all kinds of right ones, write the report, and return how often it passed."""
    with worker_with(answering(frame), PATIENT) as worker:
        candidate = Candidate(SimpleNamespace(), worker, SimpleNamespace(), PATIENT, {})  # type: ignore[arg-type]
        reports = []
        try:
            value = candidate.call("f", 1.0).value
        except CandidateRaised as error:
            reports.append(outcome.failed(SPEC, error, candidate))
        else:
            for expected in EXPECTED:
                try:
                    check_close(value, expected)
                except Exception as error:
                    reports.append(outcome.failed(SPEC, error, candidate))
        report = ExerciseReport("f", 0.0, 1.0, 0.0, "failed", "", reports, [], candidate.printed)
    text = to_json(Report(Sandbox("none", []), [submission_report("s", "s.py", [report])]))
    assert len(text) < 200_000
    return len(EXPECTED) - len(reports)


@pytest.mark.parametrize(("name", "frame"), [pytest.param(*entry, id=entry[0]) for entry in legal_frames()])
def test_no_legal_frame_costs_much_memory_or_earns_anything(name: str, frame: Callable[[int], bytes]) -> None:
    before = 0

    def measured(identity: int) -> bytes:
        nonlocal before
        data = frame(identity)
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        return data

    tracemalloc.start()
    try:
        earned = graded(measured)
        peak = tracemalloc.get_traced_memory()[1] - before
    finally:
        tracemalloc.stop()
    assert peak < MEMORY, f"{peak / 2**20:.0f} MB"
    assert earned == 0 or name == "an exception as long as can be"


def test_answers_are_kept_up_to_a_budget_then_the_exercise_is_over() -> None:
    frame = dict(legal_frames())["16 MB of float64"]
    with worker_with(answering(*[frame] * 10), PATIENT) as worker:
        candidate = Candidate(SimpleNamespace(), worker, SimpleNamespace(), PATIENT, {})  # type: ignore[arg-type]
        for _ in range(4):  # the fourth takes the last of the room
            candidate.call("f")
        with pytest.raises(WorkerLost, match="64 MB"):
            candidate.call("f")
    assert list(candidate.losses) == ["out_of_memory"]


def test_thousands_of_ordinary_answers_fit_the_budget() -> None:
    ordinary = SEEDS[9]
    with worker_with(answering(*[ordinary] * 2_000), PATIENT) as worker:
        candidate = Candidate(SimpleNamespace(), worker, SimpleNamespace(), PATIENT, {})  # type: ignore[arg-type]
        values = [candidate.f() for _ in range(2_000)]
        assert len(candidate.calls) == 2_000
        call, path = candidate.source_of(values[7]["W1"]) or (None, "")
    assert call is candidate.calls[7]
    assert path == "['W1']"


def test_a_value_that_is_gone_is_not_taken_for_one_that_came_later() -> None:
    with worker_with(answering(*[SEEDS[5]] * 50), PATIENT) as worker:
        candidate = Candidate(SimpleNamespace(), worker, SimpleNamespace(), PATIENT, {})  # type: ignore[arg-type]
        for _ in range(50):
            copied = candidate.f() + 0.0
            assert candidate.source_of(copied) is None
