"""Floating point and numpy's habits: short programs whose output is to be predicted.

The answer is what the shown code really leaves in ``answer``: it is run.
"""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from grader.quiz.making import family
from grader.quiz.question import Number, Question, Trap

_ASKED = "What does answer hold in the end?"


def _run(code: str) -> float:
    namespace: dict[str, Any] = {"np": np}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        exec(code, namespace)
    return float(namespace["answer"])


def _predict(code: str, because: str, *wrong: tuple[float, str], decimals: int | None = None) -> Question:
    answer = Number(_run(code), decimals)
    return Question(_ASKED, answer, because, code, tuple(Trap(Number(value, decimals), says) for value, says in wrong))


@family("numerics", "gradient_check", "Conventions", over=[(g,) for g in (0.7, 1.5, 2.9, 0.2)])
def integer_array(gradient: float) -> Question:
    """Put a float into an array of integers."""
    return _predict(
        f"theta = np.array([3, 1, 2])\ngradient = np.zeros_like(theta)\ngradient[0] = {gradient}\nanswer = gradient[0]",
        "zeros_like takes over the dtype, here whole numbers, and the assignment cuts the decimals off in silence.",
        (gradient, "Look at the dtype of gradient: where does it come from?"),
    )


@family(
    "numerics",
    "gradient_check",
    "Conventions",
    over=[
        ("max(0.0, float('nan'))",),
        ("max(float('nan'), 0.0)",),
        ("np.max([0.0, np.nan])",),
        ("np.nanmax([0.25, np.nan])",),
    ],
)
def maximum_of_nan(expression: str) -> Question:
    """Know which maximum keeps a NaN."""
    return _predict(
        f"answer = {expression}",
        "Every comparison with NaN is false, so the built-in max keeps whichever comes first; np.max passes NaN on.",
    )


@family(
    "numerics",
    "relu",
    "Conventions",
    over=[(a, b, copy) for a, b in ((-2, 3), (-5, 1), (4, -1)) for copy in (False, True)],
)
def alias(a: int, b: int, copied: bool) -> Question:
    """See an array change under another name."""
    code = f"Z = np.array([{a}.0, {b}.0])\nA = Z{'.copy()' if copied else ''}\nA[A < 0] = 0.0\nanswer = Z.sum()"
    other = _run(code.replace("A = Z\n", "A = Z.copy()\n") if not copied else code.replace(".copy()", ""))
    says = (
        "A is another array here, so Z keeps its values."
        if copied
        else "A = Z makes a second name, not a second array."
    )
    return _predict(
        code,
        "Assignment binds a name and copies nothing; writing into A writes into Z unless it was copied.",
        (other, says),
    )


@family("numerics", "gradient_check", "Conventions", over=[("float32", 24), ("float64", 53)])
def lost_one(dtype: str, bits: int) -> Question:
    """Add one to a number that is too large to notice."""
    return _predict(
        f"big = np.{dtype}(2.0 ** {bits})\nanswer = big + np.{dtype}(1) - big",
        f"{dtype} has {bits} binary digits, so from 2^{bits} on its numbers are 2 apart, and the 1 is rounded away.",
        (1.0, f"How many digits does {dtype} have?"),
    )


@family("numerics", "gradient_check", "Follow-up questions", over=(16, 17, 18, 20))
def cancelled(exponent: int) -> Question:
    """Lose a small number in a large one."""
    return _predict(
        f"small = 1e-{exponent}\nanswer = (1.0 + small) - 1.0",
        "Next to 1, doubles are 2.2e-16 apart. Differences of nearly equal losses lose digits in the same way.",
        (float(f"1e-{exponent}"), "On paper, yes. How far apart are doubles next to 1?"),
    )


@family("numerics", "sigmoid", "Conventions", over=[(z, f) for z in (800, -800) for f in ("left", "right")])
def exponential_overflows(z: int, form: str) -> Question:
    """Evaluate the sigmoid where its exponential overflows."""
    expression = {"left": "np.exp(z) / (1 + np.exp(z))", "right": "1 / (1 + np.exp(-z))"}[form]
    return _predict(
        f"z = np.float64({z})\nanswer = {expression}",
        "Doubles end at about e^709. 1/inf is a harmless 0, but inf/inf is nan: use the form whose exponent is "
        "not positive.",
    )


@family("numerics", "sigmoid", "Follow-up questions", over=[(c, k) for c in (0, 700, 1000) for k in (1, 3, 4, 9)])
def shifted_softmax(offset: int, odds: int) -> Question:
    """See that softmax does not notice a common shift."""
    code = f"z = {offset} + np.log([1.0, {odds}.0])\np = np.exp(z - z.max())\np = p / p.sum()\nanswer = p[1]"
    return _predict(
        code,
        "A common shift cancels in the quotient. Subtracting the maximum makes the largest exponent 0, so "
        "nothing overflows.",
        *(((1.0, "The larger entry does not take everything: the quotient depends on the difference only."),)),
        decimals=3,
    )


@family(
    "numerics",
    "mean_squared_error",
    "Conventions",
    over=[((1, 3), (1, 3)), ((0, 2), (0, 2)), ((2, 6), (2, 4)), ((1, 5), (3, 5))],
)
def loss_of_broadcast(predicted: tuple[int, int], targets: tuple[int, int]) -> Question:
    """Compute a loss whose shapes do not match."""
    code = (
        f"y_pred = np.array([[{predicted[0]}.0], [{predicted[1]}.0]])\ny_true = np.array([{targets[0]}.0, "
        f"{targets[1]}.0])\n"
        "answer = np.mean((y_pred - y_true) ** 2)"
    )
    meant = _run(code.replace("y_pred - y_true", "y_pred[:, 0] - y_true"))
    return _predict(
        code,
        "(2, 1) minus (2,) is (2, 2): every prediction meets every target, and a perfect prediction has a loss.",
        (meant, "That was meant. But look at the two shapes."),
    )


@family("numerics", "backward_propagation", "Conventions", over=[(axis, i) for axis in (0, 1) for i in (0, 1)])
def axis_of_a_sum(axis: int, index: int) -> Question:
    """Sum along an axis."""
    code = f"dZ = np.array([[1.0, 2.0, 4.0], [8.0, 16.0, 32.0]])\nanswer = dZ.sum(axis={axis})[{index}]"
    return _predict(
        code,
        "axis=0 runs down the rows and leaves a number per column; axis=1 runs along a row.",
        (_run(code.replace(f"axis={axis}", f"axis={1 - axis}")), "axis names the dimension that goes away."),
    )


@family("numerics", "relu", "Conventions", over=[((-1, 2, 3),), ((-4, -2, 5),), ((1, 2, 3),)])
def sum_of_booleans(z: tuple[int, ...]) -> Question:
    """Add truth values."""
    code = f"mask = np.array([{', '.join(str(e) + '.0' for e in z)}]) > 0\nanswer = (mask + mask).sum()"
    return _predict(
        code,
        "Booleans add by or: True + True is True. Slopes have to be floats, as in (z > 0).astype(float).",
        (2.0 * sum(entry > 0 for entry in z), "For floats, yes. But mask + mask is an array of booleans again."),
    )


FAMILIES = (
    integer_array,
    maximum_of_nan,
    alias,
    lost_one,
    cancelled,
    exponential_overflows,
    shifted_softmax,
    loss_of_broadcast,
    axis_of_a_sum,
    sum_of_booleans,
)
