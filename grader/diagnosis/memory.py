"""What functions of ours answered to a call, remembered from one submission to the next.

A suite asks every submission the same, so in a class, and at every save, the reference and the catalogued mistakes
would be run again on the very same arguments. Only calls in which nothing is planted are remembered: what a planted
function answers is not told by its name.
"""

from __future__ import annotations

import functools
import pickle
from dataclasses import dataclass, field

from grader.catalogue import Exercise
from grader.diagnosis.answers import Answer
from grader.suite.candidate import CallRecord

_MOST = 300  # calls, each with up to 70 answers of about 1 kB


@dataclass(slots=True)
class Known:
    """What is known of one call: the right answer, those of mistakes by name, and what rounding may do to it."""

    right: Answer | None = None
    answered: dict[str, Answer] = field(default_factory=dict)
    noise: float | None = None


def remembered(exercise: Exercise, call: CallRecord) -> Known:
    """Return what is known of a call with these arguments, to be added to."""
    if call.planted:
        return Known()
    try:  # bytes to compare by, which nobody ever reads back
        arguments = pickle.dumps((call.args, dict(call.kwargs)), protocol=5)
    except (pickle.PicklingError, AttributeError, TypeError, RecursionError):  # a function among them
        return Known()
    return _known(exercise, call.function, arguments)


@functools.lru_cache(maxsize=_MOST)
def _known(_exercise: Exercise, _function: str, _arguments: bytes) -> Known:
    return Known()
