"""The three data sets: the candidate's, if they are of a form to train on, or the kit's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.catalogue import Catalogue
from grader.lab.training.setting import EDGES, TARGETS, Setting
from grader.lab.workbench import Workbench
from grader.suite.comparison import kind_of
from grader.suite.networks import FloatArray
from grader.suite.reference import load_reference

FUNCTION = "generate_datasets"
_MOST_SAMPLES = 5_000  # of the candidate's own: what is asked for is far less
_LARGEST = 1e6  # of its numbers: a picture has no room for more
_SIGMAS = 6.0  # how improbable a residual's mean or spread must be to be called wrong


@dataclass(frozen=True, slots=True)
class Data:
    """One data set of one seed: columns ``X`` and ``y``, and whether the candidate's function made them."""

    X: FloatArray
    y: FloatArray
    yours: bool

    @property
    def variance(self) -> float:
        """The mean squared error of who always predicts the mean."""
        return float(np.var(self.y))


def datasets_for(
    setting: Setting, seed: int, catalogue: Catalogue, bench: Workbench | None
) -> tuple[dict[str, Data], tuple[str, ...]]:
    """Return the data sets of one seed, and sentences on what is wrong with the candidate's.

    Parameters
    ----------
    bench
        None if the candidate has written no ``generate_datasets``.
    """
    reference = getattr(load_reference(catalogue.find(FUNCTION)), FUNCTION)
    made = reference(n_samples=setting.samples, noise_level=setting.noise, seed=seed)
    data = {name: Data(made[name]["X"], made[name]["y"], yours=False) for name in TARGETS}
    if bench is None:
        return data, ()
    answer = bench.call(FUNCTION, n_samples=setting.samples, noise_level=setting.noise, seed=seed)
    if answer.problem:
        return data, (f"{answer.problem} The kit's data stand in.",)
    notes = [answer.changed] if answer.changed else []
    for name in TARGETS:
        own = _columns(answer.value, name)
        if isinstance(own, str):
            notes.append(f"{own} The kit's {name} data stand in.")
            continue
        data[name] = Data(*own, yours=True)
        notes += deviations(name, data[name], setting)
    return data, tuple(notes)


def deviations(name: str, data: Data, setting: Setting) -> Sequence[str]:
    """Return sentences on how data differ from the curve with noise on it that they should be."""
    x, said = data.X[:, 0], []
    wanted = np.linspace(*EDGES, setting.samples)
    if x.shape != wanted.shape or not np.allclose(x, wanted, atol=1e-6):
        said.append(
            f"The {name} X is {len(x)} points from {x.min():.3g} to {x.max():.3g}; "
            f"{setting.samples} evenly spaced points from {EDGES[0]:g} to {EDGES[1]:g} were asked for."
        )
    residuals = data.y[:, 0] - TARGETS[name].f(x)
    off = float(np.sqrt(np.mean(residuals**2)))
    unsure = setting.noise / np.sqrt(2 * len(x))
    if abs(residuals.mean()) > _SIGMAS * setting.noise / np.sqrt(len(x)) + 1e-9 or abs(off - setting.noise) > (
        _SIGMAS * unsure + 1e-9
    ):
        said.append(
            f"The {name} data lie {off:.3g} from {TARGETS[name].formula} (root mean square); "
            f"noise of {setting.noise:g} alone would put them {setting.noise:g} from it."
        )
    return said


def _columns(value: Any, name: str) -> tuple[FloatArray, FloatArray] | str:
    """Return the columns of a data set, or in a sentence why they cannot be used."""
    if not isinstance(value, dict):
        return f"{FUNCTION}(…) is {kind_of(value)}; it should be a dict of data sets."
    part = value.get(name)
    if not isinstance(part, dict):
        return f"{FUNCTION}(…) has no data set {name!r}."
    columns = []
    for key in ("X", "y"):
        column = part.get(key)
        where = f"{FUNCTION}(…)[{name!r}][{key!r}]"
        if not isinstance(column, np.ndarray) or column.dtype.kind not in "fiu":
            return f"{where} is {kind_of(column)}; it should be a column of floats."
        if column.ndim != 2 or column.shape[1] != 1 or not 2 <= len(column) <= _MOST_SAMPLES:
            return f"{where} has shape {column.shape}; it should be a column, (n_samples, 1)."
        floats = column.astype(np.float64)
        if not np.isfinite(floats).all():
            return f"{where} holds NaN or infinity."
        if np.abs(floats).max() > _LARGEST:
            return f"{where} holds {np.abs(floats).max():.3g}, far beyond the curve."
        columns.append(floats)
    if len(columns[0]) != len(columns[1]):
        return f"{FUNCTION}(…)[{name!r}] has {len(columns[0])} rows in X and {len(columns[1])} in y."
    return columns[0], columns[1]
