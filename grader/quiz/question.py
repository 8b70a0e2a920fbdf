"""What a question is: plain records, no logic.

A :class:`Family` is one thing to know. It has as many instances as it has parameters, and makes the question for each
of them; what is scheduled for review is the family, so that the same thing comes back with other numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

TOPICS = {
    "activations": "values, slopes and shapes of relu, sigmoid and tanh",
    "loss": "mean squared error and its slope",
    "initialization": "the first weights, their scale and their symmetry",
    "forward": "one layer and a whole network, by hand",
    "shapes": "of parameters, caches and gradients; broadcasting",
    "backward": "the chain rule, layer by layer",
    "checking": "numerical gradients, epsilon, and what a check can miss",
    "training": "steps of gradient descent, histories, convergence",
    "numerics": "floating point: overflow, cancellation, numpy's habits",
    "bugs": "short programs with one wrong line",
}

Section = Literal["", "Conventions", "By hand", "Follow-up questions"]


@dataclass(frozen=True, slots=True)
class Number:
    """A number. Without ``decimals`` it is exact; with them, anything that rounds to it is right."""

    value: float
    decimals: int | None = None


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of an array, or None where numpy refuses."""

    dims: tuple[int, ...] | None


@dataclass(frozen=True, slots=True)
class Option:
    """One of several choices; ``reply`` is for those who took it, and empty for the right one."""

    text: str
    reply: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several options, in the order they are shown."""

    options: tuple[Option, ...]

    @property
    def right(self) -> int:
        """The index of the right option: the one that needs no reply."""
        return next(index for index, option in enumerate(self.options) if not option.reply)


@dataclass(frozen=True, slots=True)
class Line:
    """The number of a line of the question's code, counted from 1."""

    number: int
    of: int


Answer = Number | Shape | Choice | Line


@dataclass(frozen=True, slots=True)
class Trap:
    """A wrong answer that tells which mistake it was."""

    answer: Number | Shape
    says: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question, ready to be asked.

    Attributes
    ----------
    because
        Why the answer is what it is, in a sentence or two.
    code
        A few lines of Python that belong to the prompt.
    given
        The quantities that the prompt states, by name, for tests that recompute the answer.
    """

    prompt: str
    answer: Answer
    because: str
    code: str = ""
    traps: tuple[Trap, ...] = ()
    given: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Brief:
    """Where to read on: an exercise's brief, and the section in it (empty for its opening)."""

    exercise: str
    section: Section = ""

    def __str__(self) -> str:
        return f"{self.exercise}, {self.section}" if self.section else self.exercise


@dataclass(frozen=True, slots=True)
class Family:
    """One thing to know, asked in as many ways as there are parameters."""

    name: str
    topic: str
    brief: Brief
    parameters: tuple[tuple[Any, ...], ...]
    ask: Callable[..., Question]

    def __len__(self) -> int:
        return len(self.parameters)

    def question(self, instance: int) -> Question:
        """Return the question of one instance, counted from 0."""
        return self.ask(*self.parameters[instance])
