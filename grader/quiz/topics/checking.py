"""Gradient checks: the formula, what a factor looks like in it, and what it costs."""

from __future__ import annotations

import numpy as np

from grader.quiz.answers import show_number
from grader.quiz.functions import reference
from grader.quiz.making import family, row
from grader.quiz.question import Number, Question, Trap

_STEPS = (0.1, 0.01, 0.5)


@family(
    "checking",
    "gradient_check",
    over=[(up, down, step) for up, down in ((1.21, 0.81), (2.5, 2.1), (0.4, 0.7), (3.0, 2.8)) for step in _STEPS],
)
def central_difference(up: float, down: float, step: float) -> Question:
    """Put two losses into the central difference."""
    right = float(np.subtract(up, down) / (2.0 * step))
    return Question(
        f"epsilon = {step}, L(θ + epsilon) = {up}, L(θ − epsilon) = {down}. What is the numerical gradient?",
        Number(round(right, 9)),
        "The two points are two epsilon apart, so their difference is divided by 2 · epsilon.",
        traps=(
            Trap(Number(round(2 * right, 9)), "The two points are two epsilon apart."),
            Trap(Number(round(-right, 9)), "Subtracted the wrong way round."),
        ),
        given={"up": up, "down": down, "step": step},
    )


@family(
    "checking",
    "gradient_check",
    "By hand",
    over=[(c, t, s, side) for c in (1, 3) for t in (2, -1) for s in (0.1, 0.5) for side in ("central", "one-sided")],
)
def parabola(factor: int, theta: int, step: float, side: str) -> Question:
    """Difference a parabola from one side and from both."""

    def loss(at: float) -> float:
        return float(factor * np.square(at))

    central = (loss(theta + step) - loss(theta - step)) / (2.0 * step)
    forward = (loss(theta + step) - loss(theta)) / step
    right, wrong = (central, forward) if side == "central" else (forward, central)
    return Question(
        f"L(θ) = {factor if factor > 1 else ''}θ² at θ = {theta}. "
        f"What does the {side} difference give with epsilon = {step}?",
        Number(round(right, 9)),
        "Central differences are exact for parabolas; a one-sided one is off by epsilon times half the curvature.",
        traps=(
            Trap(
                Number(round(wrong, 9)),
                f"That is what the {'one-sided' if side == 'central' else 'central'} difference gives.",
            ),
        ),
        given={"factor": factor, "theta": theta, "step": step, "side": side},
    )


@family(
    "checking",
    "gradient_check",
    over=[(3, 1), (1, 3), (2, -2), (0.5, 1.5), (-4, 4), (5, 0), (0, 2), (-1, -3), (0.2, 0.3), (7, 9)],
)
def relative_error(analytic: float, numeric: float) -> Question:
    """Put two gradients into the relative error."""
    a, n = np.abs(analytic), np.abs(numeric)
    gap = float(np.abs(np.subtract(analytic, numeric)))
    return Question(
        f"Backpropagation says {analytic:g}, the numerical gradient is {numeric:g}. With epsilon negligible, "
        "what is the relative error?",
        Number(gap / float(a + n), decimals=3),
        "|a − n| / (|a| + |n| + epsilon): 0 for equal gradients, and never more than 1.",
        traps=(Trap(Number(gap, 3), "That is the absolute error; the relative one divides by |a| + |n|."),),
        given={"analytic": analytic, "numeric": numeric},
    )


@family("checking", "gradient_check", "By hand", over=(2, 3, 4, 5, 8, 0.5, 0.25, 10, -1, -3))
def factor_in_the_check(factor: float) -> Question:
    """Recognise a constant factor by the error it leaves."""
    gradient = 1.0
    error = float(np.abs(factor - 1.0) * gradient / (np.abs(factor) * gradient + gradient))
    return Question(
        f"Every gradient of a backpropagation is {factor:g} times what it should be. With epsilon negligible, "
        "what does gradient_check "
        "return?",
        Number(error, decimals=3),
        "A factor r > 0 gives |1 − r| / (1 + r), so the error tells the factor; a wrong sign gives 1.",
        traps=(
            Trap(
                Number(abs(factor - 1.0), 3), "Divide by the sum of both magnitudes, not by the right gradient alone."
            ),
        ),
        given={"factor": factor},
    )


@family("checking", "mean_squared_error", "Follow-up questions", over=(1, 2, 3, 4, 5, 9))
def mismatched_mean(outputs: int) -> Question:
    """Find what a check says of a loss and a derivative that divide differently."""
    y, p = np.zeros((4, outputs)), np.ones((4, outputs))
    analytic = float(reference().mean_squared_error_derivative(y, p)[0, 0])
    numeric = 2.0 * float(p[0, 0]) / p.size
    error = abs(analytic - numeric) / (abs(analytic) + abs(numeric))
    return Question(
        f"A loss is written np.mean((y - p) ** 2), its derivative 2 * (p - y) / n with n samples. The network has "
        f"{outputs} output{'s' if outputs > 1 else ''}. With epsilon negligible, what does gradient_check return?",
        Number(error, decimals=3),
        "np.mean divides by n · o, the derivative by n: a ratio of o, so (o − 1) / (o + 1). One output hides it.",
        traps=(Trap(Number(0.0, 3), "np.mean divides by every entry; the derivative by the rows only."),),
        given={"outputs": outputs},
    )


@family(
    "checking",
    "gradient_check",
    "Follow-up questions",
    over=[(layers,) for layers in ((2, 3, 1), (1, 10, 10, 1), (4, 2), (3, 3, 3), (5, 4, 2), (2, 2, 2, 2))],
)
def forward_passes(layers: tuple[int, ...]) -> Question:
    """Count what a full check costs."""
    parameters = reference().initialize_parameters(list(layers))
    count = sum(value.size for value in parameters.values())
    weights = sum(value.size for name, value in parameters.items() if name[0] == "W")
    return Question(
        f"Layers {list(layers)}. How many times does a gradient check of every parameter compute a shifted loss?",
        Number(float(2 * count)),
        "Two for each entry of each weight and each bias. Backpropagation gets all gradients for about two "
        "forward passes.",
        traps=(
            Trap(Number(float(count)), "A central difference needs two losses for each entry."),
            Trap(Number(float(2 * weights)), "The biases are parameters, too."),
            Trap(Number(float(2 * len(parameters))), "One entry is shifted at a time, not a whole array."),
        ),
        given={"layers": layers},
    )


@family("checking", "gradient_check", "Follow-up questions", over=(1, 2, 4, -6, 10))
def slope_at_the_kink(weight: int) -> Question:
    """Difference relu exactly where it bends."""
    step = 1e-5

    def loss(z: float) -> float:
        return float(weight * reference().relu(row(z))[0, 0])

    right = round((loss(step) - loss(-step)) / (2.0 * step), 6)
    factor = "" if weight == 1 else f"{weight} · "
    return Question(
        f"L(z) = {factor}relu(z). What does the central difference give at z = 0?",
        Number(right),
        "One side has the full slope and the other none, so the difference is half of it. Backpropagation says "
        "0: an error of 1 "
        "without any bug, which dead units with zero biases meet.",
        traps=(
            Trap(
                Number(0.0),
                "That is what backpropagation says there, by convention; the difference looks at both sides.",
            ),
            Trap(Number(float(weight)), "That is the slope right of zero; left of it there is none."),
        ),
        given={"weight": weight},
    )


@family(
    "checking",
    "gradient_check",
    "Follow-up questions",
    over=[(k, side) for k in (2, 10) for side in ("central", "one-sided")],
)
def order_of_accuracy(factor: int, side: str) -> Question:
    """Know how fast a difference gets better with smaller steps."""
    order = {"central": 2, "one-sided": 1}[side]
    return Question(
        f"Epsilon is made {factor} times smaller. By which factor does the truncation error of a {side} "
        "difference shrink, for a "
        "smooth loss and before rounding matters?",
        Number(float(np.power(factor, order))),
        "A central difference errs by ε²/6 times the third derivative, a one-sided one by ε/2 times the second.",
        traps=(Trap(Number(float(factor ** (3 - order))), "You took the order of the other difference."),),
        given={"factor": factor, "side": side},
    )


@family(
    "checking",
    "gradient_check",
    "Follow-up questions",
    over=[(loss, step) for loss in (1, 10) for step in (1e-7, 1e-5, 1e-3)],
)
def rounding_in_the_difference(loss: int, step: float) -> Question:
    """Estimate the noise that rounding leaves in a numerical gradient."""
    noise = loss * 1e-16 / step
    return Question(
        f"Losses near {loss} are known to about 16 digits, that is to {show_number(loss * 1e-16)}. Roughly how "
        "large is that noise in the "
        f"numerical gradient with epsilon = {show_number(step)}, taking noise / epsilon?",
        Number(float(np.format_float_scientific(noise, precision=6))),
        "Rounding noise is divided by epsilon, so small steps blow it up; the best central step is near the cube "
        "root of 1e-16.",
        traps=(Trap(Number(loss * 1e-16), "That is the noise in the loss; the difference divides it by epsilon."),),
        given={"loss": loss, "step": step},
    )


FAMILIES = (
    central_difference,
    parabola,
    relative_error,
    factor_in_the_check,
    mismatched_mean,
    forward_passes,
    slope_at_the_kink,
    order_of_accuracy,
    rounding_in_the_difference,
)
