"""Calls of the candidate's function, made again of functions of ours, here in the grader."""

from __future__ import annotations

import contextlib
import copy
import inspect
import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.boundary.invoke import invoke
from grader.boundary.module import GivenFunctions
from grader.diagnosis.answers import (
    TIGHT,
    Answer,
    Facet,
    Path,
    answer_from,
    answer_of,
    largest_difference,
    only,
    same_values,
)
from grader.diagnosis.memory import Known
from grader.suite.candidate import CallRecord

_ULP = 4e-16
_SAFETY = 30.0
_MOST_NOISE = 1e-5  # on a kink, where rounding decides everything, it explains nothing


@dataclass(slots=True)
class Question:
    """One call: what the candidate answered, and what would have been right."""

    call: CallRecord
    got: Answer
    right: Answer
    reference: Callable[..., Any]
    given: GivenFunctions
    names: list[str]
    known: Known
    rtol: float = TIGHT

    @property
    def is_deviation(self) -> bool:
        """Whether the candidate's values are not the right ones."""
        return not self.agrees(self.got, self.right)

    @property
    def facet(self) -> Facet:
        """What the answer tells of: values, or what a function refuses, with an exception, NaN or infinity."""
        return "refusals" if self.right.is_refusal else "values"

    def agrees(self, got: Answer, ours: Answer, right: Answer | None = None) -> bool:
        """Say whether both have the same values, to within what rounding does to this very call.

        Parameters
        ----------
        right
            The right answer, or that part of it which counts.
        """
        right = self.right if right is None else right
        if same_values(got, ours, right, self.rtol):
            return True
        if not 0.0 < largest_difference(got, ours) <= _MOST_NOISE:
            return False
        return same_values(got, ours, right, self.rtol, self.noise)

    def part_agrees(self, path: Path, got: Answer, ours: Answer) -> bool:
        """Say whether one part of two answers is the same; where one raised, whether both did alike."""
        if got.raised or ours.raised:
            return self.agrees(got, ours)
        return self.agrees(only(got, path), only(ours, path), only(self.right, path))

    @property
    def noise(self) -> float:
        """By how much the right answer moves if the arguments do in their last digit."""
        if self.known.noise is None:
            moved = ask(self.reference, self.call, self.given, self.names, shaken=True)
            self.known.noise = min(_SAFETY * largest_difference(moved, self.right), _MOST_NOISE)
        return self.known.noise


def question(call: CallRecord, reference: Callable[..., Any], given: GivenFunctions, known: Known) -> Question:
    """Put what the candidate answered beside the right answer; what is ``known`` of the call is added to."""
    names = list(inspect.signature(reference).parameters)
    if known.right is None:
        known.right = ask(reference, call, given, names)
    return Question(call, answer_of(call), known.right, reference, given, names, known)


def answer(question: Question, function: Callable[..., Any], name: str = "") -> Answer:
    """Return what a function of ours answers to the same question.

    Parameters
    ----------
    name
        The name by which its answer is remembered. Empty: for a function that may answer otherwise another time.
    """
    kept = question.known.answered.get(name)
    if kept is not None:
        return kept
    given = ask(function, question.call, question.given, question.names)
    if name:
        question.known.answered[name] = given
    return given


def ask(
    function: Callable[..., Any], call: CallRecord, given: GivenFunctions, names: list[str], *, shaken: bool = False
) -> Answer:
    """Make ``call`` again of another function, with the same functions planted and numpy's warnings as in a worker.

    Parameters
    ----------
    names
        Those of the parameters.
    shaken
        Move every float among the arguments by a few units in its last place.
    """
    args, kwargs = [_copy(value) for value in call.args], {name: _copy(value) for name, value in call.kwargs.items()}
    if shaken:
        rng = np.random.default_rng(0)
        args, kwargs = _shake(args, rng), _shake(kwargs, rng)
    given.plant(dict(call.planted))
    as_in_a_worker = np.errstate(divide="warn", over="warn", invalid="warn", under="ignore")
    try:
        with as_in_a_worker, contextlib.redirect_stdout(io.StringIO()):
            outcome = invoke(function, args, kwargs)
    finally:
        given.plant({})
    return answer_from(outcome, names)


def _copy(value: Any) -> Any:
    """Do as ``copy.deepcopy`` for what arguments are made of, several times as fast."""
    if isinstance(value, np.ndarray):
        return value.copy()
    if type(value) is dict:
        return {key: _copy(item) for key, item in value.items()}
    if type(value) in (list, tuple):
        return type(value)(_copy(item) for item in value)
    return value if isinstance(value, (str, int, float)) or value is None else copy.deepcopy(value)


def _shake(value: Any, rng: np.random.Generator) -> Any:
    if isinstance(value, np.ndarray) and value.dtype.kind == "f":
        return value * (1.0 + _ULP * rng.choice([-1.0, 1.0], value.shape))
    if isinstance(value, dict):
        return {key: _shake(item, rng) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return type(value)(_shake(item, rng) for item in value)
    return value
