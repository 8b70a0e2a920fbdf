"""What trained networks predict, within the data and beyond them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.lab.training.experiment import Experiment, Run
from grader.lab.training.setting import EDGES, TARGETS
from grader.lab.workbench import Answer, Workbench
from grader.suite.comparison import kind_of
from grader.suite.networks import FloatArray, forward

FUNCTION = "forward_propagation"
GRID: FloatArray = np.linspace(-3.0, 3.0, 241)[:, np.newaxis]  # a unit beyond the data on either side
_FINE: FloatArray = np.linspace(*EDGES, 8001)[:, np.newaxis]  # to find the corners of relu networks on
_ALIKE = 1e-6
_BEND = 1e-6  # of the steepest slope: a change above it is no rounding


@dataclass(frozen=True, slots=True)
class Prediction:
    """What the networks of one run predict over ``GRID``.

    Attributes
    ----------
    yours
        By the candidate's ``forward_propagation`` from the parameters of their training; None if there is none.
    problem
        What is wrong with it, in a sentence.
    off_curve
        How far the shown prediction is from the true curve within the data, root mean square.
    corners
        Where, within the data, a relu network's prediction changes its slope; None for other activations.
    """

    run: Run
    kits: FloatArray
    yours: FloatArray | None
    problem: str
    off_curve: float
    corners: FloatArray | None

    @property
    def shown(self) -> FloatArray:
        """The candidate's if there is one."""
        return self.kits if self.yours is None else self.yours


def predictions(experiment: Experiment, bench: Workbench | None) -> tuple[Prediction, ...]:
    """Return the predictions of every network."""
    return tuple(_prediction(run, experiment, bench) for run in experiment.runs)


def _prediction(run: Run, experiment: Experiment, bench: Workbench | None) -> Prediction:
    activation = experiment.setting.activation
    kits = _forward(GRID, run.kits.parameters, activation)
    yours, problem = None, run.problem
    if bench is not None and run.yours is not None and run.yours.finite:
        answer = bench.call(FUNCTION, GRID, dict(run.yours.parameters), activation)
        yours, problem = _column(answer)
        expected = _forward(GRID, run.yours.parameters, activation)
        if yours is not None and not np.abs(yours - expected).max() <= _ALIKE * max(1.0, np.abs(expected).max()):
            problem = f"{FUNCTION}(…) predicts something else than these parameters give: look at it first."
    shown = kits if yours is None else yours
    inside = (GRID[:, 0] >= EDGES[0]) & (GRID[:, 0] <= EDGES[1])
    with np.errstate(all="ignore"):
        off = float(np.sqrt(np.mean((shown - TARGETS[run.dataset].f(GRID))[inside] ** 2)))
    corners = corners_of(run.shown.parameters) if activation == "relu" else None
    return Prediction(run, kits, yours, problem, off, corners)


def corners_of(parameters: Mapping[str, FloatArray]) -> FloatArray:
    """Return where, within the data, the prediction of a relu network changes its slope."""
    x, predicted = _FINE[:, 0], _forward(_FINE, parameters, "relu")[:, 0]
    if not np.isfinite(predicted).all():
        return np.empty(0)
    slopes = np.diff(predicted) / np.diff(x)
    bends = np.flatnonzero(np.abs(np.diff(slopes)) > _BEND * np.abs(slopes).max())
    # A corner between two points bends the line at both; what is nearer together than that counts as one.
    groups = np.split(bends, np.flatnonzero(np.diff(bends) > 1) + 1) if len(bends) else []
    return np.array([x[group + 1].mean() for group in groups])


def _forward(X: FloatArray, parameters: Mapping[str, FloatArray], activation: str) -> FloatArray:
    with np.errstate(all="ignore"):
        cache = forward(X, parameters, activation)
    predicted: FloatArray = cache[f"A{len(parameters) // 2}"]
    return predicted


def _column(answer: Answer) -> tuple[FloatArray | None, str]:
    """Return the predictions in an answer of ``forward_propagation``, or in a sentence why there are none."""
    if answer.problem:
        return None, answer.problem
    value: Any = answer.value
    predicted = value[0] if isinstance(value, (tuple, list)) and len(value) == 2 else None
    if not isinstance(predicted, np.ndarray) or predicted.dtype.kind not in "fiu" or predicted.shape != GRID.shape:
        kind = kind_of(value if predicted is None else predicted)
        return None, f"{FUNCTION}(…) gives {kind}; a pair of predictions of shape {GRID.shape} and a cache is expected."
    if not np.isfinite(predicted).all():
        return None, f"{FUNCTION}(…) predicts NaN or infinity from these parameters."
    return predicted.astype(np.float64), ""
