"""Short ways to write families down."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from grader.quiz.answers import show
from grader.quiz.question import Brief, Choice, Family, Option, Question, Section, Trap


def family(
    topic: str, exercise: str, section: Section = "", *, over: Iterable[Any]
) -> Callable[[Callable[..., Question]], Family]:
    """Make a family of the decorated function, which asks the question for one set of parameters.

    Parameters
    ----------
    over
        The parameters of each instance: a tuple of arguments, or the one argument.
    """
    parameters = tuple(each if isinstance(each, tuple) else (each,) for each in over)

    def made(ask: Callable[..., Question]) -> Family:
        def unambiguous(*arguments: Any) -> Question:
            question = ask(*arguments)
            return dataclasses.replace(question, traps=_telling(question))

        return Family(ask.__name__, topic, Brief(exercise, section), parameters, unambiguous)

    return made


def _telling(question: Question) -> tuple[Trap, ...]:
    """Return the traps that tell anything: neither right by chance nor the answer to two different mistakes."""
    shown = [show(trap.answer) for trap in question.traps]
    told = {(show(trap.answer), trap.says): trap for trap in question.traps}
    ambiguous = {answer for answer in shown if len({says for other, says in told if other == answer}) > 1}
    silent = ambiguous | {show(question.answer)}
    return tuple(trap for (answer, _), trap in told.items() if answer not in silent)


def choice(right: str, *wrong: tuple[str, str]) -> Choice:
    """Return the right option and the wrong ones with the replies to them, right one first; selection shuffles."""
    return Choice((Option(right), *(Option(text, reply) for text, reply in wrong)))


def matrix(rows: Any) -> str:
    """Return an array as one line of nested lists, without decimal points where none are needed."""
    array = np.asarray(rows, dtype=float)
    if array.ndim == 0:
        return f"{array:g}".replace("-", "−")
    return "[" + ", ".join(matrix(row) for row in array) + "]"


def row(*entries: float) -> np.ndarray:
    """Return a (1, n) array of floats."""
    return np.array([entries], dtype=float)
