"""The confusion matrix of a catalogue: which mistakes answer alike on every call that the hidden suite makes.

Where two do, a candidate who makes either is told neither. The author adds a call that tells them apart, or declares
the tie in ``misconceptions.py``::

    ALIKE = {("derivative_at_a", "slope_from_output"): "For relu both masks are the same."}
"""

from __future__ import annotations

import contextlib
import copy
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from grader.boundary.invoke import Outcome, invoke
from grader.boundary.messages import Problem
from grader.boundary.module import GivenFunctions
from grader.catalogue import Exercise
from grader.errors import BankError
from grader.suite.candidate import CallRecord
from grader.suite.reference import Misconception

_RTOL, _ATOL = 1e-7, 1e-9  # the same program, written in two ways


class Row(msgspec.Struct, frozen=True):
    """One mistake of a function, how many others it was compared with, and which of these answer alike.

    ``named`` says that the report named it, and no other.
    """

    function: str
    name: str
    compared: int
    alike: list[str]
    named: bool


def alike(
    made: str, function: str, calls: Sequence[CallRecord], catalogued: Sequence[Misconception], given: GivenFunctions
) -> tuple[int, list[str]]:
    """Return with how many other mistakes of ``function`` the mistake ``made`` was compared, and those that answer so.

    Parameters
    ----------
    calls
        Every call that the suite made of a candidate who makes the mistake.
    given
        Through which the functions that the suite planted are planted again.
    """
    others = [entry for entry in catalogued if entry.function == function and entry.name != made]
    own = sorted((call for call in calls if call.function == function), key=_size)  # small calls tell most apart
    same = [entry.name for entry in others if own and all(_answers_so(entry.implementation, c, given) for c in own)]
    return len(others), same


def ties_of(rows: Sequence[Row]) -> list[tuple[str, str]]:
    """Return the pairs of which at least one answers like the other, unless both are named all the same."""
    named = {(row.function, row.name) for row in rows if row.named}
    pairs = {
        tuple(sorted((row.name, other))) for row in rows for other in row.alike if (row.function, row.name) not in named
    }
    return sorted((first, second) for first, second in pairs)


def declared_ties(exercise: Exercise, namespace: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """Return the pairs that the author declared alike, each pair sorted, with the reasons.

    Raises
    ------
    BankError
        If an entry is no pair of names with a reason.
    """
    declared = {}
    for pair, reason in namespace.get("ALIKE", {}).items():
        if not isinstance(pair, tuple) or len(pair) != 2 or not isinstance(reason, str):
            raise BankError(
                f'ALIKE in misconceptions.py of {exercise.name} maps pairs of names to reasons: {{("a", "b"): "…"}}.'
            )
        first, second = sorted(map(str, pair))
        declared[first, second] = reason
    return declared


def matrix_csv(rows: Sequence[Row]) -> str:
    """Return the matrix, a line for each pair of a function's mistakes: 1 where the first answers like the second."""
    lines = ["function,made,taken_for,alike"]
    for row in rows:
        names = [other.name for other in rows if other.function == row.function and other.name != row.name]
        lines += [f"{row.function},{row.name},{name},{int(name in row.alike)}" for name in names]
    return "\n".join(lines) + "\n"


def _answers_so(function: Callable[..., Any], call: CallRecord, given: GivenFunctions) -> bool:
    outcome = _again(function, call, given)
    if call.problem is not None or outcome.error is not None:
        return call.problem is not None and outcome.error is not None and _same_error(call.problem, outcome.error)
    if len(outcome.changed) != len(call.changed) or bool(outcome.warnings) != bool(call.warnings):
        return False
    return _same(call.value, outcome.value)


def _same_error(problem: Problem, error: BaseException) -> bool:
    """Compare types, and of a KeyError the key: it says which entry was looked for. Wording is everybody's own."""
    key_differs = isinstance(error, KeyError) and str(error) != problem.message
    return type(error).__name__ == problem.type and not key_differs


def _again(function: Callable[..., Any], call: CallRecord, given: GivenFunctions) -> Outcome:
    given.plant(dict(call.planted))
    try:
        as_in_a_worker = np.errstate(divide="warn", over="warn", invalid="warn", under="ignore")
        with as_in_a_worker, contextlib.redirect_stdout(io.StringIO()):
            return invoke(function, list(copy.deepcopy(call.args)), copy.deepcopy(dict(call.kwargs)))
    finally:
        given.plant({})


def _same(got: Any, other: Any) -> bool:
    if isinstance(got, dict) and isinstance(other, dict):
        return got.keys() == other.keys() and all(_same(got[key], other[key]) for key in got)
    if isinstance(got, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(got) == len(other) and all(map(_same, got, other))
    numbers = (bool, int, float, np.generic, np.ndarray)
    if not isinstance(got, numbers) or not isinstance(other, numbers):
        return type(got) is type(other) and bool(got == other)
    a, b = np.asarray(got), np.asarray(other)
    if a.shape != b.shape or a.dtype.kind != b.dtype.kind:
        return False
    if a.dtype.kind not in "fc":
        return bool((a == b).all())
    return bool(np.allclose(a, b, rtol=_RTOL, atol=_ATOL, equal_nan=True))  # the shapes are the same


def _size(call: CallRecord) -> int:
    return sum(_entries(value) for value in (call.args, tuple(call.kwargs.values()), call.value))


def _entries(value: Any) -> int:
    if isinstance(value, np.ndarray):
        return value.size
    if isinstance(value, dict):
        return sum(map(_entries, value.values()))
    if isinstance(value, (list, tuple)):
        return sum(map(_entries, value))
    return 1
