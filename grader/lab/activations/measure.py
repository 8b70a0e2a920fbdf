"""Activations and their slopes over a range of z, the candidate's beside the reference's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from grader.boundary.host import Host
from grader.boundary.launch import Zygote
from grader.catalogue import Catalogue
from grader.lab.ownership import Owner, Ownership, find_owners
from grader.lab.workbench import Answer, Workbench, without_broken_files
from grader.suite.comparison import kind_of
from grader.suite.networks import FloatArray
from grader.suite.reference import load_reference

ACTIVATIONS = ("relu", "sigmoid", "tanh")
FUNCTIONS = tuple(name for activation in ACTIVATIONS for name in (activation, f"{activation}_derivative"))
Z: FloatArray = np.linspace(-6.0, 6.0, 241)[:, np.newaxis]  # 0, where relu has its kink, is one of them
FAR: FloatArray = np.array([[-1000.0], [1000.0]])
_MAY_WARN = "relu"  # by their briefs the others stay silent
_SAME = 1e-6  # of the largest value: rounding, of a result that passed through float32 somewhere
_SAME_BY_SIZE = {2: 2e-3, 4: 2e-3}  # of results in fewer bytes


@dataclass(frozen=True, slots=True)
class Curve:
    """One function over ``Z``.

    ``got`` is None if there is nothing to draw: the candidate has no such function, or it gave nothing of a use.
    ``gap`` is the largest difference, infinite where a value is NaN, at ``z``; ``off`` says that it is no rounding.
    ``notes`` are sentences on all that is wrong, ``asides`` on what is not, and yet of interest.
    """

    owner: Owner
    expected: FloatArray
    got: FloatArray | None = None
    gap: float = 0.0
    z: float = 0.0
    off: bool = False
    notes: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Whether nothing is off."""
        return not self.notes


@dataclass(frozen=True, slots=True)
class ActivationLab:
    """All that ``gradlings lab activations`` shows."""

    ownership: Ownership
    curves: dict[str, Curve]
    printed: str = ""

    @property
    def right(self) -> bool:
        """Whether all that is the candidate's is right."""
        return all(curve.right for curve in self.curves.values()) and not self.ownership.problems


def examine(names: Sequence[str], folder: Path, catalogue: Catalogue, zygote: Zygote) -> ActivationLab:
    """Find the candidate's activations, call them in a worker, and compare.

    Parameters
    ----------
    names
        Exercises, functions or files; none stands for all that is in ``folder``.

    Raises
    ------
    UsageError
        If a name stands for nothing that is looked at here.
    BoundaryError
        If no worker can be started.
    """
    host = Host(zygote)
    ownership = without_broken_files(find_owners(FUNCTIONS, names, folder, catalogue), catalogue, zygote, host)
    if not ownership.files:
        return ActivationLab(ownership, {name: _of_the_kit(name, ownership, catalogue) for name in FUNCTIONS})
    with Workbench(ownership, catalogue, host, catalogue.find(ACTIVATIONS[0]).limits) as bench:
        curves = {name: _measured(name, ownership, catalogue, bench) for name in FUNCTIONS}
        return ActivationLab(ownership, curves, bench.printed)


def _of_the_kit(name: str, ownership: Ownership, catalogue: Catalogue) -> Curve:
    return Curve(ownership.owners[name], _expected(name, Z, catalogue))


def _measured(name: str, ownership: Ownership, catalogue: Catalogue, bench: Workbench) -> Curve:
    if not ownership.yours(name):
        return _of_the_kit(name, ownership, catalogue)
    curve = compare(ownership.owners[name], bench.call(name, Z), _expected(name, Z, catalogue))
    if curve.got is None or curve.notes:
        return curve
    far = compare(curve.owner, bench.call(name, FAR), _expected(name, FAR, catalogue))
    return replace(curve, notes=tuple(f"At z = ±1000: {note}" for note in far.notes))


def compare(owner: Owner, answer: Answer, expected: FloatArray) -> Curve:
    """Compare an answer with what is expected over ``Z``, or at ``FAR``."""
    at = Z if expected.shape == Z.shape else FAR
    if answer.problem:
        return Curve(owner, expected, notes=(answer.problem,))
    array, notes = _drawable(owner.function, answer.value, expected)
    may_warn = owner.function.startswith(_MAY_WARN)
    notes += [answer.changed] * bool(answer.changed) + [answer.warned] * bool(answer.warned and not may_warn)
    asides = (answer.warned,) if answer.warned and may_warn else ()
    if array is None:
        return Curve(owner, expected, notes=tuple(notes), asides=asides)
    with np.errstate(invalid="ignore", over="ignore"):
        gaps = np.abs(array - expected)
    gaps = np.where(np.isfinite(array), gaps, np.inf)
    worst = int(np.argmax(gaps))
    gap, z = float(gaps.flat[worst]), float(at.flat[worst])
    limit = _SAME_BY_SIZE.get(answer.value.dtype.itemsize, _SAME) if answer.value.dtype.kind == "f" else _SAME
    off = gap > limit * max(1.0, float(np.abs(expected).max()))
    if not np.isfinite(gap):
        missing = int((~np.isfinite(array)).sum())
        notes.insert(0, f"{owner.function} is NaN or infinite for {missing} of {array.size} values, at z = {z:g}.")
    elif off:
        notes.insert(0, f"{owner.function} is off by up to {gap:.3g}, most at z = {z:g}.")
    return Curve(owner, expected, array, gap, z, off, tuple(notes), asides)


def _drawable(name: str, value: Any, expected: FloatArray) -> tuple[FloatArray | None, list[str]]:
    """Return the answer as floats of the expected shape as far as that can be, and what is wrong with its form."""
    if not isinstance(value, (np.ndarray, np.generic)):
        missing = " Is a return statement missing?" if value is None else ""
        return None, [f"{name} gives {kind_of(value)} where an array is expected.{missing}"]
    notes = []
    if value.dtype.kind not in "biuf":
        return None, [f"{name} gives no real numbers (dtype {value.dtype})."]
    if value.dtype.kind != "f":
        what = "truth values" if value.dtype.kind == "b" else "integers"
        notes.append(f"{name} gives {what} (dtype {value.dtype}) where floats are expected.")
    if value.shape != expected.shape:
        notes.append(f"{name} gives shape {value.shape} for z of shape {expected.shape}.")
        if value.size != expected.size:
            return None, notes
    return np.asarray(value, dtype=np.float64).reshape(expected.shape), notes


def _expected(name: str, at: FloatArray, catalogue: Catalogue) -> FloatArray:
    function = getattr(load_reference(catalogue.find(name)), name)
    return np.asarray(function(at), dtype=np.float64)
