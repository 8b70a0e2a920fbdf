"""Experiments that tell wrong initializations apart, whatever generator draws.

Sizes are so large that a difference of a few per cent shows at 5 sigma, and small where a formula is to be told
exactly.
"""

import re

import numpy as np

from grader.suite import Measured

SIGMAS = 7.0  # 5 sigma of a difference of two
LAYERS = [60, 90, 40]
SMALL = [3, 4, 2, 5]


def keys(ask):
    """Which parameters there are, for networks of several depths."""
    found = {}
    for layers in ([2, 1], [2, 3, 1], [2, 3, 2, 3, 2, 1]):
        names = sorted(str(key) for key in ask(layers) if re.fullmatch(r"[Wb]\d+", str(key)))
        found[str(layers)] = " ".join(names)
    return found


def weight_shapes(ask):
    """The shapes and dtypes of the weights."""
    parameters = ask([3, 2, 4])
    return {name: f"{parameters[name].dtype.kind}{parameters[name].shape}" for name in ("W1", "W2")}


def bias_shapes(ask):
    """The shapes and dtypes of the biases."""
    parameters = ask([3, 2, 4])
    return {name: f"{parameters[name].dtype.kind}{parameters[name].shape}" for name in ("b1", "b2")}


def bias_values(ask):
    """What the biases hold: one number, or draws."""
    bias = np.asarray(ask([2, 400, 3])["b1"], dtype=float)
    spread = float(np.std(bias))
    if spread == 0:
        return {"value": Measured(float(np.mean(bias)), 1e-9)}
    return {"spread": Measured(spread, 0.5 * spread)}


def scale(ask):
    """The standard deviation of each layer's weights under each scheme."""
    found = {}
    for scheme in ("he", "xavier", "small"):
        parameters = ask(LAYERS, scheme, 1)
        for name in ("W1", "W2"):
            found[f"{scheme} {name}"] = spread(parameters[name])
    return found


def other_names(ask):
    """The standard deviation under names that are neither he nor xavier."""
    return {
        scheme: spread(ask([60, 90], scheme, 4)["W1"]) for scheme in ("other", "zeros", "he_uniform", "xavier_uniform")
    }


def spread(W):
    """Return the standard deviation with its error, which is larger where draws are repeated."""
    std = float(np.std(np.asarray(W, dtype=float)))
    return Measured(std, SIGMAS * std / np.sqrt(2 * np.unique(W).size))


def exact_scale(ask):
    """The ratios of the scales under two schemes, exactly: the same draws appear in both, unless drawn anew."""
    he, xavier, small = (ask(SMALL, scheme, 9) for scheme in ("he", "xavier", "small"))
    found = {}
    for one, other, what in ((he, small, "he"), (xavier, small, "xavier")):
        for name in ("W1", "W2", "W3"):
            if not np.all(other[name]):
                return None
            ratios = np.ravel(one[name]).astype(float) / np.ravel(other[name]).astype(float)
            if np.ptp(ratios) > 1e-3 * abs(ratios[0]):
                return None
            found[f"{what} {name}"] = Measured(float(ratios[0]), 1e-3 * abs(float(ratios[0])))
    return found


def distribution(ask):
    """The shape of the distribution of the weights, whatever their scale."""
    W = np.ravel(np.asarray(ask([90, 60], "he", 6)["W1"], dtype=float))
    std = np.std(W)
    distinct = np.unique(W).size
    if distinct < W.size / 2:
        return {"distinct": distinct}
    if abs(np.mean(W)) > 0.05 * std:
        return {"mean": Measured(float(np.mean(W) / std), 0.15), "negative": bool(np.any(W < 0))}
    outside = {f"beyond {bound}": np.mean(np.abs(W) > bound * std) for bound in (0.5, 1.0, 1.7, 2.2, 2.6)}
    return {name: Measured(float(p), SIGMAS * np.sqrt(p * (1 - p) / W.size)) for name, p in outside.items()}


def independence(ask):
    """Whether rows, columns or layers repeat each other, and whether rows are drawn or made orthogonal."""
    parameters = ask([50, 50, 50], "he", 11)
    one, other = (np.asarray(parameters[name], dtype=float) for name in ("W1", "W2"))
    if np.ptp(one) < 1e-12:
        return {"constant": True, "layers alike": bool(np.allclose(one, other))}
    rows = (one - one.mean()) / one.std()
    products = rows @ rows.T / np.sqrt(50)
    np.fill_diagonal(products, 0.0)
    return {
        "rows alike": bool(np.allclose(one[0], one[1])),
        "columns alike": bool(np.allclose(one[:, 0], one[:, 1])),
        "layers alike": bool(np.allclose(one, other)),
        "rows orthogonal": bool(np.mean(products**2) < 0.2),
    }


def seeds(ask):
    """Which calls give the same weights."""

    def weights(*arguments, **named):
        return ask([4, 5], *arguments, **named)["W1"]

    pairs = {
        "same seed": (weights("he", 5), weights("he", 5)),
        "other seeds": (weights("he", 1), weights("he", 2)),
        "seed 0 twice": (weights("he", 0), weights("he", 0)),
        "0 and 42": (weights("he", 0), weights("he", 42)),
        "7 and 42": (weights("he", 7), weights("he", 42)),
    }
    return {what: bool(np.allclose(one, other)) for what, (one, other) in pairs.items()}


def defaults(ask):
    """What a call without further arguments is the same as; where nothing can be repeated, that says nothing."""

    def weights(*arguments):
        return ask([4, 5], *arguments)["W1"]

    if not np.array_equal(weights("he", 5), weights("he", 5)):
        return None
    return {
        "scheme he": bool(np.allclose(ask([4, 5], seed=42)["W1"], weights("he", 42))),
        "scheme xavier": bool(np.allclose(ask([4, 5], seed=42)["W1"], weights("xavier", 42))),
        "seed 42": bool(np.allclose(weights("he"), weights("he", 42))),
        "seed 0": bool(np.allclose(weights("he"), weights("he", 0))),
    }


def argument(ask):
    """Whether the list of sizes is left as it was."""
    ask([2, 3, 1])
    return {"changed": bool(ask.changed)}


EXPERIMENTS = {
    "initialize_parameters": [
        keys, weight_shapes, bias_shapes, bias_values, argument, scale, distribution, independence, seeds, defaults,
        exact_scale, other_names,
    ],
}  # fmt: skip
