"""Whether a suite's verdicts stay what they are under other seeds, another order of its checks, and other draws.

For each seed, one session in which

- the generators that the suite, and the kit's tools for suites, make with ``np.random.default_rng(…)`` draw other
  numbers, at import and in the checks;
- numpy's and Python's global generators start elsewhere, in the grader and in the worker;
- the checks come in another order, each still after those it needs.

The reference and some right variants must then pass, and some mistakes must not. String hashes differ as well, from one
worker process to the next, without our doing.
"""

from __future__ import annotations

import contextlib
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from unittest import mock

import numpy as np

from grader.authoring.trials import (
    Trial,
    after,
    file_trial,
    grade_trials,
    mistake_trial,
    reference_trial,
    variant_files,
    why_not_passed,
)
from grader.boundary.launch import Zygote
from grader.boundary.module import GivenFunctions
from grader.catalogue import Catalogue, Exercise
from grader.suite import gradients, networks
from grader.suite.procedure import Procedure
from grader.suite.reference import load_misconceptions

SEEDS = 20
_VARIANTS, _MISTAKES = 1, 2  # per seed; other ones under the next


def unstable(zygote: Zygote, catalogue: Catalogue, exercise: Exercise, seeds: Sequence[int]) -> list[str]:
    """Return what changes under ``seeds``, a sentence each; nothing if the suite is stable."""
    entries = load_misconceptions(exercise, GivenFunctions(exercise.given))
    wrong = [(entry.function, entry.name) for entry in entries if not entry.equivalent]
    variants = variant_files(exercise)
    problems = []
    for seed in seeds:
        files = _turn(variants, _VARIANTS, seed)
        right = [reference_trial(exercise), *(file_trial(exercise, file) for file in files)]
        mistaken = [mistake_trial(exercise, *mistake) for mistake in _turn(wrong, _MISTAKES, seed)]
        preamble = f"import random, numpy; numpy.random.seed({seed}); random.seed({seed})"
        procedure = Procedure(to_first_failure=True, diagnosed=False, shuffled=seed)
        trials = [after(trial, preamble, procedure) for trial in (*right, *mistaken)]
        with other_draws(exercise.suite_path, seed):
            reports = grade_trials(zygote, catalogue, exercise, trials)
        for trial in right:
            if reports[trial.name].verdict != "passed":
                problems.append(_lost(trial, seed, why_not_passed(reports[trial.name])))
        problems += [
            f"Under seed {seed}, {trial.name} passes: the suite catches it only with the numbers it happens to draw."
            for trial in mistaken
            if reports[trial.name].verdict == "passed"
        ]
    return problems


@contextlib.contextmanager
def other_draws(suite: Path, seed: int) -> Iterator[None]:
    """Let generators that the file ``suite`` and its tools make draw other numbers, and the global ones as well.

    Generators of the reference keep to the seed they are given: that is what some checks are about.
    """
    make, files = np.random.default_rng, {str(suite), networks.__file__, gradients.__file__}

    def default_rng(given: Any = None) -> np.random.Generator:
        if sys._getframe(1).f_code.co_filename not in files:
            return make(given)
        return make([seed, *np.atleast_1d(0 if given is None else given)])

    states = np.random.get_state(), random.getstate()
    np.random.seed(seed)
    random.seed(seed)
    try:
        with mock.patch.object(np.random, "default_rng", default_rng):
            yield
    finally:
        np.random.set_state(states[0])
        random.setstate(states[1])


def _turn(items: Sequence[Any], count: int, seed: int) -> list[Any]:
    """Return the next few of ``items``, so that twenty seeds come round to all or most of them."""
    return [items[(seed * count + offset) % len(items)] for offset in range(min(count, len(items)))]


def _lost(trial: Trial, seed: int, why: str) -> str:
    return (
        f"Under seed {seed}, {trial.name} loses points in {why} The check rests on the numbers it happens to draw, "
        "or on a check that runs before it."
    )
