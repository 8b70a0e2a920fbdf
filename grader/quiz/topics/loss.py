"""Mean squared error: averaged over samples, summed over outputs."""

from __future__ import annotations

import numpy as np

from grader.quiz.functions import reference, traps
from grader.quiz.making import family, matrix
from grader.quiz.question import Number, Question, Trap

_PAIRS = (
    (((1, 2), (3, 5)), ((2, 2), (1, 6))),
    (((0, 1), (2, 2)), ((0, 4), (3, 4))),
    (((1, 0), (0, 1), (2, 2), (1, 1)), ((1, 2), (0, 1), (0, 2), (3, 1))),
    (((5, -1), (2, 0)), ((3, 0), (2, 4))),
    (((0, 0, 1), (2, 1, 1)), ((1, 0, 3), (2, 2, 1))),
    (((-1, 2), (4, 3)), ((0, 2), (1, 5))),
    (((2, 2, 2), (0, 1, 0)), ((2, 0, 2), (3, 1, 0))),
    (((1, 1), (1, 1), (2, 0), (0, 3)), ((1, 0), (3, 1), (2, 1), (2, 3))),
)
_Matrix = tuple[tuple[int, ...], ...]


@family("loss", "mean_squared_error", "Conventions", over=_PAIRS)
def loss_value(y_true: _Matrix, y_pred: _Matrix) -> Question:
    """Evaluate the loss with several outputs."""
    true, predicted = np.array(y_true, float), np.array(y_pred, float)
    answer = Number(reference().mean_squared_error(true, predicted))
    return Question(
        f"y_true = {matrix(true)}, y_pred = {matrix(predicted)}. What is mean_squared_error(y_true, y_pred)?",
        answer,
        "The squares are summed over the outputs and averaged over the samples: divide by the number of rows.",
        traps=traps("mean_squared_error", "mean_squared_error", answer, lambda loss: loss(true, predicted)),
        given={"y_true": y_true, "y_pred": y_pred},
    )


@family("loss", "mean_squared_error", over=[(*pair, entry) for pair in _PAIRS for entry in ((0, 0), (1, 0), (1, 1))])
def slope_of_one_prediction(y_true: _Matrix, y_pred: _Matrix, entry: tuple[int, int]) -> Question:
    """Take the derivative of the loss by one prediction."""
    true, predicted = np.array(y_true, float), np.array(y_pred, float)
    answer = Number(float(reference().mean_squared_error_derivative(true, predicted)[entry]))
    return Question(
        f"y_true = {matrix(true)}, y_pred = {matrix(predicted)}. What is dL/dy_pred at row {entry[0]}, column "
        f"{entry[1]} "
        "(both counted from 0)?",
        answer,
        "dL/dy_pred = (2/n) (y_pred − y_true), with n the number of samples, that is of rows.",
        traps=traps(
            "mean_squared_error",
            "mean_squared_error_derivative",
            answer,
            lambda slope: np.broadcast_to(slope(true, predicted), true.shape)[entry],
        ),
        given={"y_true": y_true, "y_pred": y_pred, "entry": entry},
    )


@family(
    "loss",
    "mean_squared_error",
    "Follow-up questions",
    over=[(n, o, k) for n in (4, 10) for o in (2, 3, 5) for k in (1, 3)],
)
def other_average(samples: int, outputs: int, loss: int) -> Question:
    """Convert between the two conventions of the mean."""
    y_pred = np.full((samples, outputs), np.sqrt(loss))
    ours = reference().mean_squared_error(np.zeros_like(y_pred), y_pred)
    return Question(
        f"{samples} samples with {outputs} outputs. A library that divides by samples times outputs reports a "
        f"loss of {loss}. "
        "What does this kit's mean_squared_error report?",
        Number(round(ours, 9)),
        "The kit averages over samples and sums over outputs, so its loss is larger by the number of outputs.",
        traps=(
            Trap(Number(float(loss)), "The two conventions agree for a single output only."),
            Trap(Number(loss / outputs), "The other way round: summing over the outputs gives the larger loss."),
            Trap(Number(float(loss * samples)), "Both divide by the samples; they differ in the outputs."),
        ),
        given={"samples": samples, "outputs": outputs, "loss": loss},
    )


@family("loss", "mean_squared_error", "Follow-up questions", over=[(k, loss) for k in (2, 3, 10) for loss in (1, 2, 5)])
def scaled_errors(factor: int, loss: int) -> Question:
    """See the loss grow with the square of the errors."""
    errors = np.full((1, 1), np.sqrt(loss) * factor)
    return Question(
        f"Every error y_pred − y_true becomes {factor} times as large. The loss was {loss}; what is it now?",
        Number(round(reference().mean_squared_error(np.zeros((1, 1)), errors), 9)),
        "The loss is a sum of squares, so it grows with the square of the factor: outliers dominate it.",
        traps=(Trap(Number(float(factor * loss)), "The slope grows by that factor; the loss is made of squares."),),
        given={"factor": factor, "loss": loss},
    )


@family(
    "loss", "mean_squared_error", "Follow-up questions",
    over=[(t,) for t in ((0, 0, 9), (1, 2, 6), (0, 1, 1, 10), (2, 2, 2, 10), (-4, 0, 1), (1, 1, 4, 10), (0, 5, 7))],
)  # fmt: skip
def best_constant(targets: tuple[int, ...]) -> Question:
    """Find the constant prediction of the smallest loss."""
    middle = float(np.median(targets))
    return Question(
        f"The targets are {matrix(targets)}. A network has learnt nothing but a constant. At which constant is "
        "its mean "
        "squared error smallest?",
        Number(float(np.mean(targets))),
        "Setting the derivative Σ 2 (c − y) / n to zero gives the mean of the targets.",
        traps=(Trap(Number(middle), "That is the median, which minimises the mean absolute error."),),
        given={"targets": targets},
    )


@family("loss", "generate_datasets", "Conventions", over=(0.1, 0.2, 0.3, 0.5, 1.5, 2.0))
def noise_floor(noise: float) -> Question:
    """Name the loss that not even the true curve gets below."""
    return Question(
        f"Targets are a curve plus normal noise of standard deviation {noise:g}. What is the expected mean "
        "squared error of the "
        "true curve itself, with one output?",
        Number(round(float(np.square(noise)), 12)),
        "What remains is the variance of the noise. A training loss clearly below it means that noise was learnt.",
        traps=(
            Trap(Number(noise), "That is the standard deviation; a mean of squares is a variance."),
            Trap(Number(0.0), "The true curve does not know the noise, so its error is not zero."),
        ),
        given={"noise": noise},
    )


FAMILIES = (loss_value, slope_of_one_prediction, other_average, scaled_errors, best_constant, noise_floor)
