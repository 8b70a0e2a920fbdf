"""Gradient tools for the networks of `networks`: the exact gradient, numeric ones to check it, and where relu has no slope.

==========================  ==================================  =============================================
tool                        cost                                error
==========================  ==================================  =============================================
`analytic_gradients`        one backward pass                   rounding
`complex_step_gradients`    batched passes, in complex numbers  rounding: nothing is subtracted
`central_differences`       batched passes                      about 1e-10
`directional_check`         two passes per direction            about 1e-9, and one number for the whole gradient
==========================  ==================================  =============================================

Samples are rows, the last layer is linear, the loss is the mean squared error averaged over samples and summed over outputs.
Gradients are float64 arrays ``dWl`` (n_in, n_out) and ``dbl`` (1, n_out), by layer. No tool changes the network; the numeric
ones run the forward pass anew and never read ``network.cache``. All raise ValueError if targets and predictions differ in shape.

How the batched passes work: moving ``W_l[i, j]`` by ``step`` leaves the layers before l alone, moves only column j of ``Z_l``,
by ``step * A_{l-1}[:, i]``, and changes ``Z_{l+1}`` by a matrix of rank one. A bias is the weight of an input that is always
1. Samples that the step does not reach (an input of zero, a dead unit) drop out; the others of many entries run in one batch.

Sources: Rumelhart, Hinton and Williams, Learning representations by back-propagating errors, Nature 323, 1986 (exact gradient);
Nocedal and Wright, Numerical Optimization, 2nd ed. 2006, section 8.1 (central differences and the choice of their step);
Squire and Trapp, Using complex variables to estimate derivatives of real functions, SIAM Review 40(1), 1998 (complex step);
Griewank and Walther, Evaluating Derivatives, 2nd ed. 2008 (directional derivatives; slopes at kinks).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.suite.networks import ACTIVATIONS, FloatArray, Network, forward

BoolArray = np.ndarray[Any, np.dtype[np.bool_]]
_IntArray = np.ndarray[Any, np.dtype[np.int64]]

_EPSILON = 1e-5  # near the cube root of the unit roundoff, where truncation and rounding balance (Nocedal and Wright, 8.1)
_COMPLEX_STEP = 1e-30
_BATCH = 40_000  # numbers in a batched array: a few such arrays fit a core's cache and lie far below 64 MB
_LEAST_SHARE = 1e-2  # of the largest array's norm: how small another's may be and still be weighted up in full

_DERIVATIVES: Mapping[str, Callable[[FloatArray, FloatArray], FloatArray]] = {
    "relu": lambda Z, A: np.where(Z > 0, 1.0, 0.0),
    "sigmoid": lambda Z, A: A * (1.0 - A),
    "tanh": lambda Z, A: 1.0 - A**2,
}


@dataclass(frozen=True, slots=True)
class GradientComparison:
    """How far gradients are from the expected ones.

    Attributes
    ----------
    errors
        For each expected array ``max|got - expected| / (atol / rtol + max|expected|)``, at most ``rtol`` if it is right;
        infinite if the array is missing, has another shape, or holds NaN or infinity.
    first_off
        The key of the first array that is off, in the order of the expected ones; None if all are right.
    """

    errors: dict[str, float]
    first_off: str | None


@dataclass(frozen=True, slots=True)
class _Base:
    """A network at rest: everything in float64, with the cache of its own forward pass."""

    parameters: dict[str, FloatArray]
    cache: dict[str, FloatArray]
    y: FloatArray
    activation: str
    depth: int


@dataclass(frozen=True, slots=True)
class _Moved:
    """Pre-activations of ``layer`` while entries of that layer or of an earlier one are moved, each alone.

    ``Z`` has shape (steps, pairs, units); a pair is a moved entry and a sample that feels it. In the layer of the entries
    themselves only one unit moves, the one in ``columns``, and ``Z`` holds it alone; later ``columns`` is None.
    """

    layer: int
    entries: _IntArray
    samples: _IntArray
    columns: _IntArray | None
    Z: FloatArray

    def match(self, resting: FloatArray) -> FloatArray:
        """Return the part of an (n_samples, units) array that ``Z`` is about, shape (pairs, units)."""
        return resting[self.samples] if self.columns is None else resting[self.samples, self.columns, np.newaxis]


def analytic_gradients(network: Network) -> dict[str, FloatArray]:
    """Return the gradient of the loss by backpropagation through ``network.cache``, with relu'(0) = 0.

    ``dZ_L = (2/n)(A_L - y)``, ``dZ_l = (dZ_{l+1} W_{l+1}.T) * f'(Z_l)``, ``dW_l = A_{l-1}.T dZ_l``, and ``db_l`` sums the rows of
    ``dZ_l`` (Rumelhart, Hinton and Williams 1986).
    """
    base = _base(network, network.cache)
    gradients: dict[str, FloatArray] = {}
    dZ = 2.0 / len(base.y) * (base.cache[f"A{base.depth}"] - base.y)
    for layer in range(base.depth, 0, -1):
        A_prev = base.cache[f"A{layer - 1}"]
        gradients |= {f"db{layer}": dZ.sum(axis=0, keepdims=True), f"dW{layer}": A_prev.T @ dZ}
        if layer > 1:
            slope = _DERIVATIVES[base.activation](base.cache[f"Z{layer - 1}"], A_prev)
            dZ = (dZ @ base.parameters[f"W{layer}"].T) * slope
    return dict(reversed(gradients.items()))


def compare_gradients(
    got: Mapping[str, Any],
    expected: Mapping[str, FloatArray],
    *,
    rtol: float = 1e-7,
    atol: float = 1e-10,
    skip: Mapping[str, BoolArray] | None = None,
) -> GradientComparison:
    """Compare gradients array by array; in each a difference of ``atol + rtol * max|expected|`` is allowed.

    Parameters
    ----------
    got, expected
        Arrays by key, such as ``dW1``. Further keys of ``got`` are ignored.
    skip
        Masks of the arrays' shapes, by key: true entries are left out, such as those of `kinks`.
    """
    errors = {}
    for key, reference in expected.items():
        counted = ~(skip or {}).get(key, np.zeros(reference.shape, dtype=np.bool_))
        errors[key] = _relative_error(got.get(key), reference, counted, atol / rtol)
    return GradientComparison(errors, next((key for key, error in errors.items() if error > rtol), None))


def central_differences(network: Network, epsilon: float = _EPSILON) -> dict[str, FloatArray]:
    """Return the numeric gradient ``(loss(p + epsilon) - loss(p - epsilon)) / (2 epsilon)`` for every entry p.

    The truncation error is of the order ``epsilon**2``, the rounding error of the order ``1e-16 / epsilon`` (Nocedal and
    Wright 2006, section 8.1). Where a step meets a kink of relu the result lies between two slopes: see `kinks`.
    """
    base = _base(network)

    def slope(moved: _Moved) -> FloatArray:
        plus, minus = moved.Z
        return _loss_difference(plus, minus, moved.match(base.y)) / (2.0 * epsilon * len(base.y))

    return _entrywise(base, np.array([epsilon, -epsilon]), range(base.depth, base.depth + 1), slope)


def complex_step_gradients(network: Network, h: float = _COMPLEX_STEP) -> dict[str, FloatArray]:
    """Return the numeric gradient ``Im loss(p + ih) / h`` for every entry p (Squire and Trapp 1998).

    Nothing is subtracted, so ``h`` can be so small that the truncation error, of the order ``h**2``, vanishes. relu goes by
    its real part, with relu'(0) = 0: on a kink the result is the slope of that convention.
    """
    base = _base(network)

    def slope(moved: _Moved) -> FloatArray:
        residual = moved.Z[0] - moved.match(base.y)
        return np.einsum("pu,pu->p", residual, residual).imag / (h * len(base.y))

    return _entrywise(base, np.array([1j * h]), range(base.depth, base.depth + 1), slope)


def complex_step(function: Callable[[Any], Any], x: Any, h: float = _COMPLEX_STEP) -> FloatArray:
    """Return the derivative of ``function`` by every entry of ``x``, ``Im function(x + ih) / h`` (Squire and Trapp 1998).

    A function that works entry by entry has the derivative ``complex_step(lambda step: function(z + step), 0.0)`` at z.

    Parameters
    ----------
    function
        Takes complex numbers of ``x``'s shape, and returns a number or an array; analytic, so without ``abs`` and ``conj``.
    x
        A real number or array.

    Returns
    -------
    Shape (*shape of the result, *shape of ``x``): the gradient of a scalar function, the Jacobian of any other.

    Raises
    ------
    TypeError
        If the result is real, and the step has been lost.
    """
    point = np.array(x, dtype=np.complex128)
    parts = []
    for index in np.ndindex(point.shape):
        moved = point.copy()
        moved[index] += 1j * h
        result = np.asarray(function(moved[()]))
        if result.dtype.kind != "c":
            raise TypeError(f"The function returned {result.dtype} for a complex argument; keep its arithmetic complex.")
        parts.append(result.imag / h)
    return np.stack(parts, axis=-1).reshape(parts[0].shape + point.shape)


def directional_check(
    network: Network, gradients: Mapping[str, Any], directions: int = 10, seed: int = 0, epsilon: float = _EPSILON
) -> float:
    """Return how far ``gradients`` are from central differences along random directions through all parameters at once.

    A direction costs two forward passes, however many parameters there are. Directions are normal, of length 1, and weighted
    by the inverse norm of each array's gradient, so that a mistake in a small array shows as well as one in a large array.

    Returns
    -------
    ``max|g·v - numeric| / max(|g·v|, |numeric|)``, both maxima over all directions v: below 1e-6 for the right gradient of a
    network without pre-activations close to a kink; infinite if a gradient holds NaN or infinity.

    Raises
    ------
    ValueError
        Also if a gradient is missing or does not have its parameter's shape.
    """
    base = _base(network)
    claimed = [_claimed(gradients, f"d{name}", array.shape) for name, array in base.parameters.items()]
    flat = np.concatenate([array.ravel() for array in claimed])
    if not np.isfinite(flat).all():
        return float("inf")
    norms = np.array([np.linalg.norm(array) for array in claimed])
    sizes = [array.size for array in claimed]
    weights = np.repeat(1.0 / np.maximum(norms, _LEAST_SHARE * norms.max() or 1.0), sizes)
    rng = np.random.default_rng(seed)
    said, found = np.empty(directions), np.empty(directions)
    for k in range(directions):
        v = rng.standard_normal(flat.size) * weights
        v /= np.linalg.norm(v)
        said[k], found[k] = flat @ v, _slope_along(base, np.split(v, np.cumsum(sizes)[:-1]), epsilon)
    return float(np.abs(said - found).max() / (np.abs([said, found]).max() or 1.0))


def kinks(network: Network, epsilon: float = _EPSILON) -> dict[str, BoolArray]:
    """Say for which entries central differences meet a kink of relu and are not to be trusted.

    They are those whose parameter, moved by ``epsilon`` up or down, takes a hidden pre-activation across zero, onto it or
    off it. A unit that sits on zero and stays there, such as one behind a dead layer, does no harm.

    Returns
    -------
    Masks with the keys and shapes of the gradients; all false for sigmoid and tanh.
    """
    base = _base(network)

    def crossings(moved: _Moved) -> FloatArray:
        at_rest = np.sign(moved.match(base.cache[f"Z{moved.layer}"]))
        return (np.sign(moved.Z) != at_rest).sum(axis=(0, 2))

    hidden = range(1, base.depth if base.activation == "relu" else 1)
    counts = _entrywise(base, np.array([epsilon, -epsilon]), hidden, crossings)
    return {key: count > 0 for key, count in counts.items()}


def _base(network: Network, cache: Mapping[str, FloatArray] | None = None) -> _Base:
    parameters = {name: np.asarray(array, dtype=np.float64) for name, array in network.parameters.items()}
    X, y = np.asarray(network.X, dtype=np.float64), np.asarray(network.y, dtype=np.float64)
    cache = forward(X, parameters, network.activation) if cache is None else cache
    doubles = {key: np.asarray(array, dtype=np.float64) for key, array in cache.items()}
    depth = len(parameters) // 2
    if y.shape != doubles[f"A{depth}"].shape:
        raise ValueError(f"Targets of shape {y.shape} do not match predictions of shape {doubles[f'A{depth}'].shape}.")
    return _Base(parameters, doubles, y, network.activation, depth)


def _entrywise(
    base: _Base, steps: FloatArray, layers: range, measure: Callable[[_Moved], FloatArray]
) -> dict[str, FloatArray]:
    """Move every entry by all ``steps`` and sum ``measure``, one number per pair, over its samples in the given layers."""
    found = {}
    for layer in range(1, base.depth + 1):
        n_in, n_out = base.parameters[f"W{layer}"].shape
        total = np.zeros((n_in + 1) * n_out)
        for moved in _moves(base, layer, steps, layers.stop):
            if moved.layer in layers:
                total += np.bincount(moved.entries, measure(moved), total.size)
        total = total.reshape(n_in + 1, n_out)
        found |= {f"dW{layer}": total[:-1], f"db{layer}": total[-1:]}
    return found


def _moves(base: _Base, layer: int, steps: FloatArray, stop: int) -> Iterator[_Moved]:
    """Yield, batch by batch, the pre-activations of ``layer`` and of those after it, before ``stop``.

    Entries are numbered through ``W`` and then ``b``. What is yielded may be overwritten when the next is asked for.
    """
    n_out = base.parameters[f"b{layer}"].size
    inputs = np.column_stack([base.cache[f"A{layer - 1}"], np.ones(len(base.y))])
    feeding, rows = np.nonzero(inputs)
    widest = max([1, *(base.parameters[f"b{after}"].size for after in range(layer + 1, stop))])
    batch = max(1, _BATCH // (len(steps) * widest))
    for first in range(0, feeding.size * n_out if layer < stop else 0, batch):
        which, columns = np.divmod(np.arange(first, min(first + batch, feeding.size * n_out)), n_out)
        samples, row = feeding[which], rows[which]
        Z = base.cache[f"Z{layer}"][samples, columns] + steps[:, np.newaxis] * inputs[samples, row]
        moved = _Moved(layer, row * n_out + columns, samples, columns, Z[..., np.newaxis])
        yield moved
        for after in range(layer + 1, stop):
            moved = _next(base, moved)
            yield moved


def _next(base: _Base, moved: _Moved) -> _Moved:
    """Carry the moved pre-activations through one more layer."""
    A, W = _activated(moved.Z, base.activation), base.parameters[f"W{moved.layer + 1}"]
    if moved.columns is None:
        Z = A @ W
        Z += base.parameters[f"b{moved.layer + 1}"]
        return _Moved(moved.layer + 1, moved.entries, moved.samples, None, Z)
    change = A - moved.match(base.cache[f"A{moved.layer}"])
    felt = np.flatnonzero(change.any(axis=(0, 2)))
    samples = moved.samples[felt]
    Z = change[:, felt] * W[moved.columns[felt]]
    Z += base.cache[f"Z{moved.layer + 1}"][samples]
    return _Moved(moved.layer + 1, moved.entries[felt], samples, None, Z)


def _activated(Z: FloatArray, activation: str) -> FloatArray:
    if activation == "relu":  # in place, several times as fast as choosing by ``where``
        return np.multiply(Z, Z.real > 0, out=Z)
    return ACTIVATIONS[activation](Z)


def _loss_difference(plus: FloatArray, minus: FloatArray, y: FloatArray) -> FloatArray:
    """Return the difference of two squared errors, per row; as (a - b)(a + b), which cancels less than a² - b²."""
    return np.einsum("...u,...u->...", plus - minus, plus + minus - 2.0 * y)


def _slope_along(base: _Base, v: list[FloatArray], epsilon: float) -> float:
    """Return the central difference of the loss along ``v``, given as one flat array per parameter."""
    signs = np.array([epsilon, -epsilon])[:, np.newaxis, np.newaxis]
    parameters = {
        name: array + signs * part.reshape(array.shape)
        for (name, array), part in zip(base.parameters.items(), v, strict=True)
    }
    plus, minus = forward(base.cache["A0"], parameters, base.activation)[f"A{base.depth}"]
    return float(_loss_difference(plus, minus, base.y).sum()) / (2.0 * epsilon * len(base.y))


def _claimed(gradients: Mapping[str, Any], key: str, shape: tuple[int, ...]) -> FloatArray:
    if key not in gradients:
        raise ValueError(f"The gradients have no {key}; give one array for each parameter.")
    array = np.asarray(gradients[key], dtype=np.float64)
    if array.shape != shape:
        raise ValueError(f"{key} has shape {array.shape}; give it its parameter's shape, {shape}.")
    return array


def _relative_error(got: Any, reference: FloatArray, counted: BoolArray, floor: float) -> float:
    if got is None or np.shape(got) != reference.shape or not np.isfinite(got).all():
        return float("inf")
    largest = float(np.abs(reference[counted]).max(initial=0.0))
    return float(np.abs(got - reference)[counted].max(initial=0.0)) / (floor + largest)
