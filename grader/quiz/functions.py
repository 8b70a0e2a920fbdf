"""The reference functions and the catalogued mistakes that answers are computed with."""

from __future__ import annotations

import contextlib
import copy
import functools
import io
import math
import warnings
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from grader.boundary.module import GivenFunctions
from grader.catalogue import load_catalogue
from grader.content import own_bank
from grader.quiz.question import Number, Trap
from grader.suite.reference import Misconception, load_misconceptions, load_reference

EXERCISES = (
    "relu", "sigmoid", "tanh", "mean_squared_error", "initialize_parameters", "forward_propagation",
    "backward_propagation", "gradient_check", "update_parameters", "train_network", "generate_datasets",
    "epochs_to_converge",
)  # fmt: skip


@functools.cache
def reference() -> SimpleNamespace:
    """Return every reference function of the track, as attributes."""
    catalogue = load_catalogue([own_bank()])
    found: dict[str, Any] = {}
    for name in EXERCISES:
        exercise = catalogue[name]
        solution = load_reference(exercise)
        found |= {function: getattr(solution, function) for function in exercise.functions}
    return SimpleNamespace(**found)


@functools.cache
def mistakes(exercise: str) -> dict[str, Misconception]:
    """Return the catalogued mistakes of an exercise by name, without those that are none after all."""
    found = load_catalogue([own_bank()])[exercise]
    listed = load_misconceptions(found, GivenFunctions(found.given))
    return {mistake.name: mistake for mistake in listed if not mistake.equivalent}


def says(exercise: str, name: str) -> str:
    """Return the sentence that a catalogued mistake has for the candidate."""
    return mistakes(exercise)[name].says


def traps(
    exercise: str, function: str, right: Number, compute: Callable[[Callable[..., Any]], Any]
) -> tuple[Trap, ...]:
    """Return the wrong answers to which exactly one catalogued mistake leads.

    Parameters
    ----------
    compute
        Gets an implementation of ``function`` and returns the number that the question asks for.
    """
    by_answer: dict[str, list[Trap]] = {}
    for mistake in mistakes(exercise).values():
        if mistake.function != function:
            continue
        value = _number(compute, mistake.implementation)
        # Some mistakes remember earlier calls; what they answer says nothing.
        if value is None or value != _number(compute, mistake.implementation):
            continue
        if _rounded(value, right) == _rounded(right.value, right):
            continue
        by_answer.setdefault(_rounded(value, right), []).append(Trap(Number(value, right.decimals), mistake.says))
    return tuple(found[0] for found in by_answer.values() if len(found) == 1)


def _number(compute: Callable[[Callable[..., Any]], Any], implementation: Callable[..., Any]) -> float | None:
    """Return what a wrong implementation answers, or None where it answers with no number at all."""
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        try:
            # Copies, as some mistakes change their arguments in place.
            value = float(compute(lambda *arguments: implementation(*copy.deepcopy(arguments))))
        except Exception:
            return None
    return value if math.isfinite(value) else None


def _rounded(value: float, right: Number) -> str:
    return f"{value + 0.0:.9g}" if right.decimals is None else f"{value + 0.0:.{right.decimals}f}"
