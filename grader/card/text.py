"""The card in a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from grader.card.content import CONVENTIONS, FORMULAS, SENTENCES, SHAPES, TRAPS, Formula
from grader.reports.text import Paint

_ALL = [formula for section in FORMULAS for formula in section.formulas]
_NAME = max(len(formula.name) for formula in _ALL)
_FORMULA = max(len(formula.formula) for formula in _ALL)
_NUMPY = max(len(formula.numpy) for formula in _ALL)


def card_text(paint: Paint, width: int) -> str:
    """Return the card, filled to ``width`` columns."""
    return "\n".join(_lines(paint, width)).rstrip()


def _lines(paint: Paint, width: int) -> Iterator[str]:
    for section in FORMULAS:
        yield _heading(section.title, paint, width)
        for formula in section.formulas:
            yield from _formula_lines(formula, paint, width)
        yield ""
    yield _heading("Shapes", paint, width)
    widest = max(len(name) for name, _ in SHAPES)
    yield from (f"  {name:<{widest}}  {paint(shape, 'code')}" for name, shape in SHAPES)
    yield ""
    yield _heading("Conventions", paint, width)
    yield from (_fill(text, width, "  · ", "    ") for text in CONVENTIONS)
    yield ""
    yield _heading("Traps", paint, width)
    for trap in TRAPS:
        first, *rest = _fill(f"{trap.title}: {trap.text}", width, "  · ", "    ").split("\n")
        yield first.replace(trap.title, paint(trap.title, "mistake"), 1)
        yield from rest
    yield ""
    yield _heading("In one sentence", paint, width)
    for question, answer in SENTENCES:
        first, *rest = _fill(f"{question} {answer}", width, "  · ", "    ").split("\n")
        yield first.replace(question, paint(question, "strong"), 1)
        yield from rest


def _formula_lines(formula: Formula, paint: Paint, width: int) -> Iterator[str]:
    """Yield a formula beside its numpy; above it where there is less room; below its name where there is least."""
    name, code = f"  {formula.name:<{_NAME}}  ", paint(formula.numpy, "code")
    column = " " * len(name)
    if width >= len(name) + _FORMULA + 2 + _NUMPY:
        yield f"{name}{formula.formula:<{_FORMULA}}  {code}"
    elif width >= len(name) + max(_FORMULA, _NUMPY):
        yield f"{name}{formula.formula}"
        yield f"{column}{code}"
    else:
        column = "  "
        yield paint(f"  {formula.name}:", "muted")
        yield f"  {formula.formula}"
        yield f"  {code}"
    if formula.note:
        yield paint(_fill(formula.note, width, column, column), "muted")


def _heading(title: str, paint: Paint, width: int) -> str:
    return f"{paint(title, 'strong')} {paint('─' * max(0, width - len(title) - 1), 'muted')}"


def _fill(text: str, width: int, first: str, later: str) -> str:
    return textwrap.fill(
        text, width, initial_indent=first, subsequent_indent=later, break_on_hyphens=False, break_long_words=False
    )
