"""Mistakes in functions that draw at random: no two generators give the same draws, so experiments are compared."""

from __future__ import annotations

import contextlib
import copy
import io
import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from grader.boundary.invoke import invoke
from grader.boundary.losses import LoadError, WorkerLost
from grader.catalogue import Exercise
from grader.diagnosis.matching import Match, Relation
from grader.diagnosis.probing import BUDGET
from grader.suite.candidate import Candidate, CandidateRaised
from grader.suite.probes import Experiment, Measured, Seen
from grader.suite.reference import Misconception

_SEEN: dict[tuple[Exercise, str, str], Seen | None] = {}  # what came of an experiment with a function of ours


class Findings:
    """What the candidate's function and the reference show in each experiment.

    ``wrong`` names the experiments in which they differ.
    """

    def __init__(
        self, exercise: Exercise, experiments: Sequence[Experiment], seen: Sequence[Seen | None], reference: Any
    ) -> None:
        self._exercise = exercise
        self._experiments = {_name(experiment): experiment for experiment in experiments}
        self._got = {name: got for name, got in zip(self._experiments, seen, strict=True) if got is not None}
        self._right = {name: self._of(name, "reference", reference) for name in self._got}
        self.wrong = [name for name in self._got if not _agree(self._got[name], self._right[name])]

    def match(self, mistake: Misconception) -> Match | None:
        """Return how ``mistake`` stands to the candidate, or None as soon as it is found to be unlike it."""
        aspects = {}
        for name, got in self._got.items():
            ours = self._of(name, f"{mistake.function}.{mistake.name}", mistake.implementation)
            if _agree(ours, self._right[name]):
                aspects[name] = Relation.RIGHT
            elif name in self.wrong and _agree(got, ours):
                aspects[name] = Relation.ALIKE
            else:
                return None
        return Match(mistake.name, aspects)

    def _of(self, experiment: str, who: str, function: Callable[..., Any]) -> Seen | None:
        key = self._exercise, experiment, who
        if key not in _SEEN:
            with contextlib.redirect_stdout(io.StringIO()), warnings.catch_warnings(), np.errstate(all="ignore"):
                warnings.simplefilter("ignore")
                _SEEN[key] = _perform(self._experiments[experiment], _Asking(function))
        return _SEEN[key]


def observe(candidate: Candidate, function: str, experiments: Sequence[Experiment]) -> list[Seen | None] | None:
    """Perform ``experiments`` with the candidate's function.

    Returns None if its worker is lost or its time is up; None stands also for an experiment that says nothing.
    """
    if candidate.losses:
        return None
    with candidate.aside(BUDGET):
        try:
            return [_perform(experiment, _AskingCandidate(candidate, function)) for experiment in experiments]
        except (WorkerLost, LoadError):
            return None


class _Asking:
    """A function of ours as experiments ask it; ``changed`` are the arguments that the last call changed in place."""

    def __init__(self, function: Callable[..., Any]) -> None:
        self._function = function
        self.changed: tuple[str, ...] = ()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        outcome = invoke(self._function, [copy.copy(value) for value in args], kwargs)
        if outcome.error is not None:
            raise outcome.error
        self.changed = outcome.changed
        return outcome.value


class _AskingCandidate:
    """The candidate's function as experiments ask it."""

    def __init__(self, candidate: Candidate, function: str) -> None:
        self._candidate = candidate
        self._function = function
        self.changed: tuple[str, ...] = ()

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        call = self._candidate.call(self._function, *args, **kwargs)
        self.changed = call.changed
        return call.value


def _perform(experiment: Experiment, asking: Callable[..., Any]) -> Seen | None:
    try:
        return experiment(asking)
    except (WorkerLost, LoadError):
        raise
    except CandidateRaised as raised:
        return {"raised": raised.problem.type}
    except Exception as error:  # the function's own, or the answer is not of the form that the experiment looks at
        return {"raised": type(error).__name__}


def _agree(one: Seen | None, other: Seen | None) -> bool:
    if one is None or other is None:
        return one is other
    if one.keys() != other.keys():
        return False
    return all(a.agrees(other[key]) if isinstance(a, Measured) else a == other[key] for key, a in one.items())


def _name(experiment: Experiment) -> str:
    return str(getattr(experiment, "__name__", experiment))
