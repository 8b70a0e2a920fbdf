"""Experiments that tell wrong data sets apart: without noise exactly, with noise at 5 sigma."""

import numpy as np

from grader.suite import Measured

NAMES = ["sinusoidal", "linear", "polynomial"]
MANY = 4_000
SIGMAS = 7.0  # 5 sigma of a difference of two
CURVES = {
    "sinusoidal": lambda x: np.sin(3 * x),
    "linear": lambda x: 2.5 * x + 1,
    "polynomial": lambda x: 1.5 * x**2 + 0.5 * x + 1,
}


def numbers(array):
    """Return the entries of an array as floats, in one row."""
    return np.ravel(np.asarray(array, dtype=float))


def keys(ask):
    """Which data sets there are, and what each holds."""
    datasets = ask(5, 0.0, 1)
    return {
        name: ",".join(key for key in ("X", "y", "description") if key in datasets[name])
        for name in NAMES
        if name in datasets
    }


def sizes(ask):
    """How many points there are."""
    return {str(n): len(numbers(ask(n, 0.0, 1)["linear"]["X"])) for n in (2, 5, 50)}


def shape_of_x(ask):
    """The shape of X, n points being asked for."""
    return {"X": shape(ask(6, 0.0, 1)["linear"]["X"], 6)}


def shape_of_y(ask):
    """The shape of y, n points being asked for."""
    return {"y": shape(ask(6, 0.0, 1)["linear"]["y"], 6)}


def shape(array, n_samples):
    """Return a shape and dtype as text, the number of samples as n."""
    return f"{array.dtype.kind} " + " ".join("n" if size == n_samples else str(size) for size in array.shape)


def points(ask):
    """Where the points lie, if they are evenly spaced."""
    found = {}
    for name in NAMES:
        X = numbers(ask(9, 0.0, 1)[name]["X"])
        steps = np.diff(X)
        if np.ptp(steps) > 1e-6:
            return {"evenly": False}
        found |= {f"{name} first": Measured(float(X[0]), 1e-6), f"{name} last": Measured(float(X[-1]), 1e-6)}
    return found


def quiet(ask):
    """The spread around the line where there should be no noise at all."""
    y = numbers(ask(400, 0.0, 1)["linear"]["y"])
    if np.allclose(y, numbers(ask(400, 0.0, 2)["linear"]["y"])):
        return {"noise": "none"}
    if len(y) != 400:
        return None
    return {"noise": measured(float(np.std(np.diff(y)) / np.sqrt(2)), 400)}


def curves(ask):
    """By how much y without noise is off its curve, at the X that come with it."""
    datasets, found = ask(9, 0.0, 1), {}
    if not np.allclose(numbers(datasets["linear"]["y"]), numbers(ask(9, 0.0, 2)["linear"]["y"])):
        return None
    for name in NAMES:
        X, y = numbers(datasets[name]["X"]), numbers(datasets[name]["y"])
        if len(y) != len(X):
            return None
        for index, difference in enumerate(y - CURVES[name](X)):
            found[f"{name} {index}"] = Measured(float(difference), 1e-5)
    return found


def drawn(ask, level, seed=3):
    """Return the noise of each data set: what it differs by from the same without noise; None for other sizes."""
    if any(np.size(ask(5, level, seed)[name]["y"]) != 5 for name in NAMES):
        return None
    noisy, quiet = ask(MANY, level, seed), ask(MANY, 0.0, seed)
    if any(np.size(noisy[name]["y"]) != np.size(quiet[name]["y"]) for name in NAMES):
        return None
    return {name: numbers(noisy[name]["y"]) - numbers(quiet[name]["y"]) for name in NAMES}


def noise(ask):
    """The spread of the noise at two levels, over all points and over those near x = 0."""
    found = {}
    for level in (0.2, 0.7):
        draws = drawn(ask, level)
        if draws is None:
            return None
        for name, values in draws.items():
            steps = float(np.std(np.diff(values)) / np.sqrt(2))
            label = f"{name} at {level}"
            if np.ptp(values) < 1e-9:
                found[label] = "none" if abs(values[0]) < 1e-9 else "one number"
            elif np.std(values) > 3 * steps:
                found[label] = "a walk"
            else:
                middle = values[len(values) // 4 : -(len(values) // 4)]
                found[label] = measured(float(np.std(values)), len(values))
                found[f"{label}, middle"] = measured(float(np.std(middle)), len(middle))
    return found


def measured(std, count):
    """Return a standard deviation with its error."""
    return Measured(std, SIGMAS * std / np.sqrt(2 * count))


def noise_of_x(ask):
    """Whether X is noisy too."""
    X = numbers(ask(50, 0.3, 3)["linear"]["X"]) - numbers(ask(50, 0.0, 3)["linear"]["X"])
    return {"noisy": bool(np.std(X) > 1e-6)}


def distribution(ask):
    """The shape of the distribution of the noise, whatever its scale, and whether its halves mirror each other."""
    draws = drawn(ask, 0.2)
    if draws is None or np.ptp(draws["linear"]) < 1e-9:
        return None
    values = draws["linear"]
    std = np.std(values)
    if np.std(values) > 3 * np.std(np.diff(values)) / np.sqrt(2):
        return None
    mirrored = bool(np.allclose(values, values[::-1]))
    if abs(np.mean(values)) > 0.1 * std:
        return {
            "mean": Measured(float(np.mean(values) / std), 0.15),
            "negative": bool(np.any(values < 0)),
            "mirrored": mirrored,
        }
    outside = {f"beyond {bound}": np.mean(np.abs(values) > bound * std) for bound in (0.5, 1.0, 1.7, 2.2, 2.6)}
    shares = {name: Measured(float(p), SIGMAS * np.sqrt(p * (1 - p) / values.size)) for name, p in outside.items()}
    return {**shares, "mirrored": mirrored}


def seeds(ask):
    """Which calls give the same noise."""

    def y(*arguments):
        return numbers(ask(20, 0.5, *arguments)["linear"]["y"])

    pairs = {
        "same seed": (y(5), y(5)), "other seeds": (y(1), y(2)), "seed 0 twice": (y(0), y(0)), "0 and 42": (y(0), y(42)),
        "7 and 42": (y(7), y(42)),
    }  # fmt: skip
    return {what: bool(np.allclose(one, other)) for what, (one, other) in pairs.items()}


def defaults(ask):
    """What a call without further arguments is the same as; where nothing can be repeated, that says nothing."""
    if not np.array_equal(ask(20, 0.5, 5)["linear"]["y"], ask(20, 0.5, 5)["linear"]["y"]):
        return None
    plain = ask()["linear"]
    points = len(numbers(plain["X"]))
    found = {"points": points}
    for level, seed in ((0.2, 42), (0.2, 0), (0.1, 42)):
        y = ask(points, level, seed)["linear"]["y"]
        found[f"{level} {seed}"] = bool(np.shape(y) == np.shape(plain["y"]) and np.allclose(y, plain["y"]))
    return found


def descriptions(ask):
    """Whether there is a description for each, and each has its own."""
    datasets = ask(5, 0.0, 1)
    texts = [datasets[name].get("description") for name in NAMES]
    return {"texts": all(isinstance(text, str) and bool(text) for text in texts), "own": len(set(texts)) == 3}


EXPERIMENTS = {
    "generate_datasets": [
        keys, sizes, shape_of_x, shape_of_y, points, quiet, curves, noise, noise_of_x, distribution, seeds, defaults,
        descriptions,
    ],
}  # fmt: skip
