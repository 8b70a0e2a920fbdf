"""Reading what a person typed, and judging it.

Numbers may be written ``0.25``, ``.25``, ``1/4`` or ``2.5e-1``; shapes ``(3, 4)``, ``3x4``, ``3 4`` or ``3,4``; choices
by their letter. What cannot be read is not wrong: :class:`Unreadable` says how to write it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from grader.quiz.question import Answer, Choice, Line, Number, Question, Shape

_SLACK = 1e-9  # relative; what a calculator loses
_SIGNS = str.maketrans({"−": "-", "–": "-", "·": "*", "×": "x", "⁄": "/"})
_NUMBER = r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?"
_REFUSED = {"error", "valueerror", "none", "fails", "impossible"}
_LONGEST = 60


class Unreadable(ValueError):
    """The answer is not of the kind asked for; the message says how to write one."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether an answer is right, and what to tell a person whose answer is not."""

    right: bool
    says: str = ""


def judge(question: Question, text: str) -> Judgement:
    """Judge a typed answer.

    Raises
    ------
    Unreadable
        If ``text`` is no answer of the kind asked for.
    """
    text = text.strip().translate(_SIGNS)
    if len(text) > _LONGEST:
        raise Unreadable("That is longer than any answer here.")
    answer = question.answer
    match answer:
        case Number():
            number = read_number(text)
            return _judged(question, lambda other: isinstance(other, Number) and _same_number(number, other))
        case Shape():
            dims = read_shape(text)
            return _judged(question, lambda other: other == Shape(dims))
        case Choice():
            chosen = answer.options[_read_letter(text, len(answer.options))]
            return Judgement(not chosen.reply, chosen.reply)
        case Line():
            return Judgement(_read_line(text, answer.of) == answer.number)


def read_number(text: str) -> Fraction | float:
    """Return the number written in ``text``, exactly where it is finite.

    Raises
    ------
    Unreadable
        If there is none.
    """
    compact = re.sub(
        r"\s*/\s*|(?<=^[+-])\s+", lambda gap: gap[0].strip(), text.strip().lower().removeprefix("=").strip()
    )
    if compact in ("nan", "inf", "+inf", "-inf", "infinity", "∞"):
        return float(compact.replace("∞", "inf"))
    if compact.endswith("%"):
        raise Unreadable("Write the number itself, such as 0.25, without a per cent sign.")
    if re.fullmatch(r"[+-]?\d+,\d+", compact):
        raise Unreadable("Write decimals with a point, such as 0.25.")
    parts = re.fullmatch(rf"({_NUMBER})(?:/({_NUMBER}))?", compact)
    # Exponents are bounded: Fraction("1e999999999") would be computed digit by digit.
    if parts is None or any(len(exponent) > 3 for exponent in re.findall(r"e[+-]?(\d+)", compact)):
        raise Unreadable("Write one number, such as 3, 0.25, 1/4 or 2.5e-4.")
    above, below = Fraction(parts[1]), Fraction(parts[2] or 1)
    if not below:
        raise Unreadable("That divides by zero. Write one number, such as 3, 0.25 or 1/4.")
    return above / below


def read_shape(text: str) -> tuple[int, ...] | None:
    """Return the shape written in ``text``; None if it says that numpy refuses.

    Raises
    ------
    Unreadable
        If it is no shape.
    """
    lowered = text.lower().strip()
    if lowered in _REFUSED:
        return None
    if lowered in ("()", "scalar"):
        return ()
    bare = lowered.removeprefix("shape").strip(" =")
    if bare[:1] + bare[-1:] in ("()", "[]"):
        bare = bare[1:-1]
    bare = re.sub(r"(?<=\d)\s*(?:,|x|\*|by)\s*(?=\d)", " ", bare).strip().removesuffix(",").strip()
    if not re.fullmatch(r"\d{1,6}(?: +\d{1,6}){0,7}", bare):
        raise Unreadable("Write a shape such as (3, 4) or 3x4; for one that numpy refuses, write error.")
    return tuple(int(size) for size in bare.split())


def show(answer: Answer) -> str:
    """Return the right answer as text."""
    match answer:
        case Number(value, decimals):
            return show_number(value, decimals)
        case Shape(dims):
            return "error" if dims is None else str(dims)
        case Choice():
            return f"{letter(answer.right)}) {answer.options[answer.right].text}"
        case Line(number):
            return f"line {number}"


def show_number(value: float, decimals: int | None = None) -> str:
    """Return a number as people write it: no digits that rounding made, no ``-0``, whole numbers without a point."""
    if not math.isfinite(value):
        return str(value)
    if decimals is not None:
        return f"{value + 0.0:.{decimals}f}"
    return f"{value:.12g}".replace("e-0", "e-").replace("e+0", "e+") if value else "0"


def letter(index: int) -> str:
    """Return the letter that an option bears."""
    return "abcdefgh"[index]


def how_to_answer(answer: Answer) -> str:
    """Return the few words that tell what to type."""
    match answer:
        case Number(_, None):
            return "a number, exactly"
        case Number(_, decimals):
            return f"a number, to {decimals} decimals"
        case Shape():
            return "a shape such as (3, 4), or error"
        case Choice(options):
            return f"a letter, a to {letter(len(options) - 1)}"
        case Line(_, of):
            return f"a line number, 1 to {of}"


def _judged(question: Question, fits: Callable[[Answer], bool]) -> Judgement:
    if fits(question.answer):
        return Judgement(True)
    return Judgement(False, next((trap.says for trap in question.traps if fits(trap.answer)), ""))


def _same_number(number: Fraction | float, answer: Number) -> bool:
    value = answer.value
    if isinstance(number, float) or not math.isfinite(value):
        return str(float(number)) == str(value)  # nan is nan here
    away = abs(number - Fraction(value))
    if answer.decimals is None:
        return away <= _SLACK * abs(Fraction(value))
    return away <= Fraction(1, 2 * 10**answer.decimals) + Fraction(_SLACK)


def _read_letter(text: str, count: int) -> int:
    found = re.fullmatch(r"\(?([a-z])\)?\.?", text.lower())
    index = "abcdefgh".find(found[1]) if found else -1
    if not 0 <= index < count:
        raise Unreadable(f"Answer with one of the letters a to {letter(count - 1)}.")
    return index


def _read_line(text: str, of: int) -> int:
    found = re.fullmatch(r"(?:line\s*)?(\d{1,3})", text.lower())
    if found is None or not 1 <= int(found[1]) <= of:
        raise Unreadable(f"Answer with the number of a line, 1 to {of}.")
    return int(found[1])
