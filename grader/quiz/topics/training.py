"""Steps of gradient descent, loss histories, and the data."""

from __future__ import annotations

import math
from itertools import product
from typing import Any

import numpy as np

from grader.quiz.functions import reference, traps
from grader.quiz.making import family, matrix, row
from grader.quiz.question import Number, Question, Trap


@family("training", "update_parameters", "By hand", over=list(product((2.0, -1.0), (3.0, -5.0), (0.1, 0.5, 0.01))))
def one_step(weight: float, gradient: float, rate: float) -> Question:
    """Take one step of gradient descent."""
    parameters, gradients = {"W1": row(weight), "b1": row(0.0)}, {"dW1": row(gradient), "db1": row(0.0)}
    answer = Number(round(float(reference().update_parameters(parameters, gradients, rate)["W1"][0, 0]), 9))

    def compute(update: Any) -> float:
        copies = {name: value.copy() for name, value in parameters.items()}
        return round(
            float(update(copies, {name: value.copy() for name, value in gradients.items()}, rate)["W1"][0, 0]), 9
        )

    return Question(
        f"W1 = [[{weight:g}]], dW1 = [[{gradient:g}]], learning rate {rate:g}. What is W1 after one step?",
        answer,
        "W ← W − rate · dW: against the gradient, because the gradient points to where the loss grows.",
        traps=traps("update_parameters", "update_parameters", answer, compute),
        given={"weight": weight, "gradient": gradient, "rate": rate},
    )


@family(
    "training",
    "update_parameters",
    "Follow-up questions",
    over=[(r, s) for r in (0.1, 0.25, 0.75, 1.0) for s in (2, 3)],
)
def steps_on_a_parabola(rate: float, steps: int) -> Question:
    """Follow gradient descent on a parabola."""
    parameters = {"W1": row(1.0)}
    for _ in range(steps):
        parameters = reference().update_parameters(parameters, {"dW1": 2.0 * parameters["W1"]}, rate)
    return Question(
        f"L(θ) = θ², beginning at θ = 1 with learning rate {rate:g}. Where is θ after {steps} steps?",
        Number(round(float(parameters["W1"][0, 0]), 9)),
        "The gradient is 2θ, so each step multiplies θ by 1 − 2 · rate: it shrinks, jumps across, or bounces for ever.",
        traps=(Trap(Number(round((1.0 - rate) ** steps, 9)), "The derivative of θ² is 2θ, not θ."),),
        given={"rate": rate, "steps": steps},
    )


@family("training", "update_parameters", "Follow-up questions", over=(1, 2, 4, 5, 10, 20, 100))
def largest_rate(curvature: int) -> Question:
    """Give the limit beyond which gradient descent diverges."""
    return Question(
        f"Near its minimum the loss is ½ · {curvature} · θ². Below which learning rate does gradient descent converge?",
        Number(float(np.divide(2.0, curvature))),
        "A step multiplies θ by 1 − rate · λ, which is below 1 in size exactly for rates below 2/λ.",
        traps=(
            Trap(Number(1.0 / curvature), "At 1/λ it gets there in one step; it still converges beyond that."),
            Trap(Number(0.5 / curvature), "Half of the fastest rate is safe, but far from the limit."),
        ),
        given={"curvature": curvature},
    )


@family(
    "training",
    "train_network",
    "By hand",
    over=[(w, x, y, r) for w in (0.5, 0.0) for x in (1, 2) for y in (2, -1) for r in (0.1, 0.05)],
)
def second_loss(weight: float, x: int, y: int, rate: float) -> Question:
    """Work out the second entry of a loss history."""
    parameters = {"W1": row(weight), "b1": row(0.0)}
    history = []
    for _ in range(2):
        y_pred, cache = reference().forward_propagation(row(x), parameters)
        history.append(reference().mean_squared_error(row(y), y_pred))
        gradients = reference().backward_propagation(parameters, cache, row(y))
        parameters = reference().update_parameters(parameters, gradients, rate)
    return Question(
        f"train_network on one sample x = {x}, y = {y}, layers [1, 1], learning rate {rate:g}; it begins with W1 "
        f"= [[{weight:g}]], b1 = "
        "[[0]]. What is loss_history[1]?",
        Number(history[1], decimals=3),
        "Losses are recorded before each step, so entry 1 belongs to the parameters after one step, of W1 and of b1.",
        traps=(Trap(Number(history[0], 3), "That is loss_history[0], before any step."),),
        given={"weight": weight, "x": x, "y": y, "rate": rate},
    )


_HISTORIES = (
    (4.0, 2.0, 1.05, 1.25, 1.0),
    (8.0, 4.0, 2.5, 2.25, 2.0),
    (3.0, 0.9, 2.0, 1.1, 1.0),
    (5.0, 5.0, 5.0),
    (16.0, 6.0, 4.5, 4.0),
    (9.0, 3.0, 1.0, 2.0),
    (2.0, 1.2, 1.15, 1.0, 1.0),
)


@family("training", "epochs_to_converge", "Conventions", over=list(product(_HISTORIES, (0.25, 0.5, 0.0))))
def epoch_of_convergence(history: tuple[float, ...], tolerance: float) -> Question:
    """Find the first epoch that is close enough to the end."""
    answer = Number(float(reference().epochs_to_converge(list(history), tolerance)))
    return Question(
        f"epochs_to_converge({matrix(history)}, tolerance={tolerance:g}): what does it return?",
        answer,
        "The first epoch, counted from 0, whose loss is at most (1 + tolerance) times the final one.",
        traps=traps("epochs_to_converge", "epochs_to_converge", answer, lambda find: find(list(history), tolerance)),
        given={"history": history, "tolerance": tolerance},
    )


@family(
    "training",
    "train_network",
    "Follow-up questions",
    over=[(n, b, e) for n, b in ((200, 32), (100, 25), (1000, 64), (50, 8)) for e in (1, 3)],
)
def minibatch_steps(samples: int, batch: int, epochs: int) -> Question:
    """Count the steps of minibatch training."""
    right = math.ceil(samples / batch) * epochs
    return Question(
        f"{samples} samples in minibatches of {batch}, the last one possibly smaller. How many updates are made "
        f"in {epochs} "
        f"epoch{'s' if epochs > 1 else ''}?",
        Number(float(right)),
        "One update for each minibatch, and the remainder is a minibatch of its own. Full-batch descent makes "
        "one per epoch.",
        traps=(
            Trap(Number(float(samples // batch * epochs)), "The samples that are left over make a minibatch, too."),
            Trap(Number(float(epochs)), "That is full-batch gradient descent."),
        ),
        given={"samples": samples, "batch": batch, "epochs": epochs},
    )


@family("training", "generate_datasets", over=[(name, i) for name in ("linear", "polynomial") for i in range(5)])
def clean_target(name: str, index: int) -> Question:
    """Evaluate one of the curves without its noise."""
    data = reference().generate_datasets(n_samples=5, noise_level=0.0)[name]
    x = float(data["X"][index, 0])
    formula = {"linear": "y = 2.5x + 1", "polynomial": "y = 1.5x² + 0.5x + 1"}[name]
    return Question(
        f'generate_datasets(n_samples=5, noise_level=0)["{name}"], with {formula}: what is y at row '
        f"{index} (counted from 0)?",
        Number(round(float(data["y"][index, 0]), 9)),
        f"Five evenly spaced points on [−2, 2] are −2, −1, 0, 1, 2, both ends included, so row {index} has x = {x:g}.",
        given={"name": name, "index": index},
    )


FAMILIES = (
    one_step, steps_on_a_parabola, largest_rate, second_loss, epoch_of_convergence, minibatch_steps, clean_target,
)  # fmt: skip
