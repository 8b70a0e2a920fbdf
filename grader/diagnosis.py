"""Which catalogued mistake the outputs look like.

Every call the hidden suite made of a failing function is made again of each catalogued mistake, here in the grader. One
that answers as the candidate did, on all of them, is named; if several do, nothing is said.
"""

from __future__ import annotations

import contextlib
import copy
import io
from collections.abc import Sequence
from typing import Any

import numpy as np

from grader.boundary.invoke import invoke
from grader.boundary.module import GivenFunctions
from grader.catalogue import Exercise
from grader.report import Mistake
from grader.suite.candidate import CallRecord
from grader.suite.checks import CheckFailed
from grader.suite.comparison import check_close
from grader.suite.reference import Misconception, load_misconceptions

_FEWEST_CALLS = 2
_RTOL, _ATOL = 1e-9, 1e-12  # the same program up to rounding; a check's own tolerance would let near misses match


def name_mistakes(
    exercise: Exercise, functions: Sequence[str], calls: Sequence[CallRecord], suspects: Sequence[CallRecord]
) -> list[Mistake]:
    """Return the mistakes that explain every recorded call of ``functions``, at most one per function.

    Parameters
    ----------
    functions
        Those of which a check failed.
    calls
        Every call that the suite made.
    suspects
        The calls of failed checks; made again first, since they tell most mistakes apart.
    """
    given = GivenFunctions(exercise.given)
    catalogued = load_misconceptions(exercise, given)
    mistakes = []
    for function in functions:
        made = [call for call in [*suspects, *calls] if call.function == function]
        if len(made) < _FEWEST_CALLS:
            continue
        matching = [
            entry
            for entry in catalogued
            if entry.function == function and not entry.equivalent and _answers_alike(entry, made, given)
        ]
        if len(matching) == 1:
            mistakes.append(Mistake(matching[0].name, function, matching[0].says))
    return mistakes


def _answers_alike(entry: Misconception, calls: Sequence[CallRecord], given: GivenFunctions) -> bool:
    return all(_same_outcome(entry, call, given) for call in calls)


def _same_outcome(entry: Misconception, call: CallRecord, given: GivenFunctions) -> bool:
    given.plant(dict(call.planted))
    as_in_a_worker = np.errstate(divide="warn", over="warn", invalid="warn", under="ignore")
    with as_in_a_worker, contextlib.redirect_stdout(io.StringIO()):
        outcome = invoke(entry.implementation, list(copy.deepcopy(call.args)), copy.deepcopy(dict(call.kwargs)))
    given.plant({})
    if call.problem is not None:
        error = outcome.error
        return error is not None and (type(error).__name__, str(error)) == (call.problem.type, call.problem.message)
    if outcome.error is not None or len(outcome.changed) != len(call.changed):
        return False
    return bool(outcome.warnings) == bool(call.warnings) and _same_value(call.value, outcome.value)


def _same_value(got: Any, expected: Any) -> bool:
    if isinstance(got, dict) and isinstance(expected, dict):
        return got.keys() == expected.keys() and all(_same_value(got[key], expected[key]) for key in got)
    if isinstance(got, (list, tuple)) and isinstance(expected, (list, tuple)):
        return len(got) == len(expected) and all(map(_same_value, got, expected))
    if isinstance(got, float) and isinstance(expected, float) and not np.isfinite(expected):
        return got == expected or (np.isnan(got) and np.isnan(expected))
    try:
        check_close(got, expected, rtol=_RTOL, atol=_ATOL)
    except (CheckFailed, ValueError, TypeError):
        return False
    return got is not None
