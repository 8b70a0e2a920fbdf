"""What is trained, how long, and on which curves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from grader.suite.networks import FloatArray

WEIGHTS_APART = 100  # of the seed of the data and that of the weights: the same draws must not serve both
EDGES = -2.0, 2.0  # of the data


@dataclass(frozen=True, slots=True)
class Setting:
    """How the networks are trained.

    Attributes
    ----------
    hidden
        Units of the hidden layers; there is one input and one output.
    noise
        The standard deviation of the noise in y.
    seed, seeds
        The first seed, and how many are tried from there on.
    tolerance
        How far above its final loss a network may be to count as converged, as a fraction.
    """

    hidden: tuple[int, ...] = (10, 10)
    activation: str = "relu"
    learning_rate: float = 0.1
    epochs: int = 3000
    samples: int = 200
    noise: float = 0.2
    seed: int = 42
    seeds: int = 10
    tolerance: float = 0.1

    @property
    def layers(self) -> list[int]:
        """Units per layer, the input first."""
        return [1, *self.hidden, 1]

    @property
    def initialization(self) -> str:
        """The scheme that suits the activation."""
        return "he" if self.activation == "relu" else "xavier"

    @property
    def all_seeds(self) -> range:
        """The seeds of the data."""
        return range(self.seed, self.seed + self.seeds)


@dataclass(frozen=True, slots=True)
class Target:
    """A curve that data are made from."""

    formula: str
    f: Callable[[FloatArray], FloatArray]


TARGETS: dict[str, Target] = {
    "sinusoidal": Target("sin(3x)", lambda x: np.sin(3.0 * x)),
    "linear": Target("2.5x + 1", lambda x: 2.5 * x + 1.0),
    "polynomial": Target("1.5x² + 0.5x + 1", lambda x: 1.5 * x**2 + 0.5 * x + 1.0),
}
