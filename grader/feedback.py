"""How much of a hidden suite leaves the grader: everything, the named mistakes, or the verdict alone.

========== ======================================= ========================================= =======================
level      of each check                           of a failed check                         of the exercise
========== ======================================= ========================================= =======================
full       name, title, status, points             the message and the counterexample        named mistakes, prints
mistakes   name, title, status, points             the input that was tried; an exception    named mistakes, prints
                                                   of the candidate's own
verdict    a number, status, points                nothing                                   nothing
========== ======================================= ========================================= =======================

What concerns the submission as such (a syntax error, a time-out, a crash, too little memory, a function not written)
is said at every level. At ``verdict`` not one expected value, input, title or sentence of a suite is left; what
the code printed is dropped too once a check has called it, since a function can print the inputs it is given.

A check marked ``@check(…, feedback=…)`` goes by that mark and not by the run's level: its author knows what it gives
away. A mistake is named if the run allows it and a check that may show it failed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from grader.report import WAITS_FOR, CheckReport, ExerciseReport, Feedback, Origin, Report, SubmissionReport

_UNKNOWN = Origin()  # of a report that has lost its origins: all its words may be the suite's


def limit_report(report: Report, feedback: Feedback) -> Report:
    """Return ``report`` with no more in it than ``feedback`` allows.

    What has been limited once no longer tells whose words are whose: limited again, it loses them all.
    """
    submissions = [limit_submission(submission, feedback) for submission in report.submissions]
    return msgspec.structs.replace(report, submissions=submissions)


def limit_submission(submission: SubmissionReport, feedback: Feedback) -> SubmissionReport:
    """Do as :func:`limit_report` with the report of one submission."""
    exercises = [_limit_exercise(exercise, feedback) for exercise in submission.exercises]
    return msgspec.structs.replace(submission, exercises=exercises)


@dataclass(frozen=True, slots=True)
class _Shown:
    """The level at which a check is shown, and what it is called there."""

    level: Feedback
    name: str
    title: str


def _limit_exercise(exercise: ExerciseReport, feedback: Feedback) -> ExerciseReport:
    shown = {check.name: _shown(check, number, feedback) for number, check in enumerate(exercise.checks, start=1)}
    checks = [_limit_check(check, shown) for check in exercise.checks]
    telling = {c.function for c in exercise.checks if c.status == "failed" and shown[c.name].level != "verdict"}
    may_name = () if feedback == "verdict" else telling
    return msgspec.structs.replace(
        exercise,
        checks=checks,
        mistakes=[mistake for mistake in exercise.mistakes if mistake.function in may_name],
        printed="" if checks and feedback == "verdict" else exercise.printed,
    )


def _shown(check: CheckReport, number: int, feedback: Feedback) -> _Shown:
    level = _origin(check).feedback or feedback
    if level == "verdict":
        return _Shown(level, f"check_{number}", f"check {number}")
    return _Shown(level, check.name, check.title)


def _limit_check(check: CheckReport, shown: Mapping[str, _Shown]) -> CheckReport:
    mine, origin = shown[check.name], _origin(check)
    message, counterexample = check.message, check.counterexample
    if origin.waits_for in shown:
        awaited = shown[origin.waits_for]
        message = f"{WAITS_FOR}: {awaited.title}."
    elif mine.level == "verdict":
        message = message if origin.message == "submission" else ""
    elif mine.level == "mistakes":
        message = "" if origin.message == "suite" else message
    if mine.level == "verdict":
        counterexample = {}
    elif mine.level == "mistakes":
        counterexample = {key: counterexample[key] for key in ("call", "planted") if key in counterexample}
    return msgspec.structs.replace(
        check, name=mine.name, title=mine.title, message=message, counterexample=counterexample, origin=msgspec.UNSET
    )


def _origin(check: CheckReport) -> Origin:
    return check.origin if isinstance(check.origin, Origin) else _UNKNOWN
