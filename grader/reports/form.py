"""A format that is written submission by submission, so that a report of any length is never in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from grader.report import SubmissionReport


@dataclass(frozen=True, slots=True)
class Form:
    """What stands before the submissions, for each of them, between two, and after the last."""

    head: bytes
    part: Callable[[SubmissionReport], bytes]
    tail: bytes = b""
    between: bytes = b""


def pieces(form: Form, submissions: Iterable[SubmissionReport]) -> Iterator[bytes]:
    """Yield the document piece by piece."""
    yield form.head
    for number, submission in enumerate(submissions):
        if number:
            yield form.between
        yield form.part(submission)
    yield form.tail
