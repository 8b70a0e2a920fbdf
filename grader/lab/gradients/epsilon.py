"""The epsilon curve: how far plain central differences are from the exact gradient, by their step.

Central differences err twice. The Taylor series leaves ``epsilon**2 |L'''| / 6``, the truncation; and each loss is only
known to about ``u |L|``, with u the unit roundoff, which the division turns into ``u |L| / epsilon``, the rounding.
Their sum is least at ``epsilon = (3 u |L| / |L'''|)**(1/3)``: near the cube root of u where loss and third derivative
are of a size. Sources: Nocedal and Wright, Numerical Optimization, 2nd ed. 2006, section 8.1; Press et al., Numerical
Recipes, 3rd ed. 2007, section 5.7.

Here the differences are those a person writes, ``(L(p + epsilon) - L(p - epsilon)) / (2 epsilon)``: the kit's own
tools factor the difference of squares and so lose fewer digits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np

from grader.lab.gradients.accuracy import relative_errors
from grader.suite.gradients import BoolArray, analytic_gradients, kinks
from grader.suite.networks import FloatArray, Network, forward

EPSILONS: FloatArray = 10.0 ** (-np.arange(4, 49) / 4)  # 1e-1 to 1e-12, four to the decade
COMMON = 1e-7  # the step that courses and interviews name
UNIT_ROUNDOFF = float(np.finfo(np.float64).eps) / 2
_THIRD_STEP = 1e-3  # of the second difference of exact gradients: gives L''' to about 1e-6 of its size
_NO_THIRD = 1e-7  # of the gradient: below it a third derivative is nothing but rounding
_NUMBERS_AT_ONCE = 200_000  # parameters times moved entries
_FEWEST_ENTRIES = 24


@dataclass(frozen=True, slots=True)
class EpsilonCurve:
    """Largest relative errors of central differences over the entries of a gradient, by epsilon.

    Attributes
    ----------
    epsilons
        Steps, falling from 0.1 to 1e-12.
    errors
        Over the entries whose step meets no kink; NaN where every one does.
    errors_at_kinks
        Over all entries.
    at_kinks
        How many entries meet a kink.
    entries
        How many entries were measured.
    truncation, rounding
        Factors of the expected errors ``truncation * epsilon**2`` and ``rounding / epsilon``. The former is 0 where the
        loss is quadratic in each parameter, as that of a relu network is between kinks.
    """

    epsilons: FloatArray
    errors: FloatArray
    errors_at_kinks: FloatArray
    at_kinks: FloatArray
    entries: int
    truncation: float
    rounding: float

    @property
    def optimum(self) -> float:
        """The epsilon of the least expected error, infinite without truncation."""
        return (self.rounding / (2.0 * self.truncation)) ** (1 / 3) if self.truncation > 0 else float("inf")

    @property
    def best(self) -> float:
        """The epsilon of the least measured error among those that meet the fewest kinks."""
        few = self.at_kinks == self.always_at_kinks
        return float(self.epsilons[int(np.nanargmin(np.where(few, self.errors, np.inf)))])

    @property
    def always_at_kinks(self) -> int:
        """How many entries meet a kink however small the step: a unit lies on it."""
        return int(self.at_kinks.min())

    @property
    def first_kink(self) -> float:
        """The least epsilon that meets more kinks than the smallest does, infinite if there is none."""
        return float(min(self.epsilons[self.at_kinks > self.always_at_kinks], default=np.inf))

    def error_at(self, epsilon: float) -> float:
        """Return the error measured without kinks at the step nearest to ``epsilon``."""
        return float(self.errors[int(np.argmin(np.abs(np.log(self.epsilons / epsilon))))])


def measure_curve(network: Network, exact: Mapping[str, FloatArray], floors: Mapping[str, float]) -> EpsilonCurve:
    """Measure the curve on ``network``, over all entries or, of large networks, over some of every layer.

    Parameters
    ----------
    exact
        The gradients ``dW1, db1, …``.
    floors
        For each of them, what is added to the denominator of a relative error.
    """
    count = sum(array.size for array in network.parameters.values())
    wanted = min(count, max(_FEWEST_ENTRIES, _NUMBERS_AT_ONCE // count))
    entries = np.unique(np.linspace(0, count - 1, wanted).round().astype(int))
    gradient = _flat(exact, network)[entries]
    each = [np.full(array.size, floors[f"d{name}"]) for name, array in network.parameters.items()]
    floor = np.concatenate(each)[entries]
    errors, with_kinks, at_kinks = [], [], []
    for epsilon in EPSILONS:
        numeric = (_losses(network, entries, epsilon) - _losses(network, entries, -epsilon)) / (2.0 * epsilon)
        error = relative_errors(numeric, gradient, floor)
        crossing = _crossing(network, entries, float(epsilon))
        errors.append(error[~crossing].max() if not crossing.all() else np.nan)
        with_kinks.append(error.max())
        at_kinks.append(crossing.sum())
    sizes = 2.0 * np.abs(gradient) + floor
    loss = float(_losses(network, entries[:1], 0.0)[0])
    thirds = _third_derivatives(network, entries)
    return EpsilonCurve(
        EPSILONS,
        np.array(errors),
        np.array(with_kinks),
        np.array(at_kinks),
        len(entries),
        float((thirds / 6.0 / sizes).max()),
        float((UNIT_ROUNDOFF * loss / sizes).max()),
    )


def _flat(gradients: Mapping[str, FloatArray], network: Network) -> FloatArray:
    return np.concatenate([gradients[f"d{name}"].ravel() for name in network.parameters])


def _crossing(network: Network, entries: FloatArray, epsilon: float) -> BoolArray:
    marks = kinks(network, epsilon)
    return np.concatenate([marks[f"d{name}"].ravel() for name in network.parameters])[entries]


def _moved(network: Network, entries: FloatArray, step: float) -> dict[str, FloatArray]:
    """Return the parameters as stacks: in each of their layers one of ``entries`` is moved by ``step``."""
    flat = np.concatenate([array.ravel() for array in network.parameters.values()])
    stack = np.tile(flat, (len(entries), 1))
    stack[np.arange(len(entries)), entries] += step
    sizes = [array.size for array in network.parameters.values()]
    parts = np.split(stack, np.cumsum(sizes)[:-1], axis=1)
    named = zip(network.parameters.items(), parts, strict=True)
    return {name: part.reshape(len(entries), *array.shape) for (name, array), part in named}


def _losses(network: Network, entries: FloatArray, step: float) -> FloatArray:
    cache = forward(network.X, _moved(network, entries, step), network.activation)
    predicted = cache[f"A{len(network.parameters) // 2}"]
    return np.asarray(((predicted - network.y) ** 2).sum(axis=(1, 2)) / len(network.y))


def _third_derivatives(network: Network, entries: FloatArray) -> FloatArray:
    """Return ``|L'''|`` by each entry: the second difference of the exact gradient, 0 where that meets a kink."""
    h, found = _THIRD_STEP, np.zeros(len(entries))
    crossing = _crossing(network, entries, h)
    middle = _flat(analytic_gradients(network), network)
    for position, entry in enumerate(entries):
        if not crossing[position]:
            sides = [_gradient_moved(network, entry, step)[entry] for step in (h, -h)]
            found[position] = abs(sides[0] - 2.0 * middle[entry] + sides[1]) / h**2
    return np.where(found > _NO_THIRD * np.abs(middle).max(initial=0.0), found, 0.0)


def _gradient_moved(network: Network, entry: int, step: float) -> FloatArray:
    parameters = {name: stack[0] for name, stack in _moved(network, np.array([entry]), step).items()}
    cache = forward(network.X, parameters, network.activation)
    return _flat(analytic_gradients(replace(network, parameters=parameters, cache=cache)), network)
