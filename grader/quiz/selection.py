"""Which questions come next.

What was never asked comes first; among it topics take turns, and so do the families of a topic, least asked first. So
no instance comes back before its family is used up. Everything follows from the generator that is passed in, so a
seed replays a quiz exactly.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from grader.quiz.question import Choice, Family, Question


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a quiz, and where it comes from."""

    family: Family
    instance: int
    question: Question


def choose(
    families: Iterable[Family],
    count: int,
    rng: random.Random,
    asked: Mapping[str, Mapping[int, int]] | None = None,
) -> list[Item]:
    """Return up to ``count`` items, all of them different.

    Parameters
    ----------
    asked
        How often each instance of each family was asked before, by the family's name.
    """
    before = asked or {}
    waiting: dict[int, dict[str, list[tuple[Family, list[int]]]]] = {}
    for family in _least_asked_first(families, rng, before):
        for times, instances in _by_times_asked(family, rng, before.get(family.name, {})).items():
            waiting.setdefault(times, {}).setdefault(family.topic, []).append((family, instances))
    chosen: list[Item] = []
    for times in sorted(waiting):
        topics = [_turns(group) for group in waiting[times].values()]
        rng.shuffle(topics)
        for family, instance in _alternate(topics):
            if len(chosen) == count:
                return chosen
            chosen.append(Item(family, instance, shuffled(family.question(instance), rng)))
    return chosen


def shuffled(question: Question, rng: random.Random) -> Question:
    """Return the question with its options in another order."""
    if not isinstance(question.answer, Choice):
        return question
    options = list(question.answer.options)
    rng.shuffle(options)
    return dataclasses.replace(question, answer=Choice(tuple(options)))


def _least_asked_first(
    families: Iterable[Family], rng: random.Random, before: Mapping[str, Mapping[int, int]]
) -> list[Family]:
    order = list(families)
    rng.shuffle(order)
    return sorted(order, key=lambda family: sum(before.get(family.name, {}).values()))


def _by_times_asked(family: Family, rng: random.Random, times: Mapping[int, int]) -> dict[int, list[int]]:
    """Return the instances in random order, grouped by how often they were asked."""
    groups: dict[int, list[int]] = {}
    for instance in rng.sample(range(len(family)), len(family)):
        groups.setdefault(times.get(instance, 0), []).append(instance)
    return groups


def _turns(families: list[tuple[Family, list[int]]]) -> Iterator[tuple[Family, int]]:
    """Yield one instance of each family in turn, until all have been."""
    return _alternate([iter([(family, instance) for instance in instances]) for family, instances in families])


def _alternate(sources: Iterable[Iterator[tuple[Family, int]]]) -> Iterator[tuple[Family, int]]:
    """Yield from each source in turn, until all are empty."""
    waiting = list(sources)
    while waiting:
        for source in list(waiting):
            following = next(source, None)
            if following is None:
                waiting.remove(source)
            else:
                yield following
