"""Values and slopes of relu, sigmoid and tanh."""

from __future__ import annotations

import numpy as np

from grader.quiz.functions import reference, traps
from grader.quiz.making import family, matrix, row
from grader.quiz.question import Number, Question, Trap

_ROWS = (
    (-3, 0, 2, -1, 5), (4, -2, 0, 1), (-1, -4, 3, 0, 0), (0, 7, -7, 2), (-5, 6, 0, -2, 1), (3, 0, -3),
    (-2, -1, 0, 1, 2), (0, 0, -4, 9), (8, -1, 0, -6, 2), (-9, 0, 5, 5),
)  # fmt: skip
_ODDS = (2, 3, 4, 9, 19, 99)


@family("activations", "relu", "By hand", over=[(z,) for z in _ROWS])
def relu_sum(z: tuple[int, ...]) -> Question:
    """Add up relu over a row."""
    answer = Number(float(reference().relu(row(*z)).sum()))
    return Question(
        f"z = {matrix([z])}. What is the sum of the entries of relu(z)?",
        answer,
        "relu keeps positive entries and turns all others into 0, so the positive ones are added up.",
        traps=traps("relu", "relu", answer, lambda relu: relu(row(*z)).sum()),
        given={"z": z},
    )


@family("activations", "relu", "Conventions", over=[(z,) for z in _ROWS])
def relu_slope_sum(z: tuple[int, ...]) -> Question:
    """Add up the slopes of relu over a row that has a zero in it."""
    answer = Number(float(reference().relu_derivative(row(*z)).sum()))
    return Question(
        f"z = {matrix([z])}. What is the sum of the entries of relu_derivative(z)?",
        answer,
        "The slope is 1 where z > 0 and 0 elsewhere; at z = 0 there is a kink, and the brief takes 0 there.",
        traps=traps("relu", "relu_derivative", answer, lambda slope: slope(row(*z)).sum()),
        given={"z": z},
    )


@family("activations", "sigmoid", over=[(odds, sign) for odds in _ODDS for sign in (1, -1)])
def sigmoid_of_log(odds: int, sign: int) -> Question:
    """Evaluate the sigmoid where its exponential is a whole number."""
    z = sign * float(np.log(odds))
    answer = Number(float(reference().sigmoid(row(z))[0, 0]), decimals=3)
    shown = f"ln {odds}" if sign > 0 else f"−ln {odds}"
    return Question(
        f"What is sigmoid({shown})?",
        answer,
        f"The sigmoid is 1 / (1 + e^−z), and e^−z is {f'1/{odds}' if sign > 0 else odds} here.",
        traps=traps("sigmoid", "sigmoid", answer, lambda sigmoid: sigmoid(row(z))[0, 0]),
        given={"odds": odds, "sign": sign},
    )


@family("activations", "sigmoid", over=(0.1, 0.2, 0.3, 0.4, 0.6, 0.7, 0.8, 0.9))
def sigmoid_slope_from_value(value: float) -> Question:
    """Get the slope of the sigmoid from its value."""
    z = row(float(np.log(value / (1.0 - value))))
    answer = Number(float(reference().sigmoid_derivative(z)[0, 0]), decimals=3)
    return Question(
        f"For some z, sigmoid(z) = {value}. What is the slope of the sigmoid at that z?",
        answer,
        "The slope is s (1 − s), so the value alone is enough; that is why backpropagation can take it from A.",
        traps=traps("sigmoid", "sigmoid_derivative", answer, lambda slope: slope(z)[0, 0]),
        given={"value": value},
    )


@family("activations", "sigmoid", "Follow-up questions", over=(0.05, 0.1, 0.15, 0.2, 0.3, 0.35, 0.6, 0.75, 0.9))
def sigmoid_mirrored(value: float) -> Question:
    """Use the symmetry of the sigmoid."""
    z = float(np.log(value / (1.0 - value)))
    answer = Number(float(reference().sigmoid(row(-z))[0, 0]), decimals=3)
    return Question(
        f"For some z, sigmoid(z) = {value}. What is sigmoid(−z)?",
        answer,
        "sigmoid(−z) = 1 − sigmoid(z): the curve is symmetric about the point (0, 1/2).",
        traps=(
            Trap(Number(-value, 3), "That is the symmetry of tanh, which is odd; the sigmoid is never negative."),
            Trap(Number(value, 3), "The sigmoid is not even: left of zero it is below one half."),
        ),
        given={"value": value},
    )


@family("activations", "tanh", over=(0.1, 0.2, 0.3, 0.4, 0.6, 0.7, -0.8, -0.9, -0.5))
def tanh_slope_from_value(value: float) -> Question:
    """Get the slope of tanh from its value."""
    z = row(float(np.arctanh(value)))
    answer = Number(float(reference().tanh_derivative(z)[0, 0]), decimals=3)
    return Question(
        f"For some z, tanh(z) = {value:g}. What is the slope of tanh at that z?",
        answer,
        "The slope of tanh is 1 − t², with t = tanh(z).",
        traps=traps("tanh", "tanh_derivative", answer, lambda slope: slope(z)[0, 0]),
        given={"value": value},
    )


@family("activations", "tanh", "Follow-up questions", over=(0.1, 0.2, 0.25, 0.4, 0.6, 0.75, 0.8, 0.95))
def tanh_from_sigmoid(value: float) -> Question:
    """Get tanh from a sigmoid of twice the argument."""
    z = float(np.log(value / (1.0 - value))) / 2.0
    answer = Number(float(reference().tanh(row(z))[0, 0]), decimals=3)
    return Question(
        f"For some z, sigmoid(2z) = {value}. What is tanh(z)?",
        answer,
        "tanh(z) = 2 sigmoid(2z) − 1: the same curve, stretched to run from −1 to 1.",
        traps=(
            Trap(Number(value, 3), "tanh and sigmoid have different ranges: −1 to 1, and 0 to 1."),
            Trap(Number(2 * value, 3), "The range of 2 sigmoid(2z) is 0 to 2; it still has to be moved down."),
        ),
        given={"value": value},
    )


@family(
    "activations", "sigmoid", "Follow-up questions", over=[(n, k) for n in ("sigmoid", "tanh") for k in (1, 2, 3, 8)]
)
def steepest_slope(name: str, factor: int) -> Question:
    """Find the largest slope of an activation with a scaled argument."""
    at_zero = float(getattr(reference(), f"{name}_derivative")(row(0.0))[0, 0])
    argument = "z" if factor == 1 else f"{factor}z"
    wrong = {"sigmoid": 1.0, "tanh": 0.25}[name] * factor
    return Question(
        f"What is the largest slope, by z, of {name}({argument})?",
        Number(factor * at_zero),
        f"{name} is steepest at 0, where its slope is {at_zero:g}; the inner factor is multiplied in by the chain "
        "rule.",
        traps=(Trap(Number(wrong), "You took the steepest slope of the other one: sigmoid has 1/4, tanh has 1."),),
        given={"name": name, "factor": factor},
    )


@family("activations", "sigmoid", "Follow-up questions", over=(2, 3, 4, 5))
def slopes_multiply(layers: int) -> Question:
    """Bound the slope factor of a stack of sigmoid layers."""
    steepest = float(reference().sigmoid_derivative(row(0.0))[0, 0])
    return Question(
        f"A gradient passes back through {layers} sigmoid layers whose weights are all 1, one unit each. By which "
        "factor is it "
        "multiplied, at most?",
        Number(steepest**layers),
        "Each layer multiplies by its slope, which is 1/4 at most; so gradients fade exponentially with depth.",
        traps=(
            Trap(Number(1.0), "A slope of 1 is the best of tanh and relu; the sigmoid is never steeper than 1/4."),
            Trap(Number(steepest * layers), "The slopes are multiplied, not added: that is the chain rule."),
        ),
        given={"layers": layers},
    )


FAMILIES = (
    relu_sum, relu_slope_sum, sigmoid_of_log, sigmoid_slope_from_value, sigmoid_mirrored, tanh_slope_from_value,
    tanh_from_sigmoid, steepest_slope, slopes_multiply,
)  # fmt: skip
