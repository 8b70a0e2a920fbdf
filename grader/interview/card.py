"""The score card: what an interview came to. Its field names are published as JSON, schema 1."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

import msgspec

from grader.interview.advice import Advice
from grader.interview.clock import span
from grader.interview.records import Rating
from grader.report import CheckReport, Feedback, Verdict


class MetMistake(msgspec.Struct, frozen=True):
    """A mistake that an attempt looked like; ``mended`` if the work that counts no longer does."""

    name: str
    function: str
    says: str
    mended: bool


class Try(msgspec.Struct, frozen=True):
    """An attempt: when, in seconds from the beginning, and its score."""

    second: float
    score: float
    max_score: float


class ExerciseCard(msgspec.Struct, frozen=True):
    """What came of one exercise.

    Parameters
    ----------
    seconds
        The time spent on it: what led to its saves.
    solved_after
        When a save first got full marks, in seconds from the beginning.
    checks
        The checks of the work that counts, everything shown.
    """

    name: str
    title: str
    track: str
    difficulty: int
    minutes: int
    score: float
    max_score: float
    verdict: Verdict
    message: str
    seconds: float
    attempts: list[Try]
    solved_after: float | None
    mistakes: list[MetMistake]
    checks: list[CheckReport]
    source: str


class SelfRated(msgspec.Struct, frozen=True):
    """A follow-up question, and what the person said of their own answer."""

    exercise: str
    question: str
    typed: str
    listens_for: str
    rating: Rating


class QuizAnswer(msgspec.Struct, frozen=True):
    """A question that was graded exactly."""

    exercise: str
    topic: str
    question: str
    code: str
    options: list[str]
    typed: str
    right: bool
    answer: str
    because: str
    says: str


class Away(msgspec.Struct, frozen=True):
    """Time that ran on while the program did not, in seconds from the beginning."""

    begin: float
    end: float
    why: Literal["left", "interrupted", "lost", "still"]


class Span(msgspec.Struct, frozen=True):
    """A stretch of time that led to a save of ``exercise``, in seconds from the beginning."""

    begin: float
    end: float
    exercise: str


State = Literal["open", "to be marked", "questions", "finished"]


class Card(msgspec.Struct, frozen=True):
    """A whole interview.

    Parameters
    ----------
    seconds
        How long work was accepted.
    unsaved_seconds
        The time after the last save.
    notes
        What has to be known to read the rest: sentences.
    """

    kit: str
    opened_at: datetime
    state: State
    ended: Literal["", "time", "handed in"]
    minutes: float
    seconds: float
    unsaved_seconds: float
    track: str
    seed: int
    feedback: Feedback
    score: float
    max_score: float
    exercises: list[ExerciseCard]
    follow_ups: list[SelfRated]
    quiz: list[QuizAnswer]
    spent: list[Span]
    away: list[Away]
    notes: list[str]
    practise: list[Advice]
    schema: int = 1

    @property
    def solved(self) -> int:
        """How many exercises got full marks."""
        return sum(exercise.verdict == "passed" for exercise in self.exercises)


def to_json(card: Card) -> bytes:
    """Return the card as indented JSON, ending in a newline."""
    fields = {"schema": card.schema, **{name: getattr(card, name) for name in card.__struct_fields__}}
    return msgspec.json.format(msgspec.json.encode(fields), indent=2) + b"\n"


def headline(card: Card) -> str:
    """Return the result in one sentence."""
    count = len(card.exercises)
    if card.state == "open":
        return f"Still open: {span(card.seconds)} of {card.minutes:g} minutes gone so far."
    took = "time was up" if card.ended == "time" else f"handed in after {span(card.seconds)} of {card.minutes:g} min"
    return f"{card.score:g} of {card.max_score:g} points, {card.solved} of {count} solved; {took}."
