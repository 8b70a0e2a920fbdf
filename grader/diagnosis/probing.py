"""Asking the candidate further, after all checks: for a moment only, and without a trace in the report."""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.boundary.losses import LoadError, WorkerLost
from grader.catalogue import Exercise
from grader.errors import BankError
from grader.suite.candidate import CallRecord, Candidate, CandidateRaised
from grader.suite.probes import Experiment, Probe
from grader.suite.reference import load_reference, run_beside_solution

BUDGET = 0.5  # seconds of the worker's time for the probes of one function


@dataclass(frozen=True, slots=True)
class ProbeFile:
    """What an exercise offers to tell mistakes apart, by function."""

    probes: Mapping[str, Sequence[Probe]]
    experiments: Mapping[str, Sequence[Experiment]]


@functools.cache
def load_probes(exercise: Exercise) -> ProbeFile:
    """Return the probes of ``exercise``; the file is not required.

    Raises
    ------
    BankError
        If it cannot be run.
    """
    path = exercise.secret_folder / "probes.py"
    if not path.is_file():
        return ProbeFile({}, {})
    namespace = run_beside_solution(exercise, "probes.py")
    make: Callable[[Any], Mapping[str, Sequence[Probe]]] = namespace.get("probes", lambda reference: {})
    try:
        return ProbeFile(make(load_reference(exercise)), namespace.get("EXPERIMENTS", {}))
    except Exception as error:
        raise BankError(f"probes.py of {exercise.name} cannot be run: {type(error).__name__}: {error}.") from error


def probe_candidate(candidate: Candidate, function: str, probes: Sequence[Probe]) -> Iterator[CallRecord]:
    """Make ``probes`` of the candidate's function, until the worker is lost or its time is up."""
    if candidate.losses:
        return
    with candidate.aside(BUDGET), contextlib.suppress(WorkerLost, LoadError):
        for one in probes:
            yield probed(candidate, function, one)


def probed(candidate: Candidate, function: str, one: Probe) -> CallRecord:
    """Make one call, whatever it comes to.

    Raises
    ------
    WorkerLost
        If the worker hangs or dies.
    """
    candidate.restore()
    candidate.rebind(**one.planted)
    try:
        return candidate.call(function, *one.args, **one.kwargs)
    except CandidateRaised as raised:
        return raised.call
    finally:
        candidate.restore()
