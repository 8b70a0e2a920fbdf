"""Backpropagation by hand, one step at a time."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np

from grader.quiz.functions import reference, traps
from grader.quiz.making import family, matrix, row
from grader.quiz.question import Number, Question, Trap

# W1, b1, W2, b2, inputs, targets: one hidden relu unit, one output.
_NETWORKS = (
    (2, -1, 3, 1, (1, -1), (3, 3)),
    (1, 1, 2, 0, (2, -3), (4, 1)),
    (-1, 2, 2, -1, (1, 3), (2, 0)),
    (3, 0, -1, 2, (1, 2), (0, -3)),
    (2, 1, 1, -2, (1, -2), (3, 0)),
    (1, -2, -3, 1, (4, 3), (-1, 2)),
)
# A_prev and dZ, two or three samples.
_FACTORS = (
    (((1, 2), (0, -1)), ((2, 1), (3, -2))),
    (((3, 0), (1, 1)), ((-1, 2), (4, 1))),
    (((1, 0), (2, 1), (0, 3)), ((1, -1), (2, 0), (1, 2))),
    (((2, -1), (1, 4)), ((1, 3), (-2, 1))),
    (((0, 1), (2, 2), (1, -1)), ((3, 1), (-1, 2), (2, 2))),
)


@family(
    "backward",
    "backward_propagation",
    "By hand",
    over=[(*net, key) for net, key in product(_NETWORKS, ("dW1", "db1", "dW2", "db2"))],
)
def gradient_by_hand(w1: int, b1: int, w2: int, b2: int, x: Any, y: Any, key: str) -> Question:
    """Work out one gradient of a network with a single hidden unit."""
    parameters = {"W1": row(w1), "b1": row(b1), "W2": row(w2), "b2": row(b2)}
    inputs, targets = row(*x).T, row(*y).T
    _, cache = reference().forward_propagation(inputs, parameters, "relu")
    answer = Number(float(reference().backward_propagation(parameters, cache, targets, "relu")[key][0, 0]))
    return Question(
        f"One hidden relu unit and a linear output: W1 = [[{w1}]], b1 = [[{b1}]], W2 = [[{w2}]], b2 = [[{b2}]]. "
        f"The samples are x = {matrix(x)} with targets {matrix(y)}. What is {key}?",
        answer,
        "Forwards first; then dZ2 = (2/n)(y_pred − y), dA1 = dZ2 · W2, dZ1 = dA1 · relu'(Z1), and sums over the "
        "samples.",
        traps=traps(
            "backward_propagation",
            "backward_propagation",
            answer,
            lambda backward: np.ravel(backward(parameters, cache, targets, "relu")[key])[0],
        ),
        given={"w1": w1, "b1": b1, "w2": w2, "b2": b2, "x": x, "y": y, "key": key},
    )


@family(
    "backward", "backward_propagation", over=[(*pair, i, j) for pair in _FACTORS for i, j in ((0, 0), (1, 0), (0, 1))]
)
def weight_gradient_entry(A_prev: Any, dZ: Any, i: int, j: int) -> Question:
    """Multiply out one entry of a weight gradient."""
    activations, errors = np.array(A_prev, float), np.array(dZ, float)
    answer = Number(float((activations.T @ errors)[i, j]))
    return Question(
        f"A_prev = {matrix(activations)} and dZ = {matrix(errors)}, a row per sample. What is dW at row {i}, "
        f"column {j} (counted from 0)?",
        answer,
        "dW = A_prev.T @ dZ: input i times error j, summed over the samples. The 1/n is already in dZ.",
        traps=(
            Trap(
                Number(answer.value / len(errors)),
                "Averaged a second time: the 1/n came with the derivative of the loss.",
            ),
            Trap(
                Number(float((errors.T @ activations)[i, j])),
                "That entry is the transposed one's: rows of dW are inputs.",
            ),
        ),
        given={"A_prev": A_prev, "dZ": dZ, "i": i, "j": j},
    )


@family("backward", "backward_propagation", "Conventions", over=[(dZ, j) for _, dZ in _FACTORS for j in (0, 1)])
def bias_gradient_entry(dZ: Any, j: int) -> Question:
    """Sum the error over the batch."""
    errors = np.array(dZ, float)
    return Question(
        f"dZ = {matrix(errors)}, a row per sample; dZ already holds the 2/n of the loss. What is db at column {j} "
        "(counted from 0)?",
        Number(float(errors.sum(axis=0)[j])),
        "The bias is added to every sample, so its gradient is the sum of dZ over the samples, unit by unit.",
        traps=(
            Trap(
                Number(float(errors.mean(axis=0)[j])), "Averaged again: the 1/n came with the derivative of the loss."
            ),
            Trap(
                Number(float(errors.sum())), "That sums over the units as well; each unit keeps its own bias gradient."
            ),
            Trap(Number(float(errors.sum(axis=1)[j])), "That runs along the units; the sum runs over the samples."),
            Trap(Number(float(errors[0, j])), "That is the first sample's share; the bias was added to every sample."),
        ),
        given={"dZ": dZ, "j": j},
    )


@family(
    "backward",
    "backward_propagation",
    over=[
        ((2, -1, 3), W, j)
        for W in (((1, 2, 0), (3, -1, 1)), ((0, 1, 2), (-2, 1, 1)), ((4, 0, -1), (1, 1, 1)))
        for j in (0, 1)
    ],
)
def error_through_weights(dZ: Any, W: Any, unit: int) -> Question:
    """Carry the error back through a weight matrix."""
    errors, weights = row(*dZ), np.array(W, float)
    return Question(
        f"One sample has dZ2 = {matrix(errors)}, and W2 = {matrix(weights)}. What is dA1 at column {unit} "
        "(counted from 0)?",
        Number(float((errors @ weights.T)[0, unit])),
        "dA1 = dZ2 @ W2.T: a hidden unit collects the error of each unit it feeds, weighted by its row of W2.",
        given={"dZ": dZ, "W": W, "unit": unit},
    )


@family(
    "backward",
    "backward_propagation",
    over=[((3, -2, 5, 4), z, j) for z in ((1, -1, 0, 2), (-4, 3, 1, 0), (2, 0, -1, 5)) for j in (0, 1, 2, 3)],
)
def relu_gate(dA: Any, Z: Any, unit: int) -> Question:
    """Let the error through where the unit was on."""
    errors, before = row(*dA), row(*Z)
    return Question(
        f"dA1 = {matrix(errors)} and Z1 = {matrix(before)}, hidden activation relu. What is dZ1 at column {unit} "
        "(counted from 0)?",
        Number(float((errors * reference().relu_derivative(before))[0, unit])),
        "relu lets the error through unchanged where Z > 0 and stops it elsewhere; the error's own sign plays no part.",
        traps=(
            Trap(Number(float(dA[unit])), "The unit was off, as its Z is not above 0, so nothing gets through."),
            Trap(Number(0.0), "The unit was on: it lets through errors of either sign."),
            Trap(Number(float(dA[unit] * Z[unit])), "dA is multiplied by the slope at Z, not by Z or A itself."),
        ),
        given={"dA": dA, "Z": Z, "unit": unit},
    )


@family(
    "backward",
    "backward_propagation",
    "Conventions",
    over=[(f, a, d) for f in ("sigmoid", "tanh") for a in (0.5, 0.6, 0.8, 0.9) for d in (2, -10)],
)
def smooth_gate(activation: str, a: float, dA: int) -> Question:
    """Take the slope from A where the activation is smooth."""
    z = row(float(np.arctanh(a)) if activation == "tanh" else float(np.log(a / (1.0 - a))))
    slope = getattr(reference(), f"{activation}_derivative")
    other = {"tanh": a * (1.0 - a), "sigmoid": 1.0 - a * a}[activation]
    return Question(
        f"A hidden {activation} unit has A1 = {a}, and dA1 = {dA} arrives from above. What is dZ1?",
        Number(float(dA * slope(z)[0, 0]), decimals=3),
        f"dZ = dA · slope, and in terms of A the slope of {activation} is "
        f"{'1 − A²' if activation == 'tanh' else 'A (1 − A)'}.",
        traps=(
            Trap(Number(dA * other, 3), "That is the rule of the other smooth activation."),
            Trap(Number(float(dA * slope(row(a))[0, 0]), 3), "The slope was taken at A; it belongs at Z."),
        ),
        given={"activation": activation, "a": a, "dA": dA},
    )


@family(
    "backward",
    "backward_propagation",
    "Follow-up questions",
    over=[(k, loss) for k in (2, 3, 5, 10) for loss in ("averaged", "summed")],
)
def copied_batch(copies: int, loss: str) -> Question:
    """Repeat the batch and see which gradients grow."""
    inputs, targets = np.array([[1.0], [2.0]]), np.array([[3.0], [-1.0]])
    parameters = {"W1": row(0.5), "b1": row(0.2)}

    def gradient(times: int) -> float:
        X, y = np.repeat(inputs, times, axis=0), np.repeat(targets, times, axis=0)
        _, cache = reference().forward_propagation(X, parameters)
        mean = float(reference().backward_propagation(parameters, cache, y)["dW1"][0, 0])
        return mean if loss == "averaged" else mean * len(X)

    return Question(
        f"Every sample of a batch is put in {copies} times, and the loss is {loss} over the samples. By which "
        "factor does dW1 change?",
        Number(round(gradient(copies) / gradient(1), 9)),
        "A mean does not notice copies, a sum does: with summed losses the right learning rate depends on the "
        "batch size.",
        traps=(
            Trap(
                Number(float(copies if loss == "averaged" else 1)), "Look again at whether the loss is a sum or a mean."
            ),
        ),
        given={"copies": copies, "loss": loss},
    )


FAMILIES = (
    gradient_by_hand,
    weight_gradient_entry,
    bias_gradient_entry,
    error_through_weights,
    relu_gate,
    smooth_gate,
    copied_batch,
)
