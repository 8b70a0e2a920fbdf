"""When something should come back, by FSRS (Ye, Su & Cao, 2022, "A stochastic shortest path algorithm for optimizing
spaced repetition scheduling").

The schedule is replayed from the reviews each time. That takes microseconds a review, and there is no second truth
beside the history to go stale.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from fsrs import Card, Rating, Scheduler

Kind = Literal["quiz", "exercise"]

# A missed question comes back the same day; an exercise takes too long for that.
_SCHEDULERS: dict[Kind, Scheduler] = {
    "quiz": Scheduler(
        learning_steps=(timedelta(minutes=10),), relearning_steps=(timedelta(minutes=10),), enable_fuzzing=False
    ),
    "exercise": Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False),
}
Outcome = Literal["failed", "laboured", "known"]
_RATINGS = {"failed": Rating.Again, "laboured": Rating.Hard, "known": Rating.Good}


@dataclass(frozen=True, slots=True)
class Past:
    """One review that took place."""

    at: datetime
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Memory:
    """Something to be kept in mind: a family of questions, or an exercise.

    ``recall`` is the estimated probability that it is still known.
    """

    kind: Kind
    name: str
    last: datetime
    due: datetime
    recall: float


def scheduled(kind: Kind, name: str, reviews: Iterable[Past], now: datetime) -> Memory | None:
    """Return when ``name`` is due after ``reviews``, or None if there were none."""
    scheduler = _SCHEDULERS[kind]
    past = sorted(reviews, key=lambda review: review.at)
    if not past:
        return None
    card = Card(card_id=0)
    for review in past:
        card, _ = scheduler.review_card(card, _RATINGS[review.outcome], review.at.astimezone(UTC))
    recall = float(scheduler.get_card_retrievability(card, now))
    return Memory(kind, name, past[-1].at, card.due, recall)
