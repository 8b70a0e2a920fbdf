"""Gradient tools for the networks of `networks`: the exact gradient, numeric ones, and where relu has no slope.

The loss is the mean squared error, summed over outputs and averaged over samples. Gradients are float64 arrays ``dWl``
(n_in, n_out) and ``dbl`` (1, n_out), by layer. No tool changes the network, and the numeric ones run a forward pass of
their own. Those that take a network raise ValueError if its targets do not have the shape of its predictions.

How a numeric gradient takes a few batches only: moving ``W_l[i, j]`` by ``step`` moves no layer before l, of ``Z_l``
only column j, by ``step * A_{l-1}[:, i]``, and ``Z_{l+1}`` by a matrix of rank one. A bias is the weight of an input of
1. Samples that feel nothing (the input is 0, the unit dead) drop out; the others of many entries share a batch.

Sources: Rumelhart, Hinton and Williams, Learning representations by back-propagating errors, Nature 323, 1986;
Nocedal and Wright, Numerical Optimization, 2nd ed. 2006, section 8.1 (finite differences and their step);
Squire and Trapp, Using complex variables to estimate derivatives of real functions, SIAM Review 40(1), 1998;
Griewank and Walther, Evaluating Derivatives, 2nd ed. 2008 (directional derivatives; slopes at kinks).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from grader.suite.networks import ACTIVATIONS, FloatArray, Network, forward

BoolArray = np.ndarray[Any, np.dtype[np.bool_]]
_IntArray = np.ndarray[Any, np.dtype[np.int64]]

_EPSILON = 1e-5  # near the cube root of the unit roundoff: truncation and rounding balance (Nocedal and Wright, 8.1)
_COMPLEX_STEP = 1e-30
_BATCH = 100_000  # numbers in a batched array: about 1 MB, of which a handful live at a time
_LEAST_SLOPE = 1e-4  # below it a slope is compared as if it were as large: it may be nothing but rounding
_LEAST_SHARE = 1e-2  # of the largest gradient entry: how small an array's own may be and still be made up for

_DERIVATIVES: Mapping[str, Callable[[FloatArray, FloatArray], FloatArray]] = {
    "relu": lambda Z, A: np.where(Z > 0, 1.0, 0.0),
    "sigmoid": lambda Z, A: A * (1.0 - A),
    "tanh": lambda Z, A: 1.0 - A**2,
}


@dataclass(frozen=True, slots=True)
class GradientComparison:
    """How far gradients are from the expected ones.

    ``errors`` holds ``max|got - expected| / (atol / rtol + max|expected|)`` for each expected array: at most ``rtol``
    if it is right, infinite if it is missing, has another shape, or holds NaN or infinity. ``first_off`` is the key of
    the first expected array that is off, None if all are right.
    """

    errors: dict[str, float]
    first_off: str | None


@dataclass(frozen=True, slots=True)
class _Moved:
    """Pre-activations of ``layer`` while entries of that layer or of an earlier one are moved, each alone.

    ``Z`` has shape (steps, pairs, units); a pair is a moved entry and a sample that feels it. In the entries' own layer
    only one unit moves, the one in ``columns``, and ``Z`` holds it alone; later ``columns`` is None.
    """

    layer: int
    entries: _IntArray
    samples: _IntArray
    columns: _IntArray | None
    Z: FloatArray

    def match(self, resting: FloatArray) -> FloatArray:
        """Return the part of an (n_samples, units) array that ``Z`` is about, shape (pairs, units)."""
        return resting[self.samples] if self.columns is None else resting[self.samples, self.columns, np.newaxis]


_Measure = Callable[[_Moved], FloatArray]  # a number per pair


def analytic_gradients(network: Network) -> dict[str, FloatArray]:
    """Return the gradient by backpropagation through ``network.cache``, with relu'(0) = 0.

    ``dZ_L = (2/n)(A_L - y)``, ``dZ_l = (dZ_{l+1} W_{l+1}.T) * f'(Z_l)``, ``dW_l = A_{l-1}.T dZ_l``, and ``db_l`` is the
    sum of the rows of ``dZ_l`` (Rumelhart, Hinton and Williams 1986).
    """
    base, depth = _in_doubles(network, network.cache), _depth(network)
    gradients: dict[str, FloatArray] = {}
    dZ = 2.0 / len(base.y) * (base.cache[f"A{depth}"] - base.y)
    for layer in range(depth, 0, -1):
        A_prev = base.cache[f"A{layer - 1}"]
        gradients |= {f"db{layer}": dZ.sum(axis=0, keepdims=True), f"dW{layer}": A_prev.T @ dZ}
        if layer > 1:
            slope = _DERIVATIVES[base.activation](base.cache[f"Z{layer - 1}"], A_prev)
            dZ = (dZ @ base.parameters[f"W{layer}"].T) * slope
    return dict(reversed(gradients.items()))


def compare_gradients(
    got: Mapping[str, Any], expected: Mapping[str, FloatArray], *, rtol: float = 1e-7, atol: float = 1e-10,
    skip: Mapping[str, BoolArray] | None = None,
) -> GradientComparison:  # fmt: skip
    """Compare gradients array by array; in each a difference of ``atol + rtol * max|expected|`` is allowed.

    Keys of ``got`` that are not expected are ignored. Where an array of ``skip`` is true, as in those of `kinks`, the
    entries of the gradient with the same key are left out.
    """
    errors = {}
    for key, reference in expected.items():
        counted = ~skip[key] if skip and key in skip else np.ones(reference.shape, dtype=np.bool_)
        errors[key] = _relative_error(got.get(key), reference, counted, atol / rtol)
    return GradientComparison(errors, next((key for key, error in errors.items() if error > rtol), None))


def central_differences(network: Network, epsilon: float = _EPSILON) -> dict[str, FloatArray]:
    """Return the numeric gradient ``(loss(p + epsilon) - loss(p - epsilon)) / (2 epsilon)`` for every entry p.

    The truncation error is of the order ``epsilon**2``, the rounding error of the order ``1e-16 / epsilon`` (Nocedal
    and Wright 2006, section 8.1). Where a step meets a kink of relu the result lies between two slopes: see `kinks`.
    """
    base = _in_doubles(network)

    def slope(moved: _Moved) -> FloatArray:
        return _loss_slopes(moved.Z[0], moved.Z[1], moved.match(base.y), epsilon) / len(base.y)

    return _entrywise(base, [epsilon, -epsilon], range(_depth(base), _depth(base) + 1), slope)


def complex_step_gradients(network: Network, h: float = _COMPLEX_STEP) -> dict[str, FloatArray]:
    """Return the numeric gradient ``Im loss(p + ih) / h`` for every entry p (Squire and Trapp 1998).

    Nothing is subtracted, so ``h`` can be so small that the truncation error, of the order ``h**2``, vanishes. relu
    goes by its real part, with relu'(0) = 0: on a kink the result is the slope of that convention.
    """
    base = _in_doubles(network)

    def slope(moved: _Moved) -> FloatArray:
        return np.asarray(np.square(moved.Z[0] - moved.match(base.y)).sum(axis=1).imag / (h * len(base.y)))

    return _entrywise(base, [1j * h], range(_depth(base), _depth(base) + 1), slope)


def complex_step(function: Callable[[Any], Any], x: Any, h: float = _COMPLEX_STEP) -> FloatArray:
    """Return the derivative of ``function`` by each entry of ``x``: ``Im function(x + ih) / h``.

    ``function`` takes complex numbers of ``x``'s shape and must be analytic: no ``abs``, no ``conj``. The result has
    the shape (*shape of ``function(x)``, *shape of ``x``): a gradient or a Jacobian. A function that works entry by
    entry has the derivative ``complex_step(lambda step: function(z + step), 0.0)`` at z (Squire and Trapp 1998).

    Raises
    ------
    TypeError
        If ``function`` returns something real, and the step is lost.
    """
    point = np.array(x, dtype=np.complex128)
    parts = []
    for index in np.ndindex(point.shape):
        moved = point.copy()
        moved[index] += 1j * h
        result = np.asarray(function(moved[()]))
        if result.dtype.kind != "c":
            raise TypeError(f"The function returned {result.dtype} for complex numbers; keep its arithmetic complex.")
        parts.append(result.imag / h)
    return np.stack(parts, axis=-1).reshape(parts[0].shape + point.shape)


def directional_check(
    network: Network, gradients: Mapping[str, Any], directions: int = 10, seed: int = 0, epsilon: float = _EPSILON
) -> float:
    """Return how far ``gradients`` are from central differences along random directions through all parameters at once.

    The result is ``max|g·v - numeric| / max(|g·v|, |numeric|)``, with maxima over all directions v: below 1e-6 for a
    right gradient away from kinks, infinite if a gradient holds NaN or infinity. A direction costs two forward passes,
    however many parameters there are. It is drawn from a box that is wider for arrays of small gradients, so that a
    mistake there shows as well as one in large gradients, and then given the length 1.

    Raises
    ------
    ValueError
        If a gradient is missing or does not have its parameter's shape.
    """
    base = _in_doubles(network)
    for name, array in base.parameters.items():
        if f"d{name}" not in gradients or np.shape(gradients[f"d{name}"]) != array.shape:
            raise ValueError(f"d{name} must be an array of shape {array.shape}, that of its parameter.")
    claimed = [np.asarray(gradients[f"d{name}"], dtype=np.float64).ravel() for name in base.parameters]
    if not np.isfinite(flat := np.concatenate(claimed)).all():
        return float("inf")
    tops = np.repeat([np.abs(array).max() for array in claimed], [array.size for array in claimed])
    weights = tops.max() / np.maximum(tops, _LEAST_SHARE * tops.max()) if flat.any() else np.ones(flat.size)
    rng = np.random.default_rng(seed)
    at_once = max(1, _BATCH // max(4 * flat.size, *(array.size for array in base.cache.values())))
    said, found = np.empty(directions), np.empty(directions)
    for first in range(0, directions, at_once):
        v = (rng.random((min(at_once, directions - first), flat.size)) - 0.5) * weights
        v /= np.linalg.norm(v, axis=1, keepdims=True)
        said[first : first + at_once], found[first : first + at_once] = v @ flat, _slopes_along(base, v, epsilon)
    return float(np.abs(said - found).max() / max(_LEAST_SLOPE, np.abs([said, found]).max()))


def kinks(network: Network, epsilon: float = _EPSILON) -> dict[str, BoolArray]:
    """Say for which entries central differences meet a kink of relu and are not to be trusted.

    They are those whose parameter, moved by ``epsilon`` up or down, takes a hidden pre-activation across zero, onto it
    or off it; a unit that sits on zero and stays there, as behind a dead layer, does no harm. The masks have the keys
    and shapes of the gradients, and are all false for sigmoid and tanh.
    """
    base = _in_doubles(network)

    def crossings(moved: _Moved) -> FloatArray:
        crossed = np.sign(moved.Z) != np.sign(moved.match(base.cache[f"Z{moved.layer}"]))
        return np.asarray(crossed.any(axis=(0, 2)))

    hidden = range(1, _depth(base) if base.activation == "relu" else 1)
    return {key: count > 0 for key, count in _entrywise(base, [epsilon, -epsilon], hidden, crossings).items()}


def _in_doubles(network: Network, cache: Mapping[str, FloatArray] | None = None) -> Network:
    """Return the network in float64, with ``cache`` or that of a new forward pass."""
    parameters = {name: np.asarray(array, dtype=np.float64) for name, array in network.parameters.items()}
    X, y = np.asarray(network.X, dtype=np.float64), np.asarray(network.y, dtype=np.float64)
    found = forward(X, parameters, network.activation) if cache is None else cache
    doubles = {key: np.asarray(array, dtype=np.float64) for key, array in found.items()}
    if y.shape != (wanted := doubles[f"A{_depth(network)}"].shape):
        raise ValueError(f"The targets have shape {y.shape}; give them that of the predictions, {wanted}.")
    return Network(parameters, X, y, network.activation, doubles)


def _depth(network: Network) -> int:
    return len(network.parameters) // 2


def _entrywise(base: Network, steps: list[Any], layers: range, measure: _Measure) -> dict[str, FloatArray]:
    """Move every entry by each step, and sum ``measure`` over its samples and the given ``layers``."""
    found: dict[str, FloatArray] = {}
    for layer in range(1, _depth(base) + 1):
        n_in, n_out = base.parameters[f"W{layer}"].shape
        total = np.zeros((n_in + 1) * n_out)
        for moved in _moves(base, layer, np.array(steps), layers.stop) if layer < layers.stop else ():
            if moved.layer in layers:
                total += np.bincount(moved.entries, measure(moved), total.size)
        found |= {f"dW{layer}": total[:-n_out].reshape(n_in, n_out), f"db{layer}": total[np.newaxis, -n_out:]}
    return found


def _moves(base: Network, layer: int, steps: FloatArray, stop: int) -> Iterator[_Moved]:
    """Yield, batch by batch, the pre-activations of ``layer`` and of those after it, before ``stop``.

    Entries are numbered through ``W`` and then ``b``. What is yielded may be overwritten when the next is asked for.
    """
    n_out = base.parameters[f"b{layer}"].size
    inputs = np.hstack([base.cache[f"A{layer - 1}"], np.ones((len(base.y), 1))])
    samples, rows = np.nonzero(inputs)
    widest = max([1, *(base.parameters[f"b{after}"].size for after in range(layer + 1, stop))])
    batch = max(1, _BATCH // (len(steps) * widest))
    for first in range(0, rows.size * n_out, batch):
        which, columns = np.divmod(np.arange(first, min(first + batch, rows.size * n_out)), n_out)
        sample, row = samples[which], rows[which]
        Z = base.cache[f"Z{layer}"][sample, columns] + steps[:, np.newaxis] * inputs[sample, row]
        moved = _Moved(layer, row * n_out + columns, sample, columns, Z[..., np.newaxis])
        yield moved
        while moved.layer + 1 < stop:
            moved = _next(base, moved)
            yield moved


def _next(base: Network, moved: _Moved) -> _Moved:
    """Carry moved pre-activations through one more layer, without the pairs that it does not feel."""
    layer = moved.layer + 1
    W, Z = base.parameters[f"W{layer}"], moved.Z
    # relu in place is several times as fast as choosing with ``where``.
    A = np.multiply(Z, Z.real > 0, out=Z) if base.activation == "relu" else ACTIVATIONS[base.activation](Z)
    if moved.columns is None:
        return replace(moved, layer=layer, Z=A @ W + base.parameters[f"b{layer}"])
    change = A - moved.match(base.cache[f"A{layer - 1}"])
    felt = np.flatnonzero(change.any(axis=(0, 2)))
    samples = moved.samples[felt]
    Z = change[:, felt] * W.take(moved.columns[felt], axis=0)
    Z += base.cache[f"Z{layer}"].take(samples, axis=0)
    return _Moved(layer, moved.entries[felt], samples, None, Z)


def _loss_slopes(plus: FloatArray, minus: FloatArray, y: FloatArray, epsilon: float) -> FloatArray:
    """Return central differences of squared errors, by sample: (a - b)(a + b) cancels less than a² - b²."""
    return np.asarray(np.einsum("...u,...u->...", plus - minus, plus + minus - 2.0 * y) / (2.0 * epsilon))


def _slopes_along(base: Network, v: FloatArray, epsilon: float) -> FloatArray:
    """Return the central differences of the loss along the rows of ``v``, each of them one flat array of parameters."""
    parts = np.split(epsilon * v, np.cumsum([array.size for array in base.parameters.values()])[:-1], axis=1)
    named = zip(base.parameters.items(), parts, strict=True)
    steps = [(name, array, part.reshape(-1, *array.shape)) for (name, array), part in named]
    plus = forward(base.X, {name: array + step for name, array, step in steps}, base.activation)
    minus = forward(base.X, {name: array - step for name, array, step in steps}, base.activation)
    last = f"A{_depth(base)}"
    return np.asarray(_loss_slopes(plus[last], minus[last], base.y, epsilon).mean(axis=1))


def _relative_error(got: Any, reference: FloatArray, counted: BoolArray, floor: float) -> float:
    if got is None or np.shape(got) != reference.shape or not np.isfinite(got).all():
        return float("inf")
    largest = float(np.abs(reference[counted]).max(initial=0.0))
    return float(np.abs(got - reference)[counted].max(initial=0.0)) / (floor + largest)
