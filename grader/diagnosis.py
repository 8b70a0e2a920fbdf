"""Which catalogued mistake the outputs look like.

Every call the hidden suite made of a failing function is made again of each catalogued mistake, here in the grader. One
is named if it answers as the candidate did on all of them, accounts for how the candidate differs from the reference on
at least one, and no other does the same. Where several do, nothing is said.
"""

from __future__ import annotations

import contextlib
import copy
import io
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from grader.boundary.invoke import Outcome, invoke
from grader.boundary.messages import Problem
from grader.boundary.module import GivenFunctions
from grader.catalogue import Exercise
from grader.report import Mistake
from grader.suite.candidate import CallRecord
from grader.suite.checks import CheckFailed
from grader.suite.comparison import check_close
from grader.suite.reference import load_misconceptions, run_reference

_FEWEST_CALLS = 2
_RTOL, _ATOL = 1e-7, 1e-9  # two ways of writing the same program, where rounding is all that is left of an answer
_UNEXPLAINED = 1e-3  # the part of a deviation that a mistake may leave unexplained


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
    catalogued = [entry for entry in load_misconceptions(exercise, given) if not entry.equivalent]
    solution = run_reference(exercise, given)
    mistakes = []
    for function in functions:
        suspected = [call for call in suspects if call.function == function]
        made = suspected + [call for call in calls if call.function == function]
        if len(made) < _FEWEST_CALLS:
            continue
        reference = getattr(solution, function)
        matching = [
            entry
            for entry in catalogued
            if entry.function == function
            and all(_alike(call, _again(entry.implementation, call, given)) for call in made)
            and any(_explained(entry.implementation, reference, call, given) for call in suspected)
        ]
        if len(matching) == 1:
            mistakes.append(Mistake(matching[0].name, function, matching[0].says))
    return mistakes


def _again(function: Callable[..., Any], call: CallRecord, given: GivenFunctions) -> Outcome:
    """Make ``call`` again of another function, with the same functions planted and numpy's warnings as in a worker."""
    given.plant(dict(call.planted))
    as_in_a_worker = np.errstate(divide="warn", over="warn", invalid="warn", under="ignore")
    with as_in_a_worker, contextlib.redirect_stdout(io.StringIO()):
        outcome = invoke(function, list(copy.deepcopy(call.args)), copy.deepcopy(dict(call.kwargs)))
    given.plant({})
    return outcome


def _alike(call: CallRecord, outcome: Outcome) -> bool:
    if call.problem is not None:
        return outcome.error is not None and _same_error(call.problem, outcome.error)
    if outcome.error is not None or len(outcome.changed) != len(call.changed):
        return False
    return bool(outcome.warnings) == bool(call.warnings) and _same_value(call.value, outcome.value)


def _explained(
    mistake: Callable[..., Any], reference: Callable[..., Any], call: CallRecord, given: GivenFunctions
) -> bool:
    """Say whether the candidate differs from the reference on ``call``, and just as the mistake does."""
    right = _again(reference, call, given)
    got, wanted = _numbers(call.value), _numbers(right.value)
    if call.problem is not None or type(call.value) is not type(right.value) or not _alike(call, right):
        return True  # a plain difference, and the mistake has been found to answer alike
    deviation = _largest(got - wanted)
    return deviation > 0 and _largest(got - _numbers(_again(mistake, call, given).value)) <= _UNEXPLAINED * deviation


def _same_error(problem: Problem, error: BaseException) -> bool:
    """Compare types; of a KeyError the key as well, which says which entry was looked for. Wording is one's own."""
    same = type(error).__name__ == problem.type
    return same and (not isinstance(error, KeyError) or str(error) == problem.message)


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


def _numbers(value: Any) -> np.ndarray[Any, Any]:
    """Return all numbers in a value, one after the other."""
    return np.array(list(_each_number(value)), dtype=float)


def _each_number(value: Any) -> Iterator[float]:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for item in value:
            yield from _each_number(item)
    elif isinstance(value, (np.ndarray, np.generic)) and value.dtype.kind in "biuf":
        yield from np.asarray(value, dtype=float).ravel()
    elif isinstance(value, (bool, int, float)):
        yield float(value)


def _largest(differences: np.ndarray[Any, Any]) -> float:
    return float(np.max(np.abs(differences), initial=0.0))
