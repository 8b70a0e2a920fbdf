"""A process of its own that rates one function of a notebook: a question on stdin, an answer on stdout, both JSON.

::

    python -I -m grader.platforms.rating < {"function": "relu", "cells": ["…", …]}
    {"score": 4.0, "text": "…"}      or      {"error": "…"}
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

import msgspec

from grader.catalogue import Catalogue, load_catalogue
from grader.errors import GradlingsError
from grader.plaintext import plain
from grader.platforms.judgement import judge_cells, points_of
from grader.report import ExerciseReport, Feedback, submission_report
from grader.reports.text import submission_text


def rate(
    function: str, cells: Sequence[str], catalogue: Catalogue, *, feedback: Feedback = "mistakes"
) -> tuple[float, str]:
    """Return the points that ``function`` earned, and what to say of it.

    The kernel that the cells were run in had no walls, so none are asked for here.
    """
    exercise = catalogue.functions[function]
    report = judge_cells(cells, [exercise], catalogue, at_least="none", feedback=feedback)
    graded = report.submissions[0].exercises[0]
    return points_of(graded, function), text_of(graded, function, catalogue)


def text_of(graded: ExerciseReport, function: str, catalogue: Catalogue) -> str:
    """Return the part of an exercise's report that is about ``function``, as text."""
    part = msgspec.structs.replace(
        graded,
        score=points_of(graded, function),
        max_score=catalogue.functions[function].functions[function],
        checks=[check for check in graded.checks if check.function == function],
        mistakes=[mistake for mistake in graded.mistakes if mistake.function == function],
    )
    return submission_text(submission_report("", "", [part]), catalogue).rstrip()


def main() -> None:
    """Answer the question on stdin."""
    question = json.load(sys.stdin)
    try:
        catalogue = load_catalogue()
        catalogue.find(question["function"])
        points, text = rate(question["function"], question["cells"], catalogue)
        answer: dict[str, object] = {"score": points, "text": text}
    except GradlingsError as error:
        answer = {"error": plain(str(error), one_line=True)}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
