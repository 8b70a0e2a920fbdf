"""All families of questions, by name."""

from __future__ import annotations

import functools

from grader.catalogue import load_catalogue
from grader.errors import BankError, UsageError
from grader.quiz.question import TOPICS, Family
from grader.quiz.topics import (
    activations,
    backward,
    bugs,
    checking,
    forward,
    initialization,
    loss,
    numerics,
    reasons,
    shapes,
    training,
)

_MODULES = (
    activations, loss, initialization, forward, shapes, backward, checking, training, numerics, bugs, reasons,
)  # fmt: skip


@functools.cache
def families() -> dict[str, Family]:
    """Return every family by its name, in the order of the topics.

    Raises
    ------
    BankError
        If two families bear the same name.
    """
    order = list(TOPICS)
    listed = [family for module in _MODULES for family in module.FAMILIES]
    found = {family.name: family for family in sorted(listed, key=lambda family: order.index(family.topic))}
    if len(found) < len(listed):
        names = [family.name for family in listed]
        twice = next(name for name in names if names.count(name) > 1)
        raise BankError(f"Two families of quiz questions are called {twice}; rename one of them.")
    return found


def families_about(topic: str) -> list[Family]:
    """Return the families of a topic, or those whose answers the brief of an exercise explains.

    Parameters
    ----------
    topic
        A topic, an exercise, or a function in one.

    Raises
    ------
    UsageError
        If nothing is called ``topic``.
    """
    exercise = load_catalogue().functions.get(topic)
    names = {topic, exercise.name} if exercise else {topic}
    found = [family for family in families().values() if names & {family.topic, family.brief.exercise}]
    if not found:
        import difflib

        known = [*TOPICS, *sorted({family.brief.exercise for family in families().values()})]
        close = difflib.get_close_matches(topic, known, n=1)
        hint = f"Did you mean {close[0]}? " if close else ""
        raise UsageError(f"No questions are about {topic!r}. {hint}`gradlings quiz --list` shows the topics.")
    return found
