"""What a failed check can show beyond its first difference: where the errors begin, and a smaller input.

Nothing here is computed for a check that passed, and no score depends on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec
import numpy as np

from grader.diagnosis.answers import Path
from grader.diagnosis.replay import Question
from grader.report import CheckReport
from grader.suite.candidate import Failure
from grader.suite.wording import describe_call, describe_value

_LISTED = 4
_LONGEST = 1_500


def with_evidence(
    check: CheckReport, failure: Failure, made: Sequence[Question], probed: Sequence[Question]
) -> CheckReport:
    """Return the report of a failed check with the evidence there is.

    Parameters
    ----------
    failure
        The call that the check failed on, and which part of its answer.
    made, probed
        What the candidate's function was asked by its suite, and by the exercise's probes, small inputs first.
    """
    question = next((one for one in made if one.call is failure.call), None)
    if question is None or failure.call.planted:
        return check
    message, counterexample = check.message, dict(check.counterexample)
    first = first_off(question)
    if first and len(message) + len(first) < _LONGEST:
        message = f"{message} {first}".strip()
        counterexample["first_off"] = first
    if "expected" in counterexample:
        counterexample |= _smaller(question, failure, probed)
    return msgspec.structs.replace(check, message=message, counterexample=counterexample)


def first_off(question: Question) -> str:
    """Say which arrays of a dict are right and which is the first that is off, in the order they are computed in.

    That is the order of the reference's own dict: gradients from the last layer down, a cache from the first up.
    """
    if question.got.raised or question.right.raised:
        return ""
    named = [path for path in question.right.parts if isinstance(path[-1:] and path[-1], str)]
    wrong = [path for path in named if _is_off(question, path)]
    if len(named) < 2 or not wrong or wrong == named:
        return ""
    right = [path for path in named if path not in wrong]
    before = named[: named.index(wrong[0])]
    if len(wrong) == 1:
        return f"Only {_name(wrong[0])} is off; {_listed(right)} {_are(right)} right."
    if not before:
        return f"{_name(wrong[0])}, the first to be computed, is off already; {_listed(right)} {_are(right)} right."
    return f"{_listed(before)} {_are(before)} right; {_name(wrong[0])} is the first that is off."


def _smaller(question: Question, failure: Failure, probed: Sequence[Question]) -> dict[str, Any]:
    """Return the counterexample of the first probe that fails in the same part, if it is smaller than the call."""
    size = sum(array.size for array in _arrays((question.call.args, dict(question.call.kwargs))))
    for probe in probed:
        if probe.call.planted or sum(a.size for a in _arrays((probe.call.args, dict(probe.call.kwargs)))) >= size:
            continue
        for path, part in probe.right.parts.items():
            if not _same_family(path, failure.path) or probe.got.raised or not _is_off(probe, path):
                continue
            got = probe.got.parts.get(path)
            if part.numbers is None or got is None or got.numbers is None or got.shape != part.shape:
                continue
            expected, found = part.numbers.reshape(part.shape), got.numbers.reshape(part.shape)
            shown: dict[str, Any] = {
                "call": describe_call(probe.call),
                "expected": describe_value(expected if part.shape else float(expected)),
                "got": describe_value(found if part.shape else float(found)),
            }
            if part.shape:
                with np.errstate(invalid="ignore"):
                    apart = ~(np.abs(expected - found) <= 1e-9 + 1e-6 * np.abs(expected))
                shown["index"] = [int(i) for i in np.unravel_index(int(np.argmax(apart)), part.shape)]
            return shown
    return {}


def _is_off(question: Question, path: Path) -> bool:
    got, right = question.got.parts.get(path), question.right.parts[path]
    return got is None or got.shape != right.shape or not question.part_agrees(path, question.got, question.right)


def _same_family(path: Path, failed: str) -> bool:
    """Say whether a part is called like the one that failed, whatever its layer; ``failed`` is such as ``['dW2']``."""
    name = _name(path).rstrip("0123456789") if path and isinstance(path[-1], str) else ""
    return f"'{name}" in failed if name else "'" not in failed


def _arrays(value: Any) -> Iterator[np.ndarray[Any, Any]]:
    if isinstance(value, np.ndarray):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from _arrays(item)
    elif isinstance(value, (list, tuple)):
        if value and all(isinstance(item, (int, float)) for item in value):
            yield np.array(value)
        else:
            for item in value:
                yield from _arrays(item)


def _name(path: Path) -> str:
    return str(path[-1])


def _are(paths: Sequence[Path]) -> str:
    return "is" if len(paths) == 1 else "are"


def _listed(paths: Sequence[Path]) -> str:
    names = [_name(path) for path in paths]
    if len(names) > _LISTED:
        return f"{', '.join(names[: _LISTED - 1])} and {len(names) - _LISTED + 1} more"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
