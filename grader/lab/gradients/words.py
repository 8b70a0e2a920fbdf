"""The sentences of the gradient lab, for every form in which it is shown."""

from __future__ import annotations

import math
from dataclasses import dataclass

from grader.lab.colours import Level
from grader.lab.gradients.comparison import Comparison, GradientLab, ParameterResult
from grader.lab.gradients.epsilon import COMMON, EpsilonCurve
from grader.suite.comparison import kind_of

# Where each level of error ends; what is above the last is wrong.
_LEVELS: tuple[tuple[float, Level], ...] = ((1e-9, "exact"), (1e-6, "rounding"), (1e-3, "small"), (1e-1, "large"))
LEGEND: dict[Level, str] = {
    "exact": "up to 1e-9",
    "rounding": "up to 1e-6",
    "small": "up to 1e-3",
    "large": "up to 0.1",
    "wrong": "above 0.1",
    "kink": "kink",
    "missing": "NaN or infinite",
}


@dataclass(frozen=True, slots=True)
class HeatMap:
    """What one of the two heat maps shows."""

    title: str
    by_differences: bool


HEAT_MAPS = (
    HeatMap("Error against the reference", by_differences=False),
    HeatMap("Error against central differences", by_differences=True),
)


def comparison_of(parameter: ParameterResult, heat_map: HeatMap) -> Comparison | None:
    """Return the comparison that a heat map shows."""
    return parameter.against_differences if heat_map.by_differences else parameter.against_reference


def level_of(error: float, *, at_kink: bool) -> Level:
    """Return the level that an entry's error is shown as."""
    if at_kink:
        return "kink"
    if not math.isfinite(error):
        return "missing"
    return next((level for end, level in _LEVELS if error <= end), "wrong")


def number(value: float, digits: int = 0) -> str:
    """Return a number in scientific notation without leading zeros in its exponent: ``7e-5``, ``1.4e-5``."""
    if not math.isfinite(value):
        return "NaN"
    if value == 0:
        return "0"
    mantissa, exponent = f"{value:.{digits}e}".split("e")
    return f"{mantissa}e{int(exponent)}" if int(exponent) else mantissa


def step(epsilon: float) -> str:
    """Return an epsilon with as many digits as it has, three at most: ``1e-5``, ``2.5e-4``."""
    mantissa, exponent = f"{epsilon:.2e}".split("e")
    return f"{float(mantissa):g}e{int(exponent)}" if int(exponent) else f"{float(mantissa):g}"


def heat_title(heat_map: HeatMap, lab: GradientLab) -> str:
    """Return what a heat map shows, with the step where one was taken."""
    return f"{heat_map.title}, epsilon {step(lab.setting.epsilon)}" if heat_map.by_differences else heat_map.title


def network_line(lab: GradientLab) -> str:
    """Return what the gradients were tried on."""
    setting = lab.setting
    units = "-".join(map(str, setting.layers))
    biases = "biases 0" if setting.zero_biases else "random biases"
    return (
        f"A network of {units} units, {setting.activation} in the hidden layers, {biases}; "
        f"{setting.samples} sample{'s' * (setting.samples != 1)}; seed {setting.seed}."
    )


def headline(lab: GradientLab) -> str:
    """Return in a sentence how the candidate's gradients do."""
    if lab.answer.problem:
        return lab.answer.problem
    if not isinstance(lab.answer.value, dict):
        return f"backward_propagation(…) is {kind_of(lab.answer.value)}; it should be a dict with dW1, db1 and so on."
    off = [parameter.key for parameter in lab.parameters if not parameter.right]
    if not off:
        return "Every gradient is right."
    if len(off) == len(lab.parameters):
        return "Every gradient is off."
    return f"{len(off)} of {len(lab.parameters)} gradients {'is' if len(off) == 1 else 'are'} off: {', '.join(off)}."


def next_step(lab: GradientLab) -> str:
    """Return what to look at first, without saying what is wrong there."""
    off = [parameter.key for parameter in lab.parameters if not parameter.right]
    if not off or any(parameter.got is None for parameter in lab.parameters):
        return ""
    last_layer = max(int(key[2:]) for key in off)
    here = [key for key in off if int(key[2:]) == last_layer]
    earlier = [key for key in off if int(key[2:]) != last_layer]
    if earlier and any(key.startswith("dW") for key in here):
        return (
            f"Errors travel from the last layer to the first: begin with {here[0]}. "
            "What is off before it may follow from it."
        )
    if all(key.startswith("db") for key in off):
        return "All weight gradients are right, so the error of every layer is: look at what the biases make of it."
    return f"Everything behind {here[0]} in the backward pass is right, so look at how {here[0]} itself is formed."


def kink_lines(lab: GradientLab) -> str:
    """Explain the kinks, if there are any."""
    if not lab.kinks or not lab.compared:
        return ""
    entries = "1 entry meets" if lab.kinks == 1 else f"{lab.kinks} entries meet"
    return (
        f"{entries} a kink: within ±{step(lab.setting.epsilon)} of these parameters a relu unit switches on or off for "
        "some sample. There the loss has a corner with two slopes, the central difference lies between them, and a "
        "right gradient differs from it. Such entries (k) do not count against a gradient."
    )


def curve_lines(curve: EpsilonCurve) -> list[str]:
    """Say what the epsilon curve teaches, in the numbers measured."""
    best, least, common = curve.best, curve.error_at(curve.best), curve.error_at(COMMON)
    compared = f", {_times(common / least)} the error at the best" if least > 0 and common >= 2 * least else ""
    apart = f", {curve.always_at_kinks} on a kink left out" if curve.always_at_kinks else ""
    lines = [
        f"Even the exact gradient differs from central differences. Measured on {curve.entries} entries{apart}, the "
        f"least error is {number(least, 1)}, at epsilon {number(best, 1)}. At the common {number(COMMON)} it is "
        f"{number(common, 1)}{compared}."
    ]
    if math.isfinite(curve.optimum):
        lines.append(
            "Too large a step, and the bend of the loss shows (truncation, epsilon² |L'''| / 6); too small, and the "
            "digits cancel (rounding, u |L| / epsilon). The sum is least at (3 u |L| / |L'''|)^(1/3), "
            f"here {number(curve.optimum, 1)} by the third derivatives of this loss."
        )
    else:
        until = f", here from {number(curve.first_kink, 1)} on" if math.isfinite(curve.first_kink) else ""
        lines.append(
            "Small steps lose digits (rounding, u |L| / epsilon). There is no truncation here: between kinks the loss "
            "of a relu network is quadratic in each parameter, so large steps are the better ones, until one crosses a "
            f"kink{until}. Try --activation tanh to see both."
        )
    return lines


def _times(ratio: float) -> str:
    return f"{ratio:.0f} times" if ratio < 1000 else f"{float(f'{ratio:.1e}'):,.0f} times"
