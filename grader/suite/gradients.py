"""Gradient tools for the networks of `networks`: the exact gradient, three numeric ones, and where relu has no slope.

====================================  =======================================  ======================================
tool                                  cost                                     error
====================================  =======================================  ======================================
`analytic_gradients`                  one backward pass                        rounding
`complex_step_gradients`              one batched pass per layer, complex      rounding: nothing is subtracted
`central_differences`                 one batched pass per layer               about 1e-11 for ``epsilon`` 1e-5
`directional_check`                   two passes per direction                 about 1e-9, and says only that all is well
====================================  =======================================  ======================================

All of them take a `Network`: samples are rows, the last layer is linear, the loss is the mean squared error averaged over
samples and summed over outputs. None changes it, and all compute in float64. The numeric ones run the forward pass anew and
never read ``network.cache``.

How the batched passes work. Moving ``W_l[i, j]`` by ``step`` leaves every layer before l alone, moves only column j of
``Z_l``, by ``step * A_{l-1}[:, i]``, and so changes ``Z_{l+1}`` by a matrix of rank one. A bias is the weight of an input that
is always 1. The layers after that run for many moved entries, and for both signs of the step, in one batch.

Sources: Nocedal and Wright, Numerical Optimization, 2nd ed. 2006, section 8.1 (central differences, the choice of step);
Squire and Trapp, Using complex variables to estimate derivatives of real functions, SIAM Review 40(1), 1998 (complex step);
Rumelhart, Hinton and Williams, Learning representations by back-propagating errors, Nature 323, 1986 (the exact gradient);
Griewank and Walther, Evaluating Derivatives, 2nd ed. 2008, section 3.1 (a directional derivative checks a whole gradient)
and chapter 14 (what a derivative means at a kink).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.suite.networks import ACTIVATIONS, FloatArray, Network, forward

BoolArray = np.ndarray[Any, np.dtype[np.bool_]]

_EPSILON = 1e-5  # near the cube root of the unit roundoff, where truncation and rounding balance (Nocedal and Wright, 8.1)
_COMPLEX_STEP = 1e-30
_BATCH = 40_000  # numbers in one batched array: they fit the cache of a core, and a pass stays far below 64 MB
_LEAST_SHARE = 1e-3  # how far below the largest array's norm another's may lie and still be weighted up in full

_DERIVATIVES: Mapping[str, Callable[[FloatArray, FloatArray], FloatArray]] = {
    "relu": lambda Z, A: (Z > 0).astype(np.float64),
    "sigmoid": lambda Z, A: A * (1.0 - A),
    "tanh": lambda Z, A: 1.0 - A**2,
}


@dataclass(frozen=True, slots=True)
class GradientComparison:
    """How far gradients are from the expected ones.

    Attributes
    ----------
    errors
        For each expected array, ``max|got - expected| / (atol / rtol + max|expected|)``: at most ``rtol`` if it is right.
        Infinite if the array is missing, has another shape, or holds NaN or infinity.
    first_off
        The key of the first array that is off, in the order of ``expected``; None if all are right.
    """

    errors: dict[str, float]
    first_off: str | None


@dataclass(frozen=True, slots=True)
class _Moved:
    """Pre-activations of ``layer`` while entries of an earlier or the same layer are moved.

    ``Z`` has shape (steps, entries, samples, units). In the layer whose entries are moved it holds one unit only, the one
    that moves; ``columns`` then says which, for each entry. Otherwise ``columns`` is None.
    """

    layer: int
    samples: slice
    columns: FloatArray | None
    Z: FloatArray

    def match(self, resting: FloatArray) -> FloatArray:
        """Return the part of an (n_samples, units) array that ``Z`` is about, in a shape that broadcasts with it."""
        rows = resting[self.samples]
        return rows if self.columns is None else rows.T[self.columns, :, np.newaxis]


def analytic_gradients(network: Network) -> dict[str, FloatArray]:
    """Return the gradient of the loss by backpropagation through ``network.cache``, with relu'(0) = 0.

    ``dZ_L = (2/n)(A_L - y)``, ``dZ_l = (dZ_{l+1} W_{l+1}.T) * f'(Z_l)``, ``dW_l = A_{l-1}.T dZ_l``, ``db_l = sum of dZ_l's rows``
    (Rumelhart, Hinton and Williams 1986).

    Returns
    -------
    ``dWl`` of shape (n_in, n_out) and ``dbl`` of shape (1, n_out) for each layer l, from the first layer to the last.

    Raises
    ------
    ValueError
        If the targets do not have the shape of the predictions.
    """
    parameters, cache = _doubles(network.parameters), _doubles(network.cache)
    depth = len(parameters) // 2
    y = _targets(network, cache[f"A{depth}"])
    gradients: dict[str, FloatArray] = {}
    dZ = 2.0 / len(y) * (cache[f"A{depth}"] - y)
    for layer in range(depth, 0, -1):
        gradients[f"db{layer}"] = dZ.sum(axis=0, keepdims=True)
        gradients[f"dW{layer}"] = cache[f"A{layer - 1}"].T @ dZ
        if layer > 1:
            slope = _DERIVATIVES[network.activation](cache[f"Z{layer - 1}"], cache[f"A{layer - 1}"])
            dZ = (dZ @ parameters[f"W{layer}"].T) * slope
    return dict(reversed(gradients.items()))


def compare_gradients(
    got: Mapping[str, Any],
    expected: Mapping[str, FloatArray],
    *,
    rtol: float = 1e-7,
    atol: float = 1e-10,
    skip: Mapping[str, BoolArray] | None = None,
) -> GradientComparison:
    """Compare gradients array by array; a difference of ``atol + rtol * max|expected|`` is allowed, per array.

    Parameters
    ----------
    got, expected
        Arrays by key, such as ``dW1``. Keys of ``got`` that are not expected are ignored.
    skip
        For some of the keys, a mask of the array's shape: true entries are left out, such as those of `kinks`.
    """
    errors = {}
    for key, reference in expected.items():
        counted = ~skip[key] if skip is not None and key in skip else np.ones(reference.shape, dtype=np.bool_)
        errors[key] = _relative_error(got.get(key), reference, counted, atol / rtol)
    return GradientComparison(errors, next((key for key, error in errors.items() if error > rtol), None))


def central_differences(network: Network, epsilon: float = _EPSILON) -> dict[str, FloatArray]:
    """Return the whole numeric gradient, ``(loss(p + epsilon) - loss(p - epsilon)) / (2 epsilon)`` for every entry p.

    The truncation error is of the order ``epsilon**2``, the rounding error of the order ``1e-16 / epsilon`` (Nocedal and
    Wright 2006, section 8.1). Where a step crosses a kink of relu the answer lies between two slopes: see `kinks`.

    Returns
    -------
    ``dWl`` of shape (n_in, n_out) and ``dbl`` of shape (1, n_out) for each layer l.

    Raises
    ------
    ValueError
        If the targets do not have the shape of the predictions.
    """

    def slope(last: _Moved, y: FloatArray) -> FloatArray:
        plus, minus = last.Z
        # a² - b² = (a - b)(a + b) spares the cancellation between two losses.
        twice_residual = plus + minus - 2.0 * last.match(y)
        return np.einsum("eno,eno->e", plus - minus, twice_residual) / (2.0 * epsilon * len(y))

    return _loss_slopes(network, np.array([epsilon, -epsilon]), slope)


def complex_step_gradients(network: Network, h: float = _COMPLEX_STEP) -> dict[str, FloatArray]:
    """Return the whole gradient by complex steps, ``Im loss(p + ih) / h`` for every entry p (Squire and Trapp 1998).

    Nothing is subtracted, so that ``h`` can be so small that the truncation error, of the order ``h**2``, vanishes. relu
    takes the side on which its real part lies, with relu'(0) = 0: on a kink this is the convention's slope.

    Returns
    -------
    ``dWl`` of shape (n_in, n_out) and ``dbl`` of shape (1, n_out) for each layer l.

    Raises
    ------
    ValueError
        If the targets do not have the shape of the predictions.
    """

    def slope(last: _Moved, y: FloatArray) -> FloatArray:
        return ((last.Z[0] - last.match(y)) ** 2).sum(axis=(1, 2)).imag / (h * len(y))

    return _loss_slopes(network, np.array([1j * h]), slope)


def complex_step(function: Callable[[Any], Any], x: Any, h: float = _COMPLEX_STEP) -> FloatArray:
    """Return the derivative of ``function`` at ``x`` in every entry of ``x``: ``Im function(x + ih) / h`` (Squire and Trapp 1998).

    For a function that works entry by entry, ``complex_step(lambda step: function(z + step), 0.0)`` is its derivative at z.

    Parameters
    ----------
    function
        Takes a complex array of ``x``'s shape and returns a number or an array; analytic around ``x``, without ``abs``,
        ``conj`` or comparisons that hang on the imaginary part.
    x
        A real number or array.

    Returns
    -------
    Shape (*shape of the result, *shape of ``x``): the gradient of a scalar function, the Jacobian of any other.

    Raises
    ------
    TypeError
        If the function's result is real: the step did not come through.
    """
    point = np.array(x, dtype=np.complex128)
    columns = []
    for index in np.ndindex(point.shape):
        moved = point.copy()
        moved[index] += 1j * h
        result = np.asarray(function(moved if point.ndim else moved[()]))
        if result.dtype.kind != "c":
            raise TypeError(f"The function returned {result.dtype} for a complex argument; keep its arithmetic complex.")
        columns.append(result.imag / h)
    return np.stack(columns, axis=-1).reshape(*columns[0].shape, *point.shape)


def directional_check(
    network: Network, gradients: Mapping[str, Any], directions: int = 10, seed: int = 0, epsilon: float = _EPSILON
) -> float:
    """Return how far ``gradients`` are from central differences along random directions through all parameters at once.

    A direction costs two forward passes, however many parameters there are, and misses a wrong gradient only if the error
    is orthogonal to it (Griewank and Walther 2008, section 3.1). Directions are normal, of length 1, and weighted by the
    inverse norm of each array's gradient, so that a mistake in a small array weighs as much as one in a large array.

    Returns
    -------
    ``max|g·v - numeric| / max(|g·v|, |numeric|)``, both maxima over all directions v: below 1e-6 for a right gradient of a
    network no pre-activation of which is within reach of a kink, infinite if a gradient holds NaN or infinity.

    Raises
    ------
    ValueError
        If a gradient is missing or does not have its parameter's shape, or the targets not that of the predictions.
    """
    parameters = _doubles(network.parameters)
    claimed = {name: _claimed(gradients, name, array.shape) for name, array in parameters.items()}
    if not all(np.isfinite(array).all() for array in claimed.values()):
        return float("inf")
    norms = {name: float(np.linalg.norm(array)) for name, array in claimed.items()}
    least = _LEAST_SHARE * max(norms.values()) or 1.0
    rng = np.random.default_rng(seed)
    said, found = np.empty(directions), np.empty(directions)
    for k in range(directions):
        v = {name: rng.normal(size=array.shape) / max(norms[name], least) for name, array in parameters.items()}
        length = np.sqrt(sum(float((part**2).sum()) for part in v.values()))
        said[k] = sum(float((claimed[name] * part).sum()) for name, part in v.items()) / length
        found[k] = _slope_along(network, parameters, v, epsilon / length) / length
    largest = max(np.abs(said).max(), np.abs(found).max())
    return float(np.abs(said - found).max() / largest) if largest > 0 else 0.0


def kinks(network: Network, epsilon: float = _EPSILON) -> dict[str, BoolArray]:
    """Say which entries of the gradient central differences cannot be trusted for, because a step meets a kink of relu.

    An entry is one of them if moving its parameter by ``epsilon`` up or down takes some hidden pre-activation across zero,
    onto it or off it. A unit that sits on zero and is not moved, such as one behind a dead layer, does no harm.

    Returns
    -------
    Masks by the keys of the gradients and of their shapes; all false for sigmoid and tanh.
    """
    if network.activation != "relu":
        return {f"d{name}": np.zeros(array.shape, dtype=np.bool_) for name, array in network.parameters.items()}
    parameters, cache = _start(network)
    depth = len(parameters) // 2

    def crossings(stages: Iterator[_Moved]) -> FloatArray:
        hidden = (stage for stage in stages if stage.layer < depth)
        return sum((np.sign(s.Z) != np.sign(s.match(cache[f"Z{s.layer}"]))).sum(axis=(0, 2, 3)) for s in hidden)

    counts = _entrywise(parameters, cache, network.activation, np.array([epsilon, -epsilon]), crossings)
    return {key: count > 0 for key, count in counts.items()}


def _loss_slopes(network: Network, steps: FloatArray, slope: Callable[[_Moved, FloatArray], FloatArray]) -> dict[str, FloatArray]:
    parameters, cache = _start(network)
    y = _targets(network, cache[f"A{len(parameters) // 2}"])

    def of_last(stages: Iterator[_Moved]) -> FloatArray:
        for stage in stages:
            last = stage
        return slope(last, y)

    return _entrywise(parameters, cache, network.activation, steps, of_last)


def _entrywise(
    parameters: Mapping[str, FloatArray],
    cache: Mapping[str, FloatArray],
    activation: str,
    steps: FloatArray,
    measure: Callable[[Iterator[_Moved]], FloatArray],
) -> dict[str, FloatArray]:
    """Move every entry by every step, and return the sums of ``measure`` over blocks of samples, in the gradients' shapes."""
    found = {}
    depth = len(parameters) // 2
    n = len(cache["A0"])
    for layer in range(1, depth + 1):
        n_in, n_out = parameters[f"W{layer}"].shape
        widest = max([1, *(parameters[f"b{after}"].size for after in range(layer + 1, depth + 1))])
        most_samples = max(1, _BATCH // (len(steps) * widest))
        total = np.zeros((n_in + 1) * n_out)
        for first in range(0, n, most_samples):
            samples = slice(first, min(n, first + most_samples))
            most = max(1, most_samples // (samples.stop - first))
            for entry in range(0, total.size, most):
                entries = np.arange(entry, min(total.size, entry + most))
                total[entries] += measure(_stages(parameters, cache, activation, layer, entries, samples, steps))
        total = total.reshape(n_in + 1, n_out)
        found[f"dW{layer}"], found[f"db{layer}"] = total[:-1], total[-1:]
    return found


def _stages(
    parameters: Mapping[str, FloatArray],
    cache: Mapping[str, FloatArray],
    activation: str,
    layer: int,
    entries: FloatArray,
    samples: slice,
    steps: FloatArray,
) -> Iterator[_Moved]:
    """Yield the pre-activations of ``layer`` and of those after it; each may be overwritten when the next is asked for."""
    depth = len(parameters) // 2
    rows, columns = np.divmod(entries, parameters[f"b{layer}"].size)
    inputs = np.column_stack([cache[f"A{layer - 1}"][samples], np.ones(samples.stop - samples.start)])
    here = _Moved(layer, samples, columns, cache[f"Z{layer}"][samples].T[columns])
    Z = here.Z + steps[:, np.newaxis, np.newaxis] * inputs.T[rows]
    yield _Moved(layer, samples, columns, Z[..., np.newaxis])
    for after in range(layer + 1, depth + 1):
        W = parameters[f"W{after}"]
        if after == layer + 1:
            change = _activated(Z, activation) - cache[f"A{layer}"][samples].T[columns]
            Z = change[..., np.newaxis] * W[columns, np.newaxis, :]
            Z += cache[f"Z{after}"][samples]
        else:
            Z = _activated(Z, activation) @ W
            Z += parameters[f"b{after}"]
        yield _Moved(after, samples, None, Z)


def _activated(Z: FloatArray, activation: str) -> FloatArray:
    if activation == "relu":  # in place: several times faster than the where of `networks`
        return np.multiply(Z, Z.real > 0, out=Z)
    return ACTIVATIONS[activation](Z)


def _start(network: Network):
    parameters = _doubles(network.parameters)
    return parameters, forward(np.asarray(network.X, dtype=np.float64), parameters, network.activation)


def _slope_along(network, parameters, v, step):
    X = np.asarray(network.X, dtype=np.float64)
    depth = len(parameters) // 2
    plus, minus = (
        forward(X, {name: array + sign * step * v[name] for name, array in parameters.items()}, network.activation)[f"A{depth}"]
        for sign in (1.0, -1.0)
    )
    y = _targets(network, plus)
    return float(((plus - minus) * (plus + minus - 2.0 * y)).sum() / (2.0 * step * len(y)))


def _doubles(arrays):
    return {name: np.asarray(array, dtype=np.float64) for name, array in arrays.items()}


def _targets(network, predictions):
    y = np.asarray(network.y, dtype=np.float64)
    if y.shape != predictions.shape:
        raise ValueError(f"The targets have shape {y.shape}, the predictions {predictions.shape}; give both one shape.")
    return y


def _claimed(gradients, name, shape):
    got = gradients.get(f"d{name}")
    if np.shape(got) != shape:
        raise ValueError(f"d{name} has shape")
    return np.asarray(got, dtype=np.float64)


def _relative_error(got, reference, counted, floor):
    if got is None or np.shape(got) != reference.shape or not np.isfinite(got).all():
        return float("inf")
    difference = np.abs(got - reference)[counted].max(initial=0.0)
    return float(difference / (floor + np.abs(reference[counted]).max(initial=0.0)))
