"""Which questions come next.

Topics take turns, families that were asked least come first, and no instance comes back before its family is used up.
Everything follows from the generator that is passed in, so a seed replays a quiz exactly.
"""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Collection, Iterable, Iterator, Mapping
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
    asked: Mapping[str, Collection[int]] | None = None,
) -> list[Item]:
    """Return up to ``count`` items, all of them different.

    Parameters
    ----------
    asked
        The instances of each family that are used up, by the family's name.
    """
    used = asked or {}
    queues = [_topic_queue(group, rng, used) for group in _by_topic(families, rng)]
    chosen: list[Item] = []
    while queues and len(chosen) < count:
        for queue in list(queues):
            picked = next(queue, None)
            if picked is None:
                queues.remove(queue)
            elif len(chosen) < count:
                family, instance = picked
                chosen.append(Item(family, instance, shuffled(family.question(instance), rng)))
    return chosen


def shuffled(question: Question, rng: random.Random) -> Question:
    """Return the question with its options in another order."""
    if not isinstance(question.answer, Choice):
        return question
    options = list(question.answer.options)
    rng.shuffle(options)
    return dataclasses.replace(question, answer=Choice(tuple(options)))


def _by_topic(families: Iterable[Family], rng: random.Random) -> list[list[Family]]:
    groups: dict[str, list[Family]] = {}
    for family in families:
        groups.setdefault(family.topic, []).append(family)
    topics = list(groups.values())
    rng.shuffle(topics)
    return topics


def _topic_queue(
    families: list[Family], rng: random.Random, used: Mapping[str, Collection[int]]
) -> Iterator[tuple[Family, int]]:
    """Yield one instance of each family in turn, until all are used up; families asked least come first."""
    order = families.copy()
    rng.shuffle(order)
    order.sort(key=lambda family: len(used.get(family.name, ())))
    waiting = [(family, _instances(family, rng, used.get(family.name, ()))) for family in order]
    while waiting:
        for family, instances in list(waiting):
            if instances:
                yield family, instances.pop()
            else:
                waiting.remove((family, instances))


def _instances(family: Family, rng: random.Random, used: Collection[int]) -> list[int]:
    """Return the instances in the order they are to be popped: fresh ones first, then those that were used before."""
    fresh = [instance for instance in range(len(family)) if instance not in used]
    again = [instance for instance in range(len(family)) if instance in used]
    rng.shuffle(fresh)
    rng.shuffle(again)
    return again + fresh
