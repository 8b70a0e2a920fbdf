"""Which exercises an interview is made of.

A set is a function of the catalogue, the time, the track and a seed, and of nothing else, so that a seed gives the same
set again, whatever was practised since. Progress only chooses among seeds.

Stubs hand out functions that they build on: that of ``backward_propagation`` holds ``relu_derivative``, ready-made. Two
exercises of which one gives the other away are never in one set.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from grader.catalogue import Catalogue, Exercise
from grader.errors import UsageError
from grader.packs.overlap import overlaps
from grader.practice.progress import Progress

_MOST_SEEDS = 1_000_000
_SEEDS_TRIED = 48  # sets that progress may choose among
_DRAWS = 200  # sets that a seed may choose among
_FULL_ENOUGH = 0.75  # share of the time that a set should fill
_LONG = 25  # minutes from which a set should hold something hard, and more than one exercise
_EASY, _HARD = 2, 3  # difficulties, of 1 to 5
_MINUTES_EACH = 15  # on average, at least: more, smaller exercises are a speed test


@dataclass(frozen=True, slots=True)
class Set:
    """The exercises of an interview in the order they are shown, easy ones first, and what to say about them."""

    exercises: tuple[Exercise, ...]
    seed: int
    notes: tuple[str, ...] = ()


def choose_set(catalogue: Catalogue, minutes: float, track: str | None, seed: int) -> Set:
    """Return the set that ``seed`` stands for.

    Raises
    ------
    UsageError
        If there is no such track, or nothing in it.
    """
    pool = _pool(catalogue, track)
    return _set_of(seed, pool, minutes, _given_away(pool))


def choose_set_for(
    progress: Progress, now: datetime, catalogue: Catalogue, minutes: float, track: str | None, rng: random.Random
) -> Set:
    """Return one of many sets: what this person needs most, and has not done just now.

    Raises
    ------
    UsageError
        As :func:`choose_set`.
    """
    pool = _pool(catalogue, track)
    given_away = _given_away(pool)
    sets = [_set_of(rng.randrange(_MOST_SEEDS), pool, minutes, given_away) for _ in range(_SEEDS_TRIED)]
    return max(sets, key=lambda chosen: _suits(chosen, progress, now))


def need(progress: Progress, exercise: Exercise, now: datetime) -> float:
    """Return how much somebody needs to practise an exercise, from 0 to 1."""
    done = progress.of(exercise.name)
    if not done.attempts:
        solved = [progress.of(name).solved for name in exercise.needs]
        return 0.7 - 0.2 * (len(solved) - sum(solved)) / max(len(solved), 1)  # what it builds on comes first
    days = (now - done.attempts[-1].at) / timedelta(days=1)
    if not done.done:
        return 1.0 if days >= 1 else 0.5
    return min(0.6, 0.02 * max(days, 0.0))  # known by heart after a day, nearly new again after a month


def _pool(catalogue: Catalogue, track: str | None) -> list[Exercise]:
    tracks = sorted({exercise.track for exercise in catalogue})
    if track is not None and track not in tracks:
        raise UsageError(f"There is no track {track!r}. The tracks are: {', '.join(tracks)}.")
    pool = [exercise for exercise in catalogue if track in (None, exercise.track)]
    if not pool:
        raise UsageError("There are no exercises to choose from. Does GRADLINGS_BANK name the right folder?")
    return pool


def _given_away(pool: Sequence[Exercise]) -> set[frozenset[str]]:
    """Return the pairs of which one stub answers the other."""
    return {frozenset((overlap.giving.name, overlap.answered.name)) for overlap in overlaps(pool)}


def _set_of(seed: int, pool: Sequence[Exercise], minutes: float, given_away: set[frozenset[str]]) -> Set:
    fitting = [exercise for exercise in pool if exercise.minutes <= minutes]
    if not fitting:
        shortest = min(pool, key=lambda exercise: (exercise.minutes, exercise.order))
        note = f"{shortest.name} is meant to take {shortest.minutes} minutes; there are {minutes:g}."
        return Set((shortest,), seed, (note,))
    rng = random.Random(seed)
    best, balance = fitting[:1], -1.0
    for _ in range(_DRAWS):
        drawn = _drawn(rng, fitting, minutes, given_away)
        reached = _balance(drawn, fitting, minutes)
        if reached > balance:
            best, balance = drawn, reached
        if balance >= 1.0:
            break
    return Set(tuple(sorted(best, key=lambda exercise: (exercise.difficulty, exercise.minutes, exercise.order))), seed)


def _drawn(
    rng: random.Random, fitting: Sequence[Exercise], minutes: float, given_away: set[frozenset[str]]
) -> list[Exercise]:
    most = max(1, int(minutes // _MINUTES_EACH) + 1)
    drawn: list[Exercise] = []
    for exercise in rng.sample(fitting, len(fitting)):
        fits = sum(other.minutes for other in drawn) + exercise.minutes <= minutes
        apart = all(frozenset((exercise.name, other.name)) not in given_away for other in drawn)
        if len(drawn) < most and fits and apart:
            drawn.append(exercise)
    return drawn


def _balance(drawn: Sequence[Exercise], fitting: Sequence[Exercise], minutes: float) -> float:
    """Return how good a set is, 1 being good enough: the time is used, and it begins easily and becomes hard."""
    used = sum(exercise.minutes for exercise in drawn) / minutes
    wants = [used / _FULL_ENOUGH]
    if minutes >= _LONG:
        difficulties = [exercise.difficulty for exercise in drawn]
        hardest = max(exercise.difficulty for exercise in fitting)
        easiest = min(exercise.difficulty for exercise in fitting)
        wants.append(1.0 if max(difficulties) >= min(_HARD, hardest) else 0.5)
        wants.append(1.0 if min(difficulties) <= max(_EASY, easiest) else 0.7)
        wants.append(1.0 if len(drawn) > 1 else 0.6)
    return min(1.0, wants[0]) * min(wants[1:], default=1.0)


def _suits(chosen: Set, progress: Progress, now: datetime) -> float:
    minutes = sum(exercise.minutes for exercise in chosen.exercises)
    return sum(exercise.minutes * need(progress, exercise, now) for exercise in chosen.exercises) / minutes
