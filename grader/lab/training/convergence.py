"""How many epochs the networks took to converge, over all seeds, and what that makes of a takeaway one hears.

A network counts as converged in the first epoch whose loss is within a tolerance of its final one. That measures when
the loss stops falling, not how low it gets: a network that learns nothing converges at once.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from grader.catalogue import Catalogue
from grader.lab.training.experiment import COUNT, Experiment, Run
from grader.lab.training.kit import Training
from grader.lab.training.setting import TARGETS
from grader.suite.networks import FloatArray, forward
from grader.suite.reference import load_reference
from grader.suite.wording import describe_value

Counter = Callable[[FloatArray, float], int]
CLAIM = ("linear", "polynomial", "sinusoidal")  # "converge fastest in this order"
_NOTHING = 0.5  # of the variance of y: who ends above it has explained less than half


@dataclass(frozen=True, slots=True)
class Count:
    """What became of one network.

    ``epochs`` is None if a loss is not finite. ``nothing`` says that it has explained less than half of the variance;
    ``dead`` that a layer of its relu units is 0 for every sample; ``diverged`` that it ends above where it began.
    """

    epochs: int | None
    final: float
    nothing: bool
    dead: bool
    diverged: bool = False


@dataclass(frozen=True, slots=True)
class Summary:
    """The networks of one data set, a count to the seed; ``yours`` is empty where the candidate's gave nothing."""

    dataset: str
    seeds: tuple[int, ...]
    yours: tuple[Count | None, ...]
    kits: tuple[Count, ...]

    @property
    def shown(self) -> tuple[Count, ...]:
        """The candidate's where there is one."""
        return tuple(own or kits for own, kits in zip(self.yours, self.kits, strict=True))


def summaries(experiment: Experiment, catalogue: Catalogue) -> tuple[Summary, ...]:
    """Return what became of the networks, by data set."""
    counter: Counter = getattr(load_reference(catalogue.find(COUNT)), COUNT)
    found = []
    for dataset in TARGETS:
        runs = experiment.of(dataset)
        yours = tuple(_count(run, run.yours, experiment, counter) if run.yours else None for run in runs)
        kits = tuple(_count(run, run.kits, experiment, counter) for run in runs)
        found.append(Summary(dataset, tuple(run.seed for run in runs), yours, kits))
    return tuple(found)


def seeds_in_order(found: Sequence[Summary]) -> list[int]:
    """Return the seeds for which the data sets converge in the order of the claim, each strictly before the next."""
    by_name = {summary.dataset: summary for summary in found}
    holding = []
    for number, seed in enumerate(found[0].seeds):
        epochs = [by_name[name].shown[number].epochs for name in CLAIM]
        if None not in epochs and epochs[0] < epochs[1] < epochs[2]:  # type: ignore[operator]
            holding.append(seed)
    return holding


def wrong_counts(experiment: Experiment, catalogue: Catalogue) -> list[str]:
    """Return sentences on the candidate's own counts, where they are wrong."""
    counter: Counter = getattr(load_reference(catalogue.find(COUNT)), COUNT)
    said = []
    for run in experiment.runs:
        if experiment.counts is None or (run.dataset, run.seed) not in experiment.counts:
            continue
        own = experiment.counts[run.dataset, run.seed]
        right = counter(run.shown.losses, experiment.setting.tolerance)
        if isinstance(own, str):
            said.append(own)
        elif not _is_whole(own) or int(own) != right:
            said.append(
                f"Your {COUNT} gives {describe_value(own)} for the {run.dataset} losses of seed {run.seed}, where the "
                f"first epoch within {experiment.setting.tolerance:.0%} of the final loss is {right}, counted from 0."
            )
    return said


def _is_whole(value: object) -> bool:
    """Say whether a value is one whole number, of whatever kind."""
    if isinstance(value, (np.ndarray, np.generic)):
        return value.ndim == 0 and value.dtype.kind in "iu"
    return isinstance(value, int) and not isinstance(value, bool)


def _count(run: Run, training: Training, experiment: Experiment, counter: Counter) -> Count:
    losses, setting = training.losses, experiment.setting
    final = float(losses[-1])
    epochs = int(counter(losses, setting.tolerance)) if np.isfinite(losses).all() else None
    nothing = not final <= _NOTHING * run.data.variance
    dead = nothing and setting.activation == "relu" and _has_dead_layer(run, training)
    return Count(epochs, final, nothing, dead, not final <= losses[0])


def _has_dead_layer(run: Run, training: Training) -> bool:
    with np.errstate(all="ignore"):
        cache = forward(run.data.X, training.parameters, "relu")
    depth = len(training.parameters) // 2
    return any(bool((cache[f"Z{layer}"] <= 0).all()) for layer in range(1, depth))
