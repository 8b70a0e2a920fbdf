"""Two catalogued mistakes in one function.

Where no part of an answer shows both, each part is explained by one of them. Where a part shows both, they have to be
composed: most mistakes are small variations of one implementation, a call such as ``_backward(…, slope=…)``. The dict
``VARIED`` in ``misconceptions.py`` names that implementation for a function; a mistake's variation is what it passes to it
beyond the function's own arguments, and a pair is the one mistake with the other's variation added.
"""

from __future__ import annotations

import inspect
import itertools
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import SimpleNamespace
from typing import Any

from grader.diagnosis.answers import Answer, Part, Path, same_values
from grader.diagnosis.matching import match
from grader.diagnosis.replay import Question, answer
from grader.suite.reference import Misconception

BUDGET = 0.15  # seconds of this process


class _Varied(Exception):
    """Carries what a mistake passes to the implementation that it varies: the function's own arguments, and more."""

    def __init__(self, own: dict[str, Any], steps: dict[str, Any]) -> None:
        super().__init__()
        self.own = own
        self.steps = steps


class _CannotCompose(Exception):
    """The two mistakes exchange the same step, or one is no variation at all."""


class Composer:
    """Adds variations of one implementation, found by its name in the module of the misconceptions."""

    def __init__(self, module: dict[str, Any], function: str) -> None:
        self._module = module
        self._function = function
        self._reference: SimpleNamespace = module["reference"]
        self._own = list(inspect.signature(getattr(self._reference, function)).parameters)
        self._name: str = module.get("VARIED", {}).get(function, "")

    def compose(self, one: Callable[..., Any], other: Callable[..., Any]) -> Callable[..., Any]:
        """Return ``one`` with the variation that ``other`` makes; where ``one`` only edits what is right, its edit."""

        def both(*args: Any, **kwargs: Any) -> Any:
            base, right = self._module.get(self._name), getattr(self._reference, self._function)

            def varied(*taken: Any, **named: Any) -> Any:
                own, steps = self._split(base, taken, named)
                own, added = self._variation(base, other, own)
                if steps.keys() & added.keys():
                    raise _CannotCompose
                return base(**own, **steps, **added)

            try:
                if base is not None:
                    self._module[self._name] = varied
                setattr(self._reference, self._function, other)
                return one(*args, **kwargs)
            finally:
                if base is not None:
                    self._module[self._name] = base
                setattr(self._reference, self._function, right)

        return both

    def _split(self, base: Any, taken: tuple[Any, ...], named: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        given = inspect.signature(base).bind(*taken, **named).arguments
        for name, parameter in inspect.signature(base).parameters.items():
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


def find_pair(
    mistakes: Sequence[Misconception], questions: Sequence[Question], module: dict[str, Any]
) -> list[Misconception]:
    """Return the one pair of ``mistakes`` that explains the values of every answer, or nothing."""
    until = time.process_time() + BUDGET
    profiles = _profiles(mistakes, questions, until)
    found = []
    for one, other in itertools.combinations(profiles, 2):
        if time.process_time() > until:
            return []  # a pair not tried yet might fit as well
        if _may_explain(profiles[one], profiles[other], questions) and _explains(one, other, profiles, questions, module):
            found.append((one, other))
    return list(found[0]) if len(found) == 1 else []


Profile = Sequence[Answer]


def _profiles(
    mistakes: Sequence[Misconception], questions: Sequence[Question], until: float
) -> dict[Misconception, Profile]:
    """Return the answers of each mistake that is right wherever the candidate is, and wrong somewhere."""
    profiles = {}
    for mistake in mistakes:
        answers = []
        for question in questions:
            ours = answer(question, mistake.implementation)
            answers.append(ours)
            if any(
                _part_differs(question, path, ours) and not _part_differs(question, path, question.got)
                for path in _paths(question, ours)
            ):
                break
            if time.process_time() > until:
                return {}
        else:
            if any(not question.agrees(ours, question.right) for question, ours in zip(questions, answers, strict=True)):
                profiles[mistake] = answers
    return profiles


def _may_explain(one: Profile, other: Profile, questions: Sequence[Question]) -> bool:
    """Say whether each part that is wrong in one of the two only is wrong in the same way in the candidate."""
    for question, a, b in zip(questions, one, other, strict=True):
        for path in _paths(question, question.got):
            first, second = _part_differs(question, path, a), _part_differs(question, path, b)
            if not first and not second:
                if _part_differs(question, path, question.got):
                    return False
            elif first != second and not _part_agrees(question, path, a if first else b):
                return False
    return True


def _explains(
    one: Misconception,
    other: Misconception,
    profiles: Mapping[Misconception, Profile],
    questions: Sequence[Question],
    module: dict[str, Any],
) -> bool:
    overlap = any(
        _part_differs(q, path, a) and _part_differs(q, path, b)
        for q, a, b in zip(questions, profiles[one], profiles[other], strict=True)
        for path in _paths(q, q.got)
    )
    if not overlap:
        return True
    composer = Composer(module, one.function)
    for first, second in ((one, other), (other, one)):
        composed = composer.compose(first.implementation, second.implementation)
        found = match("", composed, questions, ["values"])
        if found is not None and not found.approximate and found.explains("values"):
            return True
    return False


def _paths(question: Question, answer: Answer) -> Iterator[Path]:
    if question.right.raised or answer.raised:
        yield ()
    else:
        yield from question.right.parts.keys() | answer.parts.keys() if answer is not question.got else question.right.parts


def _part_differs(question: Question, path: Path, answer: Answer) -> bool:
    return not _same_part(question, path, answer, question.right)


def _part_agrees(question: Question, path: Path, answer: Answer) -> bool:
    return _same_part(question, path, question.got, answer)


def _same_part(question: Question, path: Path, got: Answer, ours: Answer) -> bool:
    if got.raised or ours.raised:
        return question.agrees(got, ours)
    only = [_only(answer, path) for answer in (got, ours, question.right)]
    return same_values(*only) or question.agrees(only[0], only[1])


def _only(answer: Answer, path: Path) -> Answer:
    parts: dict[Path, Part] = {path: answer.parts[path]} if path in answer.parts else {}
    return Answer(parts, answer.raised, answer.changed, answer.warned)
