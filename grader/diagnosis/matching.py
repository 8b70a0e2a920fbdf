"""Which one of many known mistakes accounts for what was seen.

What was seen has *aspects*: the values, the shapes, … of the answers to a number of questions, or the results of a
number of experiments. In each aspect the candidate is right or not, and a mistake is right, like the candidate, or
unlike both. A mistake is chosen if it is like the candidate in an aspect that is wrong, unlike in none that counts, and
no other mistake is as good.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from grader.diagnosis.answers import FACETS, FORMS, Answer, Facet, same_facet
from grader.diagnosis.replay import Question, answer

_FEWEST_CONFIRMED = 2  # answers that a mistake has to explain where not all of its answers are the candidate's


class Relation(Enum):
    """How a mistake stands to the candidate in one aspect."""

    RIGHT = "right"
    ALIKE = "alike"
    UNLIKE = "unlike"


@dataclass(frozen=True, slots=True)
class Match:
    """How one mistake stands to the candidate: by aspect, and how many differences its own do not reproduce exactly."""

    name: str
    aspects: Mapping[str, Relation]
    approximate: bool = False

    def explains(self, aspect: str) -> bool:
        """Say whether the candidate is wrong in ``aspect`` just as the mistake is."""
        return self.aspects.get(aspect) is Relation.ALIKE


def choose(matches: Sequence[Match], wrong: Sequence[str], essential: frozenset[str]) -> list[Match]:
    """Return the mistakes that explain the ``wrong`` aspects, in the order of these.

    Parameters
    ----------
    wrong
        The aspects in which the candidate is not right, the weightiest first.
    essential
        Aspects in which a mistake must never be unlike the candidate.
    """
    chosen: list[Match] = []
    for aspect in wrong:
        if any(match.explains(aspect) for match in chosen):
            continue
        pool = [
            match
            for match in matches
            if match.explains(aspect) and not any(match.aspects.get(a) is Relation.UNLIKE for a in essential)
        ]
        best = _best(pool, wrong)
        if len(best) == 1:
            chosen.append(best[0])
        elif aspect in essential:
            return []  # what is said of lesser aspects would mislead where the weightier one is not understood
    return chosen


def _best(pool: Sequence[Match], wrong: Sequence[str]) -> list[Match]:
    def merit(match: Match) -> tuple[bool, int, int]:
        unlike = sum(relation is Relation.UNLIKE for relation in match.aspects.values())
        return match.approximate, unlike, -sum(match.explains(aspect) for aspect in wrong)

    least = min(map(merit, pool), default=None)
    return [match for match in pool if merit(match) == least]


def wrong_facets(questions: Sequence[Question]) -> list[Facet]:
    """Return the facets in which the candidate is not right somewhere, the weightiest first."""
    deviating = {q.facet for q in questions if q.is_deviation}
    wrong = [facet for facet in FACETS if facet in deviating]
    for facet in FORMS:
        if any(not q.got.raised and not same_facet(facet, q.got, q.right, q.right) for q in questions):
            wrong.append(facet)
    return wrong


class _Tally:
    """What is left of a hypothesis, question by question."""

    def __init__(self, wrong: Sequence[Facet]) -> None:
        self.right = dict.fromkeys(FACETS, True)
        self.alike = dict.fromkeys(FACETS, True)
        self.loosely = True
        self.confirmed = 0
        self._lesser = [facet for facet in wrong if facet != "values"]
        self._values_wrong = "values" in wrong

    @property
    def is_open(self) -> bool:
        """Whether anything can still be explained."""
        if self._values_wrong and (self.alike["values"] or self.loosely):
            return True
        return self.right["values"] and any(self.alike[facet] for facet in self._lesser)

    def add(self, question: Question, ours: Answer) -> None:
        """Take in what the mistake answers to one question."""
        got, right, facet = question.got, question.right, question.facet
        is_right = question.agrees(ours, right)
        is_alike = question.agrees(got, ours)
        self.right[facet] &= is_right
        self.alike[facet] &= is_alike
        if is_alike and not is_right and not got.raised:
            self.confirmed += 1
        if not is_alike and facet == "values":
            # Where only one of two wrong programs gets as far as an answer, they may be the same mistake.
            self.loosely &= bool(got.raised) != bool(ours.raised) and not is_right and question.is_deviation
        if got.raised or ours.raised:
            return
        for form in FORMS:
            self.right[form] &= same_facet(form, ours, right, right)
            self.alike[form] &= same_facet(form, got, ours, right)

    def match(self, name: str) -> Match:
        """Return what came of all questions."""
        aspects: dict[str, Relation] = {facet: self._relation(facet) for facet in FACETS}
        exact = aspects["values"] is not Relation.UNLIKE
        if not exact and self.loosely and self.confirmed >= _FEWEST_CONFIRMED:
            aspects["values"] = Relation.ALIKE
        return Match(name, aspects, approximate=not exact)

    def _relation(self, facet: Facet) -> Relation:
        if self.right[facet]:
            return Relation.RIGHT
        return Relation.ALIKE if self.alike[facet] else Relation.UNLIKE


def match(
    name: str,
    function: Callable[..., Any],
    questions: Sequence[Question],
    wrong: Sequence[Facet],
    *,
    remember: bool = False,
) -> Match | None:
    """Ask ``function`` every question until it can explain nothing any more; its answers may be remembered by name."""
    tally = _Tally(wrong)
    for question in questions:
        tally.add(question, answer(question, function, name if remember else ""))
        if not tally.is_open:
            return None
    return tally.match(name)
