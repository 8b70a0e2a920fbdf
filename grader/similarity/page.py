"""The pairs side by side, as one HTML page, with what they share marked in both."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import grader
from grader.catalogue import Catalogue
from grader.plaintext import plain
from grader.reports.page import rendered
from grader.similarity.fingerprints import RUN, Place
from grader.similarity.ranking import DOUBT, Likeness, Pair

_MOST_LINES = 400  # of one answer
_LONGEST = 200  # characters of a line


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an answer; ``passage`` is the number of the passage it belongs to, 0 for none."""

    number: int
    text: str
    passage: int


def to_html(pairs: Sequence[Pair], compared: int, catalogue: Catalogue) -> bytes:
    """Return the page of ``pairs``, in UTF-8.

    Parameters
    ----------
    compared
        How many submissions there were.
    """
    values = {
        "pairs": pairs,
        "compared": compared,
        "titles": {exercise.name: exercise.title for exercise in catalogue},
        "kit": grader.__version__,
        "sides": sides,
        "run": RUN,
        "doubt": DOUBT,
    }
    return "".join(rendered("similar.html.jinja", ["base.css", "similar.css"], values)).encode()


def sides(likeness: Likeness) -> tuple[list[Line], list[Line]]:
    """Return both answers as lines, those of one shared passage under one number."""
    passages = list(_passages(likeness.places))
    ours = [[place for place, _ in passage] for passage in passages]
    theirs = [[place for _, place in passage] for passage in passages]
    return list(_lines(likeness.one.lines, ours)), list(_lines(likeness.other.lines, theirs))


def _passages(places: Sequence[tuple[Place, Place]]) -> Iterator[list[tuple[Place, Place]]]:
    """Yield places that follow one another in both answers as one passage."""
    if not places:
        return
    passage = [places[0]]
    for before, after in pairwise(places):
        if all(_touch(one, other) for one, other in zip(before, after, strict=True)):
            passage.append(after)
        else:
            yield passage
            passage = [after]
    yield passage


def _touch(one: Place, other: Place) -> bool:
    return one.first <= other.last + 1 and other.first <= one.last + 1


def _lines(lines: Sequence[str], passages: Sequence[Sequence[Place]]) -> Iterator[Line]:
    numbers: dict[int, int] = {}
    for number, places in enumerate(passages, start=1):
        for place in places:
            numbers |= {line: numbers.get(line, number) for line in range(place.first, place.last + 1)}
    for number, line in enumerate(lines[:_MOST_LINES], start=1):
        yield Line(number, plain(line, most=_LONGEST), numbers.get(number, 0))
    if len(lines) > _MOST_LINES:
        yield Line(_MOST_LINES + 1, f"… and {len(lines) - _MOST_LINES} lines more", 0)
