"""A report as Gradescope's ``results.json``: one visible test for each check, or, where nothing of the hidden suite is
to be seen, for each function.

Gradescope adds up the scores of the tests and shows them at once, unless one that counts is hidden: then students do
not see their total. So what counts is always visible, and what is for instructors' eyes counts nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

import msgspec

from grader.catalogue import Catalogue, Exercise
from grader.platforms.judgement import holds, points_of
from grader.report import CheckReport, ExerciseReport, Feedback, Report
from grader.reports.wording import VERDICTS, score_of

Visibility = Literal["visible", "hidden", "after_due_date", "after_published"]


class Test(msgspec.Struct, frozen=True):
    """A line of Gradescope's page of results."""

    name: str
    number: str
    output: str
    status: Literal["passed", "failed"]
    visibility: Visibility
    output_format: Literal["text"] = "text"
    score: float | msgspec.UnsetType = msgspec.UNSET
    max_score: float | msgspec.UnsetType = msgspec.UNSET


class Results(msgspec.Struct, frozen=True):
    """The document that Gradescope reads; the field names are its own."""

    score: float
    execution_time: float
    output: str
    output_format: Literal["text"]
    visibility: Visibility
    stdout_visibility: Visibility
    tests: list[Test]
    extra_data: dict[str, str]


def results_of(
    report: Report,
    catalogue: Catalogue,
    feedback: Feedback,
    titles: Mapping[str, Sequence[str]],
    notes: Sequence[str] = (),
) -> Results:
    """Return the results of a report on one submission.

    Parameters
    ----------
    titles
        The titles of each exercise's checks in order, for the lines that only instructors see.
    notes
        Sentences about the submission as a whole, such as a file that cannot be read.
    """
    submission = report.submissions[0]
    tests: list[Test] = []
    for number, graded in enumerate(submission.exercises, start=1):
        exercise = catalogue[graded.name]
        if feedback == "verdict":
            tests += _by_function(exercise, graded, number)
            tests += _for_instructors(graded, number, titles.get(graded.name, ()))
        elif graded.checks:
            tests += [_of_check(graded, check, f"{number}.{n}") for n, check in enumerate(graded.checks, start=1)]
        else:
            tests.append(_not_run(exercise, graded, number))
    return Results(
        score=submission.score,
        execution_time=round(sum(graded.seconds for graded in submission.exercises), 3),
        output="\n\n".join([*notes, *filter(None, map(_summary, submission.exercises))]),
        output_format="text",
        visibility="visible",
        stdout_visibility="hidden",
        tests=tests,
        extra_data={"gradlings": report.kit, "sandbox": report.sandbox.level, "feedback": feedback},
    )


def failure(message: str, exercises: Sequence[Exercise]) -> Results:
    """Return results for a run that could not grade at all: no points, and what instructors need to know."""
    said = "Grading did not work, and not because of your submission. Please tell your instructor."
    tests = [
        Test(exercise.title, str(number), said, "failed", "visible", score=0.0, max_score=exercise.points)
        for number, exercise in enumerate(exercises, start=1)
    ]
    tests.append(Test("for instructors", str(len(tests) + 1), message, "failed", "hidden"))
    return Results(0.0, 0.0, said, "text", "visible", "hidden", tests, {})


def _of_check(graded: ExerciseReport, check: CheckReport, number: str) -> Test:
    said = [check.message]
    call = str(check.counterexample.get("call", ""))
    if call and call not in check.message:
        said.append(f"try: {call}")
    return Test(
        name=f"{graded.name}: {check.title or check.name}",
        number=number,
        output="\n".join(filter(None, said)),
        status="passed" if holds(check) else "failed",
        visibility="visible",
        score=check.points,
        max_score=check.max_points,
    )


def _not_run(exercise: Exercise, graded: ExerciseReport, number: int) -> Test:
    said = graded.message or VERDICTS[graded.verdict]
    return Test(exercise.title, str(number), said, "failed", "visible", score=graded.score, max_score=graded.max_score)


def _by_function(exercise: Exercise, graded: ExerciseReport, number: int) -> Iterator[Test]:
    for position, (function, most) in enumerate(exercise.functions.items(), start=1):
        points = points_of(graded, function)
        said = "" if graded.verdict in ("passed", "failed") else graded.message
        passed = points >= most
        yield Test(
            function,
            f"{number}.{position}",
            "" if passed else said,
            "passed" if passed else "failed",
            "visible",
            score=points,
            max_score=most,
        )


def _for_instructors(graded: ExerciseReport, number: int, titles: Sequence[str]) -> Iterator[Test]:
    for position, check in enumerate(graded.checks):
        title = titles[position] if len(titles) == len(graded.checks) else check.title
        said = f"{score_of(check.points, check.max_points)}, hidden from students"
        yield Test(
            f"{graded.name}: {title}",
            f"{number}.{len(graded.checks)}.{position + 1}",
            said,
            "passed" if holds(check) else "failed",
            "hidden",
        )


def _summary(graded: ExerciseReport) -> str:
    lines = [f"{graded.name}: {score_of(graded.score, graded.max_score)} {VERDICTS[graded.verdict]}"]
    if graded.message:
        lines.append(graded.message)
    lines += [f"Looks like: {mistake.says}" for mistake in graded.mistakes]
    if graded.printed.strip() and graded.verdict != "passed":
        lines += ["Your code printed:", graded.printed.rstrip()]
    return "\n".join(lines)
