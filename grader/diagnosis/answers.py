"""What of an answer counts when two are compared: its numbers by where they stand, and apart from them its form.

Two people write one mistake in two ways: one in float32, one with further keys in the dict, one with biases of shape
``(n,)``. So an answer is taken apart into *facets*, and two answers are alike in one facet whatever the others say.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from grader.boundary.invoke import Outcome
from grader.suite.candidate import CallRecord

Numbers = np.ndarray[Any, Any]
Path = tuple[Any, ...]
Facet = Literal["values", "refusals", "extras", "shapes", "kinds", "changed", "warnings"]
FACETS: tuple[Facet, ...] = ("values", "refusals", "extras", "shapes", "kinds", "changed", "warnings")
FORMS: tuple[Facet, ...] = FACETS[2:]

TIGHT, LOOSE = 1e-9, 2e-5  # relative: two ways of writing one program; the same with a float32 somewhere on the way
_RTOL = {2: 5e-3, 4: 2e-4}  # by bytes of a float
_ATOL = 1e-12
_MOST_NUMBERS = 100_000  # in one array; no right answer comes near
_UNEXPLAINED = 1e-2  # the part of a deviation from the right answer that a mistake may leave unexplained


@dataclass(frozen=True, slots=True)
class Part:
    """One array, number or other value of an answer; ``numbers`` is None for what is not numeric."""

    numbers: Numbers | None
    shape: tuple[int, ...]
    kind: str
    rtol: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a call: its parts by path, or what was raised; the arguments changed; whether numpy warned.

    ``is_refusal`` says whether no finite answer came: an exception, NaN or infinity.
    """

    parts: Mapping[Path, Part]
    raised: str
    changed: frozenset[str]
    warned: bool
    is_refusal: bool


def answer_of(call: CallRecord) -> Answer:
    """Return what the candidate answered."""
    problem = call.problem
    raised = _family(problem.type, problem.message) if problem is not None else ""
    return _answer(call.value, raised, call.changed, call.warnings)


def answer_from(outcome: Outcome, names: list[str]) -> Answer:
    """Return what a function of ours answered; ``names`` are those of its parameters, for the arguments changed."""
    raised = _family(type(outcome.error).__name__, str(outcome.error)) if outcome.error is not None else ""
    return _answer(outcome.value, raised, [_named(path, names) for path in outcome.changed], outcome.warnings)


def same_values(got: Answer, ours: Answer, right: Answer, rtol: float = TIGHT, noise: float = 0.0) -> bool:
    """Say whether ``got`` has the numbers of ``ours`` where ``ours`` and the right answer have any.

    Parameters
    ----------
    rtol
        The difference allowed relative to the largest number of an array; low precisions are allowed theirs.
    noise
        By how much rounding alone may move a number.
    """
    if got.raised or ours.raised:
        return got.raised == ours.raised or (right.is_refusal and got.is_refusal and ours.is_refusal)
    if right.is_refusal and got.is_refusal and ours.is_refusal:
        return True
    for path in right.parts.keys() | ours.parts.keys():
        mine, theirs = ours.parts.get(path), got.parts.get(path)
        if mine is None or theirs is None:
            if mine is not theirs:
                return False
        elif not _close(theirs, mine, right.parts.get(path), rtol, noise):
            return False
    return True


def same_facet(facet: Facet, got: Answer, ours: Answer, right: Answer) -> bool:
    """Say whether two answers agree in a facet other than their values; where one raised, its form says nothing."""
    if facet == "changed":
        return got.changed == ours.changed
    if facet == "warnings":
        return got.warned == ours.warned
    if facet == "extras":  # parts beyond those asked for: a candidate may add some of its own to those of a mistake
        surplus, expected = got.parts.keys() - right.parts.keys(), ours.parts.keys() - right.parts.keys()
        return surplus >= expected and bool(surplus) == bool(expected)
    for path in right.parts:
        mine, theirs = ours.parts.get(path), got.parts.get(path)
        if mine is None or theirs is None:
            continue
        if facet == "shapes" and mine.shape != theirs.shape:
            return False
        if facet == "kinds" and mine.kind != theirs.kind:
            return False
    return True


def largest_difference(one: Answer, other: Answer) -> float:
    """Return the largest difference between numbers that stand in the same place of both."""
    largest = 0.0
    for path in one.parts.keys() & other.parts.keys():
        a, b = one.parts[path].numbers, other.parts[path].numbers
        if a is not None and b is not None and a.shape == b.shape and a.size:
            with np.errstate(invalid="ignore", over="ignore"):
                difference = np.abs(a - b)
            largest = max(largest, float(np.max(difference[np.isfinite(difference)], initial=0.0)))
    return largest


def only(answer: Answer, path: Path) -> Answer:
    """Return ``answer`` with one of its parts alone."""
    return replace(answer, parts={path: answer.parts[path]} if path in answer.parts else {})


def _answer(value: Any, raised: str, changed: Any, warnings: Any) -> Answer:
    parts = {} if raised else dict(_parts(value, ()))
    warned = any("underflow" not in warning for warning in warnings)
    unbounded = any(part.numbers is not None and not np.isfinite(part.numbers).all() for part in parts.values())
    return Answer(parts, raised, frozenset(changed), warned, bool(raised) or unbounded)


def _parts(value: Any, path: Path) -> Iterator[tuple[Path, Part]]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _parts(item, (*path, key))
        if not value:
            yield path, Part(None, (), "empty", 0.0)
    elif isinstance(value, list) and value and all(_is_number(item) for item in value):
        yield path, Part(np.array(value, dtype=float), (len(value),), "f", max(map(_rtol, value)))
    elif isinstance(value, (list, tuple)):
        for index, item in enumerate(value):
            yield from _parts(item, (*path, index))
        if not value:
            yield path, Part(None, (), "empty", 0.0)
    elif isinstance(value, np.ndarray) and value.size > _MOST_NUMBERS:
        yield path, Part(None, value.shape, "large", 0.0)
    elif isinstance(value, (np.ndarray, np.generic)) and value.dtype.kind in "biuf":
        yield (
            path,
            Part(np.asarray(value, dtype=float).ravel(), value.shape, value.dtype.kind.replace("u", "i"), _rtol(value)),
        )
    elif isinstance(value, (bool, int, float)):
        kind = "b" if isinstance(value, bool) else "i" if isinstance(value, int) else "f"
        yield path, Part(np.array([value], dtype=float), (), kind, 0.0)
    else:
        yield path, Part(None, (), "none" if value is None else type(value).__name__, 0.0)


def _is_number(value: Any) -> bool:
    return type(value) in (int, float) or (isinstance(value, np.generic) and value.dtype.kind in "iuf")


def _rtol(value: Any) -> float:
    dtype = getattr(value, "dtype", None)
    return _RTOL.get(dtype.itemsize, 0.0) if dtype is not None and dtype.kind == "f" else 0.0


def _close(got: Part, ours: Part, right: Part | None, rtol: float, noise: float) -> bool:
    a, b = got.numbers, ours.numbers
    if a is None or b is None:
        return got.kind == ours.kind
    if a.size != b.size:
        return False
    if a.size == 0:
        return got.shape == ours.shape
    if (a == b).all():
        return True
    with np.errstate(invalid="ignore", over="ignore"):
        finite = np.isfinite(a)
        if not np.array_equal(finite, np.isfinite(b)) or not np.array_equal(a[~finite], b[~finite], equal_nan=True):
            return False
        apart = float(np.max(np.abs(a - b)[finite], initial=0.0))
        limit = _ATOL + max(got.rtol, ours.rtol, rtol) * float(np.max(np.abs(b[finite]), initial=0.0))
        if apart > max(limit, noise):
            return False
        if right is None or right.numbers is None or right.numbers.size != a.size:
            return True
        deviation = np.abs(a - right.numbers)[finite & np.isfinite(right.numbers)]
    largest = float(np.max(deviation, initial=0.0))
    floor = max(1e-3 * limit, noise, _ATOL)
    return largest <= limit or apart <= max(_UNEXPLAINED * largest, floor)


def _family(name: str, message: str) -> str:
    """Return what a raised exception has in common with others of its kind: its wording and line are one's own."""
    if name == "KeyError":
        layer = re.search(r"\d+", message)  # W3 or A3, looked for first or second: a layer that is not there
        return f"KeyError {layer[0] if layer else message}"
    if name in ("ValueError", "IndexError"):
        return "shapes"  # products that do not fit in numpy, an index too far in a loop
    return name


def _named(path: str, names: list[str]) -> str:
    """Turn ``0['W1']`` into ``parameters['W1']``, as the candidate's calls have it."""
    position, bracket, rest = path.partition("[")
    known = position.isdigit() and int(position) < len(names)
    return (names[int(position)] if known else position) + bracket + rest
