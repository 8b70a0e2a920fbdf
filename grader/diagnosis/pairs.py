"""Two catalogued mistakes in one function.

Most mistakes are small variations of one implementation, a call such as ``_backward(…, slope=…)``. The dict ``VARIED``
in ``misconceptions.py`` names that implementation for a function; a mistake's variation is what it passes to it beyond
the function's own arguments, and a pair is the one mistake with the other's variation added. Which pairs are worth
composing is read off the parts of an answer: one that only one of them gets wrong has to be wrong in just its way.
"""

from __future__ import annotations

import functools
import inspect
import itertools
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

from grader.diagnosis.answers import Answer, Path
from grader.diagnosis.matching import match
from grader.diagnosis.replay import Question, answer
from grader.suite.reference import Misconception

BUDGET = 1.0  # seconds of this process: a stop, which only a machine in trouble reaches
_MOST_PAIRS = 120  # to be tried, about 0.1 s; a true pair has been one of 30 at most
_MOST = 8  # questions of either kind to look for pairs with


class _Varied(Exception):
    """Carries what a mistake passes to the implementation that it varies: the function's own arguments, and more."""

    def __init__(self, own: dict[str, Any], steps: dict[str, Any]) -> None:
        super().__init__()
        self.own = own
        self.steps = steps


class _CannotCompose(Exception):
    """The two mistakes exchange the same step, or one is no variation at all."""


@functools.lru_cache(maxsize=64)  # asked at every call of every pair
def _signature(function: Callable[..., Any]) -> inspect.Signature:
    return inspect.signature(function)


class Composer:
    """Adds variations of one implementation, found by its name in the module of the misconceptions."""

    def __init__(self, module: dict[str, Any], function: str) -> None:
        self._module = module
        self._function = function
        self._reference: SimpleNamespace = module["reference"]
        self._own = list(_signature(getattr(self._reference, function)).parameters)
        self._name: str = module.get("VARIED", {}).get(function, "")

    def compose(self, one: Callable[..., Any], other: Callable[..., Any]) -> Callable[..., Any]:
        """Return ``one`` with the variation that ``other`` makes; where ``one`` only edits what is right, its edit."""

        def both(*args: Any, **kwargs: Any) -> Any:
            base, right = self._module.get(self._name), getattr(self._reference, self._function)

            def edited(*taken: Any, **named: Any) -> Any:  # an edit of what is right, or it would call itself
                setattr(self._reference, self._function, right)
                try:
                    return other(*taken, **named)
                finally:
                    setattr(self._reference, self._function, edited)

            def varied(*taken: Any, **named: Any) -> Any:
                own, steps = self._split(base, taken, named)
                own, added = self._variation(base, other, own)
                if base is None or steps.keys() & added.keys():
                    raise _CannotCompose
                return base(**own, **steps, **added)

            try:
                if base is not None:
                    self._module[self._name] = varied
                setattr(self._reference, self._function, edited)
                return one(*args, **kwargs)
            finally:
                if base is not None:
                    self._module[self._name] = base
                setattr(self._reference, self._function, right)

        return both

    def _split(self, base: Any, taken: tuple[Any, ...], named: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        given = _signature(base).bind(*taken, **named).arguments
        for name, parameter in _signature(base).parameters.items():
            if parameter.kind is parameter.VAR_KEYWORD:
                given |= given.pop(name, {})
        own = {name: value for name, value in given.items() if name in self._own}
        return own, {name: value for name, value in given.items() if name not in self._own}

    def _variation(
        self, base: Any, mistake: Callable[..., Any], own: dict[str, Any]
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        def record(*taken: Any, **named: Any) -> Any:
            raise _Varied(*self._split(base, taken, named))

        varied = self._module[self._name]
        self._module[self._name] = record
        try:
            mistake(**own)
        except _Varied as variation:
            return variation.own, variation.steps
        finally:
            self._module[self._name] = varied
        raise _CannotCompose


@dataclass(frozen=True, slots=True)
class _Profile:
    """Where a mistake is wrong, each place a question and a path, and at which of these it may act alone."""

    wrong: frozenset[tuple[int, Path]]
    explained: frozenset[tuple[int, Path]]


def find_pair(
    mistakes: Sequence[Misconception], questions: Sequence[Question], module: dict[str, Any]
) -> list[Misconception]:
    """Return the one pair of ``mistakes`` that explains the values of every answer, or nothing."""
    until = time.process_time() + BUDGET
    few = _telling(questions)
    wrong = frozenset((number, path) for number, one in enumerate(few) for path in _apart(one, one.got))
    profiles = {}
    for mistake in mistakes:
        profile = _profile(mistake, few, wrong, remember=mistake.name not in module.get("REMEMBERING", ()))
        if profile is not None:
            profiles[mistake] = profile
    telling = sorted(questions, key=lambda question: not question.is_deviation)
    pairs = itertools.combinations(profiles, 2)
    plausible = [(one, other) for one, other in pairs if _may_explain(profiles[one], profiles[other], wrong)]
    if len(plausible) > _MOST_PAIRS:
        return []  # so much fits that nothing can be told
    found = []
    for one, other in plausible:
        if time.process_time() > until:
            return []  # a pair not tried yet might fit as well
        if _explain(one, other, telling, module):
            found.append((one, other))
    return list(found[0]) if len(found) == 1 else []


def _telling(questions: Sequence[Question]) -> list[Question]:
    """Return questions that the candidate got wrong, from the shortest to the longest, and a few that it got right."""

    def size(question: Question) -> int:
        return sum(part.numbers.size for part in question.right.parts.values() if part.numbers is not None)

    plain = sorted((q for q in questions if not q.right.is_refusal), key=size)
    wrong, right = ([q for q in plain if q.is_deviation is deviates] for deviates in (True, False))
    return wrong[:: max(1, len(wrong) // _MOST)] + right[:: max(1, len(right) // _MOST)]


def _profile(
    mistake: Misconception, questions: Sequence[Question], wrong: frozenset[tuple[int, Path]], *, remember: bool
) -> _Profile | None:
    """Return where ``mistake`` is wrong; None if nowhere, or where the candidate is right."""
    own: set[tuple[int, Path]] = set()
    explained: set[tuple[int, Path]] = set()
    for number, question in enumerate(questions):
        ours = answer(question, mistake.implementation, mistake.name if remember else "")
        for path in _apart(question, ours):
            if (number, path) not in wrong:
                return None
            own.add((number, path))
            if _explains(question, path, ours):
                explained.add((number, path))
    return _Profile(frozenset(own), frozenset(explained)) if own else None


def _explains(question: Question, path: Path, ours: Answer) -> bool:
    """Say whether a part may be this mistake's doing alone; of one that should be all zeros, no factor can be seen."""
    part = question.right.parts[path]
    blank = part.numbers is not None and not part.numbers.any()
    return blank or question.part_agrees(path, question.got, ours)


def _apart(question: Question, given: Answer) -> Iterator[Path]:
    """Yield the parts of the right answer that ``given`` does not have; all of them if it raised."""
    for path in question.right.parts:
        if given.raised or not question.part_agrees(path, given, question.right):
            yield path


def _may_explain(one: _Profile, other: _Profile, wrong: frozenset[tuple[int, Path]]) -> bool:
    """Say whether the two account for all that is wrong, each alone for what only one of them gets wrong.

    Of answers that have one part only, the latter cannot be asked: a mistake that shows there may need the other to.
    """
    if one.wrong | other.wrong != wrong:
        return False
    if len({path for _, path in wrong}) == 1:
        return True
    return one.wrong - other.wrong <= one.explained and other.wrong - one.wrong <= other.explained


def _explain(one: Misconception, other: Misconception, questions: Sequence[Question], module: dict[str, Any]) -> bool:
    """Say whether the two together answer every question as the candidate did."""
    composer = Composer(module, one.function)
    for first, second in ((one, other), (other, one)):
        composed = composer.compose(first.implementation, second.implementation)
        found = match("", composed, questions, ["values"])
        if found is not None and not found.approximate and found.explains("values"):
            return True
    return False
