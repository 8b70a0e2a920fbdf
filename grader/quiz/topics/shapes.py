"""Shapes: of parameters, caches and gradients, and of what numpy makes of two arrays."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import numpy as np

from grader.quiz.functions import reference
from grader.quiz.making import family
from grader.quiz.question import Question, Shape, Trap

_Dims = tuple[int, ...]
_NETS: tuple[tuple[_Dims, int], ...] = (
    ((2, 5, 3, 1), 7),
    ((4, 3, 6, 2), 10),
    ((1, 8, 5, 3), 20),
    ((3, 7, 2, 4), 6),
    ((6, 2, 5, 1), 9),
)


def _traps(right: _Dims | None, *wrong: tuple[_Dims | None, str]) -> tuple[Trap, ...]:
    seen: dict[_Dims | None, str] = {}
    for dims, says in wrong:
        if dims != right:
            seen.setdefault(dims, says)
    return tuple(Trap(Shape(dims), says) for dims, says in seen.items())


@family(
    "shapes",
    "initialize_parameters",
    "Conventions",
    over=[(net[0], kind, layer) for net, kind, layer in product(_NETS, "Wb", (1, 2, 3))],
)
def parameter_shape(layers: _Dims, kind: str, layer: int) -> Question:
    """Give the shape of a parameter."""
    dims = reference().initialize_parameters(list(layers))[f"{kind}{layer}"].shape
    n_out = layers[layer]
    return Question(
        f"initialize_parameters({list(layers)}): what is the shape of {kind}{layer}?",
        Shape(dims),
        "W is (n_in, n_out) because samples are rows and the layer computes A @ W + b; b is (1, n_out).",
        traps=_traps(
            dims,
            (dims[::-1], "Turned round: that is the convention with samples as columns, or a bias as a column."),
            ((n_out,), "A bias is a row with two dimensions here, so that it never broadcasts by accident."),
            ((layers[layer], layers[min(layer + 1, 3)]), "That is the next layer: layers are counted from 1."),
        ),
        given={"layers": layers, "kind": kind, "layer": layer},
    )


@family(
    "shapes",
    "forward_propagation",
    over=[(*net, key) for net, key in product(_NETS, ("A0", "Z1", "A1", "Z2", "A2", "Z3"))],
)
def cache_shape(layers: _Dims, samples: int, key: str) -> Question:
    """Give the shape of an entry of the cache."""
    parameters = reference().initialize_parameters(list(layers))
    dims = reference().forward_propagation(np.ones((samples, layers[0])), parameters)[1][key].shape
    return Question(
        f'Layers {list(layers)}, a batch of {samples} samples. What is the shape of cache["{key}"]?',
        Shape(dims),
        "Every entry of the cache has a row per sample and a column per unit of its layer; A0 is the input.",
        traps=_traps(
            dims,
            (dims[::-1], "Turned round: samples are rows here."),
            ((dims[1],), "That is one sample; the cache holds the whole batch."),
            ((1, dims[1]), "That is one sample; the cache holds the whole batch."),
        ),
        given={"layers": layers, "samples": samples, "key": key},
    )


@family(
    "shapes",
    "backward_propagation",
    "Conventions",
    over=[(*net, key) for net, key in product(_NETS, ("dW1", "db1", "dW2", "db2", "dW3", "db3"))],
)
def gradient_shape(layers: _Dims, samples: int, key: str) -> Question:
    """Give the shape of a gradient."""
    parameters = reference().initialize_parameters(list(layers))
    _, cache = reference().forward_propagation(np.ones((samples, layers[0])), parameters)
    dims = reference().backward_propagation(parameters, cache, np.zeros((samples, layers[-1])))[key].shape
    return Question(
        f'Layers {list(layers)}, a batch of {samples} samples. What is the shape of gradients["{key}"]?',
        Shape(dims),
        "A gradient has the shape of what it belongs to; the batch is summed away.",
        traps=_traps(
            dims,
            ((samples, dims[1]), "The sum over the batch is missing: the bias is shared by all samples."),
            ((dims[1],), "The sum dropped its axis; keepdims=True leaves (1, n_out)."),
            (dims[::-1], "Turned round: a gradient has the shape of its parameter, and W is (n_in, n_out)."),
        ),
        given={"layers": layers, "samples": samples, "key": key},
    )


@family(
    "shapes",
    "backward_propagation",
    over=[(*net, kind, layer) for net, kind, layer in product(_NETS, ("dZ", "dA"), (1, 2))],
)
def error_shape(layers: _Dims, samples: int, kind: str, layer: int) -> Question:
    """Give the shape of the error on its way back."""
    following = reference().initialize_parameters(list(layers))[f"W{layer + 1}"]
    dims = (np.ones((samples, layers[layer + 1])) @ following.T).shape
    return Question(
        f"Layers {list(layers)}, a batch of {samples} samples. What is the shape of {kind}{layer} on the way back?",
        Shape(dims),
        "dA = dZ_next @ W_next.T, and dZ multiplies it by the slopes entry by entry: both look like Z of that layer.",
        traps=_traps(
            dims,
            (dims[::-1], "Turned round: samples are rows here."),
            ((samples, layers[layer + 1]), "That is the layer above; multiplying by W.T leads to this layer's units."),
            ((layers[layer - 1], layers[layer]), "That is dW: the weights' gradient, not the error."),
        ),
        given={"layers": layers, "samples": samples, "kind": kind, "layer": layer},
    )


@family(
    "shapes",
    "backward_propagation",
    over=[(n, m, p) for n, m, p in ((7, 5, 3), (10, 2, 4), (6, 8, 1), (20, 3, 5), (9, 4, 2))],
)
def weight_gradient_product(samples: int, n_in: int, n_out: int) -> Question:
    """Follow the transposed product that gives dW."""
    dims = (np.ones((samples, n_in)).T @ np.ones((samples, n_out))).shape
    return Question(
        f"A_prev has shape ({samples}, {n_in}) and dZ has shape ({samples}, {n_out}). What is the shape of "
        "A_prev.T @ dZ?",
        Shape(dims),
        "(n, m) @ (m, p) is (n, p): the samples are in the middle and are summed over, which leaves the shape of W.",
        traps=_traps(
            dims,
            (None, "It fits: A_prev.T has its samples last, dZ has them first."),
            (dims[::-1], "That would be dZ.T @ A_prev, the transpose."),
        ),
        given={"samples": samples, "n_in": n_in, "n_out": n_out},
    )


_PRODUCTS: tuple[tuple[_Dims, _Dims], ...] = (
    ((4, 3), (3, 5)),
    ((4, 3), (4, 3)),
    ((7, 1), (1, 6)),
    ((2, 5), (5,)),
    ((5,), (5,)),
    ((3, 2), (3, 2)),
    ((1, 6), (6, 1)),
    ((5,), (5, 2)),
    ((8, 2, 3), (3, 4)),
    ((2, 3), (2,)),
)


@family("shapes", "forward_propagation", over=_PRODUCTS)
def matrix_product(left: _Dims, right: _Dims) -> Question:
    """Apply the rule of the matrix product."""
    dims = _numpy_shape(lambda: np.ones(left) @ np.ones(right))
    return Question(
        f"A has shape {left} and B has shape {right}. What is the shape of A @ B?",
        Shape(dims),
        "(n, m) @ (m, p) = (n, p): the inner sizes must agree and vanish. A 1-D array loses its only dimension.",
        traps=_traps(
            dims,
            (
                (*left[:-1], *right[-1:]) if len(right) > 1 else (1,),
                "Look at the inner sizes again, and at 1-D arrays.",
            ),
            (None, "The inner sizes agree, so numpy computes it."),
        ),
        given={"left": left, "right": right},
    )


_SUMS: tuple[tuple[_Dims, _Dims], ...] = (
    ((4, 3), (3,)),
    ((4, 3), (4,)),
    ((5, 1), (5,)),
    ((5, 1), (1, 4)),
    ((6, 2), (1, 2)),
    ((6, 2), (6, 1)),
    ((3, 4), (4, 3)),
    ((7,), (7, 1)),
    ((2, 1, 3), (4, 1)),
    ((8, 3), (2,)),
    ((3,), (1, 3)),
)


@family("shapes", "mean_squared_error", "Conventions", over=_SUMS)
def broadcast_sum(left: _Dims, right: _Dims) -> Question:
    """Apply the rule of broadcasting."""
    dims = _numpy_shape(lambda: np.ones(left) + np.ones(right))
    return Question(
        f"a has shape {left} and b has shape {right}. What is the shape of a + b?",
        Shape(dims),
        "Shapes are aligned at their right ends; sizes must be equal or 1, and a missing size counts as 1.",
        traps=_traps(
            dims,
            (left, "Align the two at their right ends: which sizes stand under each other?"),
            (right, "Align the two at their right ends: which sizes stand under each other?"),
            (None, "Sizes of 1, and missing ones, are stretched; nothing clashes here."),
        ),
        given={"left": left, "right": right},
    )


@family("shapes", "mean_squared_error", "Conventions", over=(3, 5, 8, 50, 200))
def silent_square(samples: int) -> Question:
    """Notice the mistake that makes a loss without an error message."""
    dims = (np.ones((samples, 1)) - np.ones(samples)).shape
    return Question(
        f"y_pred has shape ({samples}, 1), but y_true was loaded with shape ({samples},). What is the shape of "
        "y_pred - y_true?",
        Shape(dims),
        "Every prediction meets every target. The mean of its square is a number, so the wrong loss trains in silence.",
        traps=_traps(
            dims,
            ((samples, 1), "So it should be. But the shapes are aligned at their right ends."),
            ((samples,), "Shapes are aligned at their right ends: 1 stands above the samples."),
            (None, "If only it failed: a size of 1 is stretched without a word."),
        ),
        given={"samples": samples},
    )


@family(
    "shapes",
    "backward_propagation",
    "Conventions",
    over=[(n, m, axis, keep) for n, m in ((7, 3), (10, 4), (6, 2)) for axis in (0, 1) for keep in (True, False)],
)
def sum_shape(samples: int, units: int, axis: int, keepdims: bool) -> Question:
    """Sum along an axis, with and without keeping it."""
    dims = np.ones((samples, units)).sum(axis=axis, keepdims=keepdims).shape
    kept = ", keepdims=True" if keepdims else ""
    return Question(
        f"dZ has shape ({samples}, {units}). What is the shape of dZ.sum(axis={axis}{kept})?",
        Shape(dims),
        "axis names the dimension that is summed away; keepdims=True leaves a 1 in its place.",
        traps=_traps(
            dims,
            ((units,) if axis == 0 else (samples,), "keepdims=True leaves a 1 where the axis was."),
            ((1, units) if axis == 0 else (samples, 1), "Without keepdims the axis is dropped altogether."),
            ((samples,) if axis == 0 else (units,), "axis is the one that goes, not the one that stays."),
            ((samples, 1) if axis == 0 else (1, units), "axis is the one that goes, not the one that stays."),
        ),
        given={"samples": samples, "units": units, "axis": axis, "keepdims": keepdims},
    )


@family(
    "shapes",
    "backward_propagation",
    "Conventions",
    over=[(n, m, p, k) for n, m, p in ((7, 5, 3), (10, 2, 4), (6, 8, 1)) for k in ("W", "Z", "b")],
)
def samples_as_columns(samples: int, n_in: int, n_out: int, kind: str) -> Question:
    """Translate to the convention of other textbooks."""
    W, A, b = np.ones((n_out, n_in)), np.ones((n_in, samples)), np.ones((n_out, 1))
    dims = {"W": W, "Z": W @ A + b, "b": b}[kind].shape
    return Question(
        f"A textbook has samples as columns and writes Z = W @ A + b. A layer has {n_in} inputs and {n_out} "
        "units, the batch "
        f"{samples} samples. What is the shape of {kind} there?",
        Shape(dims),
        "Everything is transposed against this kit: W is (n_out, n_in), A is (n_in, n), b is (n_out, 1).",
        traps=_traps(dims, (dims[::-1], "That is this kit's convention, with samples as rows.")),
        given={"samples": samples, "n_in": n_in, "n_out": n_out, "kind": kind},
    )


def _numpy_shape(compute: Callable[[], np.ndarray]) -> _Dims | None:
    try:
        return compute().shape
    except ValueError:
        return None


FAMILIES = (
    parameter_shape, cache_shape, gradient_shape, error_shape, weight_gradient_product, matrix_product, broadcast_sum,
    silent_square, sum_shape, samples_as_columns,
)  # fmt: skip
