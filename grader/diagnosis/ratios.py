"""Deviations that need no catalogue to be recognised: a factor, a transpose, a shape, digits that are missing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.diagnosis.answers import Part, Path
from grader.diagnosis.replay import Question
from grader.report import Mistake

_EXACT = 1e-6
_FEWEST = 2  # answers that a factor must account for
_NUMBERS = {-2.0: "minus twice", -1.0: "minus", -0.5: "minus half", 0.5: "half", 1.0: "", 2.0: "twice", 4.0: "4 times"}
_POWERS = {1: " times {}", 2: " times {} squared", -1: " divided by {}", -2: " divided by {} squared"}


@dataclass(frozen=True, slots=True)
class _Factor:
    """A number times powers of the numbers of samples and outputs."""

    number: float
    samples: int
    outputs: int

    def of(self, samples: float, outputs: float) -> float:
        """Return the factor for a call."""
        return float(self.number * samples**self.samples * outputs**self.outputs)

    @property
    def name(self) -> str:
        """The factor as the name of a mistake."""
        number = {0.5: "halved", 2.0: "doubled", -1.0: "sign_reversed"}.get(self.number)
        if not self.samples and not self.outputs and number:
            return number
        powers = {(1, 0): "times_n", (-1, 0): "divided_by_n", (0, 1): "times_outputs", (0, -1): "divided_by_outputs"}
        return powers.get((self.samples, self.outputs), "scaled") if self.number == 1.0 else "scaled"

    def sentence(self, what: str) -> str:
        """Say that ``what`` is off by this factor."""
        amount = _NUMBERS[self.number]
        for power, unit in ((self.samples, "the number of samples"), (self.outputs, "the number of outputs")):
            amount += _POWERS.get(power, "").format(unit)
        if amount.startswith(" "):
            return f"{what} is what it should be,{amount}."
        return f"{what} is {amount} what it should be."


_RIGHT = _Factor(1.0, 0, 0)
_FACTORS = [_Factor(*made) for made in itertools.product(_NUMBERS, range(-2, 3), range(-2, 3))]


def recognise(function: str, questions: Sequence[Question]) -> Mistake | None:
    """Return what the candidate's answers are as a whole, if it is one of a few simple things."""
    return _first(function, questions, [_nothing_returned, _order_swapped, _factor, _transposed])


def recognise_in_part(function: str, questions: Sequence[Question]) -> Mistake | None:
    """Return what all deviations have in common; other mistakes together may look the same, so look for these first."""
    return _first(function, questions, [_factor_of_some, _decimals_cut_off, _not_finite, _few_digits])


Found = tuple[str, str]
Parts = Mapping[Path, Part]


def _first(
    function: str, questions: Sequence[Question], looks: Sequence[Callable[[Sequence[Question]], Found | None]]
) -> Mistake | None:
    found = next((seen for look in looks if (seen := look(questions)) is not None), None)
    return Mistake(found[0], function, found[1]) if found is not None else None


def _nothing_returned(questions: Sequence[Question]) -> Found | None:
    if all(q.got.parts.keys() == {()} and q.got.parts[()].kind == "none" for q in questions):
        printed = any(q.call.printed.strip() for q in questions)
        if printed:
            return "printed_not_returned", "The result is printed but not returned; the caller needs the value itself."
        return "nothing_is_returned", "Nothing is returned: the function ends without a return statement."
    return None


def _order_swapped(questions: Sequence[Question]) -> Found | None:
    def swapped(parts: Parts) -> dict[Path, Part]:
        return {(1 - path[0], *path[1:]): part for path, part in parts.items() if path and path[0] in (0, 1)}

    if all(len({path[:1] for path in q.right.parts}) == 2 for q in questions) and _every(
        questions, lambda q: swapped(q.right.parts)
    ):
        return "order_swapped", "The two returned values have changed places."
    return None


def _factor(questions: Sequence[Question]) -> Found | None:
    """Look for one factor by which everything is off."""
    families = sorted({_family(path) for q in questions for path in q.right.parts})
    factor = _common_factor(questions, families)
    return (factor.name, factor.sentence("Every value")) if factor is not None else None


def _factor_of_some(questions: Sequence[Question]) -> Found | None:
    """Look for one factor by which all parts of some families are off, the others being right."""
    families = sorted({_family(path) for q in questions for path in q.right.parts})
    wrong = [family for family in families if not _is_scaled(questions, family, _RIGHT)]
    factor = _common_factor(questions, wrong)
    return (factor.name, factor.sentence(f"Every {' and every '.join(wrong)}")) if factor is not None else None


def _common_factor(questions: Sequence[Question], families: Sequence[str]) -> _Factor | None:
    fitting = [f for f in _FACTORS if all(_is_scaled(questions, family, f) for family in families)]
    return fitting[0] if families and len(fitting) == 1 and fitting[0] != _RIGHT else None


def _is_scaled(questions: Sequence[Question], family: str, by: _Factor) -> bool:
    """Say whether all parts of ``family`` are the right ones times a factor, and enough of them are not 0."""
    confirmed = 0
    for q in questions:
        if q.right.is_refusal:
            continue
        if q.got.is_refusal:
            return False
        factor = by.of(*_sizes(q))
        for path, part in q.right.parts.items():
            if _family(path) != family or part.numbers is None:
                continue
            got = q.got.parts.get(path)
            if got is None or got.numbers is None or got.numbers.shape != part.numbers.shape:
                return False
            scale = float(np.max(np.abs(part.numbers), initial=0.0))
            if np.any(
                np.abs(got.numbers - factor * part.numbers) > max(_EXACT, got.rtol) * abs(factor) * scale + 1e-12
            ):
                return False
            confirmed += scale > 0 and bool(np.any(part.numbers))
    return confirmed >= _FEWEST


def _sizes(question: Question) -> tuple[float, float]:
    """Return the numbers of samples and outputs, 1 where the call has no targets; then nothing can depend on them."""
    for name, value in [*zip(question.names, question.call.args, strict=False), *question.call.kwargs.items()]:
        if name in ("y_true", "y_train") and isinstance(value, np.ndarray) and value.ndim == 2:
            return float(value.shape[0]), float(value.shape[1])
    return 1.0, 1.0


def _transposed(questions: Sequence[Question]) -> Found | None:
    def turned(part: Part) -> Part:
        if part.numbers is None or len(part.shape) != 2:
            return part
        return Part(part.numbers.reshape(part.shape).T.ravel(), part.shape[::-1], part.kind, part.rtol)

    families = sorted({_family(path) for q in questions for path in q.right.parts})
    for family in families:

        def expected(q: Question, family: str = family) -> Parts:
            return {path: turned(part) if _family(path) == family else part for path, part in q.right.parts.items()}

        if _every(questions, expected):
            what = f"Every {family}" if len(families) > 1 else "The result"
            return "transposed_result", f"{what} is transposed: its rows and columns have changed places."
    return None


def _decimals_cut_off(questions: Sequence[Question]) -> Found | None:
    kept = sum(
        part.numbers is not None and bool(np.trunc(part.numbers).any())
        for q in questions
        for part in q.right.parts.values()
    )
    if kept >= _FEWEST and _every(questions, lambda q: {p: _mapped(v, np.trunc) for p, v in q.right.parts.items()}):
        return "decimals_cut_off", "The decimals are cut off: somewhere the numbers pass through an array of integers."
    return None


def _not_finite(questions: Sequence[Question]) -> Found | None:
    deviations = [q for q in questions if q.is_deviation]
    if len(deviations) > len(questions) / 2:
        return None  # too little is right to say so of the rest
    for q in deviations:
        if q.got.raised or q.right.is_refusal or not q.got.parts.keys() >= q.right.parts.keys():
            return None
        for path, part in q.right.parts.items():
            got = q.got.parts[path]
            if part.numbers is None or got.numbers is None or got.numbers.shape != part.numbers.shape:
                return None
            finite = np.isfinite(got.numbers)
            if not np.allclose(got.numbers[finite], part.numbers[finite], rtol=1e-5, atol=1e-9):
                return None
    return (
        "not_finite",
        "NaN or infinity comes out where the right answer is finite, and the other numbers are right: "
        "look for what overflows, or for 0 / 0.",
    )


def _few_digits(questions: Sequence[Question]) -> Found | None:
    for q in questions:
        if q.right.is_refusal:
            continue
        if q.got.is_refusal or not q.got.parts.keys() >= q.right.parts.keys():
            return None
        for path, part in q.right.parts.items():
            got = q.got.parts[path].numbers
            if part.numbers is None or got is None or got.shape != part.numbers.shape:
                return None
            size = float(np.max(np.abs(part.numbers), initial=0.0))
            if part.kind != "f" or float(np.max(np.abs(got - part.numbers), initial=0.0)) > 1e-3 * size:
                return None
    return (
        "few_digits",
        "Every value is nearly right but not to the last digits: look for rounding, float32, or an approximation.",
    )


def _every(questions: Sequence[Question], expected: Callable[[Question], Parts]) -> bool:
    """Say whether every answer is what ``expected`` makes of the right one."""
    for q in questions:
        if q.right.is_refusal:
            continue
        if q.got.raised:
            return False
        for path, part in expected(q).items():
            got = q.got.parts.get(path)
            if got is None or (part.numbers is None) != (got.numbers is None):
                return False
            if part.numbers is not None and got.numbers is not None:
                if got.shape != part.shape and got.numbers.size != 1:
                    return False
                if got.numbers.size != part.numbers.size or not np.allclose(
                    got.numbers, part.numbers, rtol=max(_EXACT, got.rtol), atol=1e-9, equal_nan=True
                ):
                    return False
    return True


def _mapped(part: Part, change: Callable[[Any], Any]) -> Part:
    return Part(None if part.numbers is None else change(part.numbers), part.shape, part.kind, part.rtol)


def _family(path: Path) -> str:
    """Return what a part is called whatever its layer: ``dW`` for dW1 and dW2."""
    names = [key for key in path if isinstance(key, str)]
    return re.sub(r"\d+$", "", names[-1]) if names else ""
