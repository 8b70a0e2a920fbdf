"""The forward pass by hand."""

from __future__ import annotations

from itertools import product
from typing import Any

import numpy as np

from grader.quiz.functions import mistakes, reference, says, traps
from grader.quiz.making import family, matrix
from grader.quiz.question import Number, Question, Trap

# X, W1, b1, W2, b2: two features, two hidden units, one output.
_NETWORKS = (
    (((1, 2), (-1, 0)), ((1, -1), (0, 1)), (0, 1), (2, -1), 0.5),
    (((2, 1), (0, -1)), ((1, 2), (-1, 0)), (1, -1), (1, 3), -2.0),
    (((1, -1), (3, 0)), ((2, 0), (1, -1)), (0, 2), (-1, 2), 1.0),
    (((0, 2), (1, 1)), ((-2, 1), (1, 1)), (1, 0), (3, -2), 0.0),
    (((-1, 2), (2, 2)), ((1, -2), (2, 1)), (-1, 1), (1, -1), 2.0),
    (((3, 1), (-2, 1)), ((-1, 1), (2, 2)), (0, -3), (2, 1), -1.0),
)
_PRINTED = "X = {X}, W1 = {W1}, b1 = {b1}, W2 = {W2}, b2 = {b2}, hidden activation relu."


def _network(X: Any, W1: Any, b1: Any, W2: Any, b2: float) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    return np.array(X, float), {
        "W1": np.array(W1, float),
        "b1": np.array([b1], float),
        "W2": np.array(W2, float)[:, None],
        "b2": np.array([[b2]], float),
    }


def _plus(number: int) -> str:
    return f"+ {number}" if number >= 0 else f"− {-number}"


def _printed(X: np.ndarray, parameters: dict[str, np.ndarray]) -> str:
    return _PRINTED.format(X=matrix(X), **{name: matrix(value) for name, value in parameters.items()})


@family(
    "forward", "forward_propagation", "By hand", over=[(*network, row) for network, row in product(_NETWORKS, (0, 1))]
)
def prediction(X: Any, W1: Any, b1: Any, W2: Any, b2: float, row: int) -> Question:
    """Predict the output of a small network."""
    inputs, parameters = _network(X, W1, b1, W2, b2)
    answer = Number(float(reference().forward_propagation(inputs, parameters, "relu")[0][row, 0]))
    return Question(
        f"{_printed(inputs, parameters)} What is y_pred for row {row} of X (counted from 0)?",
        answer,
        "Z1 = X @ W1 + b1, A1 = relu(Z1), y_pred = A1 @ W2 + b2; the last layer is linear.",
        traps=traps(
            "forward_propagation",
            "forward_propagation",
            answer,
            lambda forward: forward(inputs, parameters, "relu")[0][row, 0],
        ),
        given={"X": X, "W1": W1, "b1": b1, "W2": W2, "b2": b2, "row": row},
    )


@family(
    "forward", "forward_propagation", "Conventions",
    over=[
        (*network, *key)
        for network, key in product(_NETWORKS, (("Z1", 0, 1), ("A1", 1, 0), ("A1", 1, 1), ("Z1", 1, 0)))
    ],
)  # fmt: skip
def cached_entry(X: Any, W1: Any, b1: Any, W2: Any, b2: float, key: str, row: int, unit: int) -> Question:
    """Tell what the cache holds, before and after the activation."""
    inputs, parameters = _network(X, W1, b1, W2, b2)
    answer = Number(float(reference().forward_propagation(inputs, parameters, "relu")[1][key][row, unit]))
    return Question(
        f'{_printed(inputs, parameters)} What is cache["{key}"] at row {row}, column {unit} (counted from 0)?',
        answer,
        "Z is the value before the activation, with the bias already added; A is the one after it.",
        traps=traps(
            "forward_propagation",
            "forward_propagation",
            answer,
            lambda forward: forward(inputs, parameters, "relu")[1][key][row, unit],
        ),
        given={"X": X, "W1": W1, "b1": b1, "W2": W2, "b2": b2, "key": key, "row": row, "unit": unit},
    )


@family(
    "forward", "forward_propagation", "Follow-up questions",
    over=[
        (*lines, what)
        for lines, what in product(
            ((2, 1, 3, -1), (-1, 2, 4, 5), (5, -2, 2, 1), (3, 3, -2, 7), (4, 1, -1, 6)), ("slope", "intercept")
        )
    ],
)  # fmt: skip
def two_lines_in_one(w1: int, b1: int, w2: int, b2: int, what: str) -> Question:
    """Merge two linear layers into one."""
    merged = {"slope": float(np.dot(w1, w2)), "intercept": float(np.dot(b1, w2) + b2)}
    wrong = {
        "slope": Trap(Number(float(w1 + w2)), "The second layer multiplies what the first one multiplied already."),
        "intercept": Trap(Number(float(b1 + b2)), "The second layer multiplies the first one's bias as well."),
    }
    return Question(
        f"Two layers without an activation: h = {w1}x {_plus(b1)} and y = {w2}h {_plus(b2)}. "
        f"Written as one line y = wx + b, what is {'w' if what == 'slope' else 'b'}?",
        Number(merged[what]),
        "y = w2 (w1 x + b1) + b2 is one linear layer again: without activations, depth adds nothing.",
        traps=(wrong[what],),
        given={"w1": w1, "b1": b1, "w2": w2, "b2": b2, "what": what},
    )


@family(
    "forward",
    "forward_propagation",
    "Conventions",
    over=[(layers,) for layers in ((2, 4, 1), (1, 10, 10, 1), (3, 2), (4, 4, 4, 4, 2), (2, 3, 3, 3, 3, 1))],
)
def cache_length(layers: tuple[int, ...]) -> Question:
    """Count the arrays in the cache."""
    parameters = reference().initialize_parameters(list(layers))
    _, cache = reference().forward_propagation(np.ones((2, layers[0])), parameters)
    depth = len(layers) - 1
    return Question(
        f"How many arrays does the cache of forward_propagation hold, at least, for the layers {list(layers)}?",
        Number(float(len(cache))),
        "A0 is the input, and each layer adds a Z and an A, the last one included.",
        traps=(
            Trap(Number(float(2 * depth)), "A0, the input, is missing: the gradient of W1 needs it."),
            Trap(Number(float(2 * len(layers))), "The input is A0 alone; it has no Z."),
            Trap(Number(float(2 * depth - 1)), "The last layer has a Z and an A as well, though they are equal."),
        ),
        given={"layers": layers},
    )


@family("forward", "forward_propagation", "", over=[(z, f) for z in (-3, -0.5, 4) for f in ("relu", "tanh", "sigmoid")])
def output_stays(z: float, activation: str) -> Question:
    """Remember that the last layer is linear."""
    parameters = {"W1": np.zeros((1, 1)), "b1": np.array([[float(z)]])}
    y_pred, _ = reference().forward_propagation(np.ones((3, 1)), parameters, activation)
    bent, _ = mistakes("forward_propagation")["activation_on_output"].implementation(
        np.ones((3, 1)), parameters, activation
    )
    return Question(
        f"A network of one layer has W1 = [[0]] and b1 = [[{z:g}]]. What does it predict for x = 7 with "
        f'activation="{activation}"?',
        Number(float(y_pred[0, 0])),
        "The last layer is linear whatever the activation is, so a network of one layer is X @ W1 + b1 alone.",
        traps=(Trap(Number(float(bent[0, 0])), says("forward_propagation", "activation_on_output")),),
        given={"z": z, "activation": activation},
    )


FAMILIES = (prediction, cached_entry, two_lines_in_one, cache_length, output_stays)
