"""What is said of activations, in every form."""

from __future__ import annotations

import numpy as np

from grader.lab.activations.measure import ACTIVATIONS, FUNCTIONS, ActivationLab, Curve, Z
from grader.lab.sheet import THE_KITS, YOURS, Mark, Row, Sheet, Table, listed, whose

_DEPTH = 10  # layers to carry a gradient through
_SMALL = 0.05  # a slope below which little is learned


def sheet_of(lab: ActivationLab) -> Sheet:
    """Return all that is said of the activations."""
    own = [curve for curve in lab.curves.values() if curve.owner.yours]
    remarks = [*lab.ownership.problems, *(note for curve in own for note in (*curve.notes, *curve.asides))]
    rows = tuple(_row(name, lab.curves[name]) for name in FUNCTIONS)
    table = Table(
        "Every function", ("function", "whose", "largest gap", "at z", "largest slope"), rows, frozenset({0, 1})
    )
    return Sheet(
        "Activations and their slopes",
        whose(lab.ownership, FUNCTIONS),
        lab.right if own or lab.ownership.problems else None,
        headline(lab),
        tuple(dict.fromkeys(remarks)),
        (table,),
        lessons(lab),
        lab.printed,
    )


def headline(lab: ActivationLab) -> str:
    """Return in a sentence how the candidate's functions do."""
    own = [name for name, curve in lab.curves.items() if curve.owner.yours]
    off = [name for name in own if not lab.curves[name].right]
    if off:
        return f"{len(off)} of your {len(own)} functions {'is' if len(off) == 1 else 'are'} off: {', '.join(off)}."
    if lab.ownership.problems:
        return "Not all of your files can be run."
    if not own:
        return "None of these functions is yours yet; what is drawn is the kit's."
    right = "Your function is right." if len(own) == 1 else f"All {len(own)} of your functions are right."
    return right if len(own) == len(FUNCTIONS) else f"{right} The others are the kit's."


def curve_line(curve: Curve) -> str:
    """Return in a few words, for a plot's corner, how a curve does."""
    if not curve.owner.yours:
        reason = curve.owner.reason
        return f"{THE_KITS} ({reason})" if len(reason) < 30 else f"{THE_KITS} (your file cannot be run)"
    if curve.got is None:
        return f"{YOURS}: nothing to draw"
    if not np.isfinite(curve.gap):
        return f"{YOURS}: NaN at z = {curve.z:g}"
    if curve.right:
        return f"{YOURS}: right"
    if curve.off:
        return f"{YOURS}: off by up to {curve.gap:.3g}, at z = {curve.z:g}"
    return f"{YOURS}: see the remarks"


def lessons(lab: ActivationLab) -> tuple[str, ...]:
    """Return what the right curves teach, in numbers worked out from them."""
    tops = {name: float(lab.curves[f"{name}_derivative"].expected.max()) for name in ACTIVATIONS}
    kept = ", ".join(f"{name} {tops[name] ** _DEPTH:.2g}" for name in ACTIVATIONS)
    ends = {name: _end_of_slope(lab.curves[f"{name}_derivative"]) for name in ("sigmoid", "tanh")}
    flat = listed(f"|z| > {z:.1f} for {name}" for name, z in ends.items())
    return (
        f"Every layer multiplies a gradient by a slope. At best, through {_DEPTH} layers, this share of it is left: "
        f"{kept}. That is how gradients vanish.",
        f"The slope is below {_SMALL:g} where {flat}: a saturated unit hardly learns. relu's slope is 1 for z > 0 "
        "and 0 for the others: a unit that is negative for all samples learns nothing at all.",
        "tanh is odd, so its outputs average 0 where its inputs do; those of sigmoid and relu are never negative.",
    )


def _end_of_slope(slope: Curve) -> float:
    """Return the z above 0 where a falling slope becomes small."""
    right = Z[:, 0] >= 0
    return float(np.interp(-_SMALL, -slope.expected[right, 0], Z[right, 0]))


def _row(name: str, curve: Curve) -> Row:
    if not curve.owner.yours:
        return Row((name, THE_KITS, "", "", _slope(name, curve)), "kit")
    mark: Mark = "right" if curve.right else "wrong"
    if curve.got is None:
        return Row((name, curve.owner.file, "nothing came", "", _slope(name, curve)), mark)
    gap = "NaN" if not np.isfinite(curve.gap) else f"{curve.gap:.2g}"
    return Row((name, curve.owner.file, gap, f"{curve.z:g}" if curve.gap else "", _slope(name, curve)), mark)


def _slope(name: str, curve: Curve) -> str:
    """Return the largest value of a slope that is drawn."""
    if not name.endswith("_derivative"):
        return ""
    drawn = curve.expected if curve.got is None else curve.got
    return f"{float(np.nanmax(np.where(np.isfinite(drawn), drawn, -np.inf))):.3g}"
