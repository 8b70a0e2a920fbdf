"""What leaves the grader at each level of feedback, for mistakes of every exercise: nothing hidden slips out."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import msgspec
import pytest

from grader.boundary.module import GivenFunctions
from grader.catalogue import Exercise
from grader.report import Report, SubmissionReport, to_json
from grader.reports.text import submission_line, submission_text
from grader.suite.reference import load_misconceptions
from tests.grading import catalogue, misconception_source, report_on

EVERY_EXERCISE = pytest.mark.parametrize("exercise", list(catalogue()), ids=lambda exercise: exercise.name)
CHATTY = "\nprint('said at the top')\n"
NUMBER = re.compile(r"-?\d+\.\d{3,}(?:e[+-]?\d+)?|-?\d(?:\.\d+)?e[+-]?\d+")  # enough digits to be nobody else's


@functools.cache
def full_report(exercise: Exercise) -> Report:
    """Return what every mistake is told in full."""
    return report_on(wrong_sources(exercise), exercise)


def wrong_sources(exercise: Exercise) -> dict[str, str]:
    """Return submissions for every fourth catalogued mistake of ``exercise``, which together fail its checks in many
    ways.
    """
    mistakes = load_misconceptions(exercise, GivenFunctions(exercise.given))[::4]
    return {
        f"mistake{number}": misconception_source(exercise, entry.function, entry.name) + CHATTY
        for number, entry in enumerate(mistakes)
        if not entry.equivalent
    }


def shown(report: Report, submission: SubmissionReport) -> str:
    """Return all that a person or a machine is shown of a submission: JSON, the long text and the line."""
    timeless = [msgspec.structs.replace(exercise, seconds=0.0) for exercise in submission.exercises]
    submission = msgspec.structs.replace(submission, exercises=timeless)
    alone = msgspec.structs.replace(report, submissions=[submission])
    return "\n".join(
        [
            to_json(alone).decode().replace('\\"', '"'),
            submission_text(submission, catalogue(), width=10_000),
            submission_line(submission),
        ]
    )


def hidden_words(submission: SubmissionReport) -> Iterator[str]:
    """Yield every piece of text that the full report holds of the suite and of the catalogue of mistakes."""
    for exercise in submission.exercises:
        for check in exercise.checks:
            yield from (check.name, check.title, check.message)
            yield from (part for part in check.counterexample.values() if isinstance(part, str))
            yield from re.split(r"(?<=[.?!]) ", check.message)
        yield from (part for mistake in exercise.mistakes for part in (mistake.name, mistake.says))


@EVERY_EXERCISE
def test_at_verdict_nothing_of_the_suite_is_left(exercise: Exercise) -> None:
    full, limited = full_report(exercise), report_on(wrong_sources(exercise), exercise, "verdict")
    submission_level = re.compile(
        r"^\w+\(…\) (took longer than|asked for)|not written yet|The submission|It counts as soon"
    )
    hidden = {word for submission in full.submissions for word in hidden_words(submission) if word}
    for before, after in zip(full.submissions, limited.submissions, strict=True):
        text = shown(limited, after)
        for word in hidden:
            # A word such as "0." or "[[1.]]" is in any report; that none of them is a leaf is looked at below.
            assert len(word) < 8 or submission_level.search(word) or word not in text, word
        assert not {number for word in hidden for number in NUMBER.findall(word)} & set(NUMBER.findall(text))
        assert (after.score, after.max_score) == (before.score, before.max_score)
        for told, kept in zip(before.exercises, after.exercises, strict=True):
            assert (kept.verdict, kept.message, kept.mistakes, kept.printed) == (told.verdict, told.message, [], "")
            for number, (check, left) in enumerate(zip(told.checks, kept.checks, strict=True), start=1):
                assert (left.name, left.title) == (f"check_{number}", f"check {number}")
                assert (left.status, left.points, left.max_points) == (check.status, check.points, check.max_points)
                assert left.counterexample == {}
                says = left.message
                assert not says or submission_level.search(says) or re.fullmatch(r"Waits for: check \d+\.", says)


@EVERY_EXERCISE
def test_at_mistakes_no_sentence_and_no_expected_value_of_the_suite_is_left(exercise: Exercise) -> None:
    full, limited = full_report(exercise), report_on(wrong_sources(exercise), exercise, "mistakes")
    for before, after in zip(full.submissions, limited.submissions, strict=True):
        text = shown(limited, after)
        for told, kept in zip(before.exercises, after.exercises, strict=True):
            assert kept.mistakes == told.mistakes
            assert kept.printed == told.printed
            for check, left in zip(told.checks, kept.checks, strict=True):
                assert (left.name, left.title, left.status) == (check.name, check.title, check.status)
                assert set(left.counterexample) <= {"call", "planted"}
                assert left.counterexample.get("call") == check.counterexample.get("call")
                if left.message:
                    assert left.message == check.message  # the candidate's own exception, a time-out or a wait
                    assert re.search(
                        r"\braised \w|took longer than|asked for|not written|Waits for|It counts as soon", left.message
                    )
                elif check.message:
                    assert check.message not in text
                    known = set(NUMBER.findall(" ".join(map(str, left.counterexample.values()))))
                    expected = set(NUMBER.findall(str(check.counterexample.get("expected", "")))) - known
                    assert not expected & set(NUMBER.findall(" ".join(c.message for c in kept.checks)))
