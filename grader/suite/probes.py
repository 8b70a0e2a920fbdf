"""What a diagnosis asks a function beyond what its suite did: written by an exercise's author, in ``probes.py``.

A file ``solutions/<name>/probes.py`` may define

``probes(reference)``
    which returns a dict from function to a list of :func:`probe`, small inputs first. Each tells some mistakes apart;
    the first on which a candidate fails is shown as the counterexample.
``EXPERIMENTS``
    a dict from a function whose answers are random to a list of experiments. An experiment is a function of ``ask``,
    which calls the function under diagnosis (``ask.changed`` then names the arguments it changed in place); it returns
    a dict of what it saw, truth values, texts and :class:`Measured` numbers, or None if that says nothing. Its name is
    one aspect of the function, such as its scale.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np


@dataclass(frozen=True, slots=True)
class Probe:
    """One call to be made; ``planted`` are given functions that mean something else meanwhile."""

    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    planted: Mapping[str, Callable[..., Any]]

    def planting(self, **functions: Callable[..., Any]) -> Probe:
        """Return the same call with given names of the candidate's module meaning ``functions``."""
        return replace(self, planted=functions)


def probe(*args: Any, **kwargs: Any) -> Probe:
    """Return the probe that calls a function with these arguments."""
    return Probe(args, kwargs, {})


# Signs, zero, both sides of it, steps of every size, and numbers at which an exponential overflows; small ones first.
_ENTRIES = (
    [[0.0]],
    [[1.0]],
    [[-1.0]],
    [[2.5]],
    [[-2.0, 0.0, 3.0]],
    [[0.3], [-0.4]],
    [[-5.0, 5.0], [-0.01, 0.01]],
    [[7.0, -9.0, 12.0]],
    [[15.0, -18.0], [22.0, -25.0], [30.0, -35.0]],
    [[1000.0]],
    [[-1000.0]],
    [[800.0, -800.0, 1.0]],
    [0.5, -1.5],
)


def entry_by_entry(*functions: str) -> dict[str, list[Probe]]:
    """Return probes of functions that take one array and work entry by entry, such as activations."""
    return {name: [probe(np.array(values)) for values in _ENTRIES] for name in functions}


@dataclass(frozen=True, slots=True)
class Measured:
    """A number with its error: two are the same if they differ by no more than the larger of both errors."""

    value: float
    error: float

    def agrees(self, other: object) -> bool:
        """Say whether ``other`` may be the same number."""
        if not isinstance(other, Measured):
            return False
        return self.value == other.value or abs(self.value - other.value) <= max(self.error, other.error)


Seen = Mapping[str, "bool | str | int | Measured"]
Experiment = Callable[[Any], Seen | None]
