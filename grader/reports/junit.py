"""A report as JUnit XML: a suite per submission and exercise, a case per check.

ElementTree writes it: the form has five elements, and a library for them would be one more thing to install. It escapes
markup; what XML 1.0 forbids even when escaped, a report does not hold.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from grader.report import CheckReport, ExerciseReport, SubmissionReport
from grader.reports.form import Form
from grader.reports.wording import VERDICTS, exercises_of

Outcome = Literal["passed", "failure", "error", "skipped"]  # the last three are elements of a case

_OF_A_CHECK: dict[str, Outcome] = {"passed": "passed", "failed": "failure", "skipped": "skipped"}
_OF_A_VERDICT: dict[str, Outcome] = {"failed": "failure", "not_attempted": "skipped"}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many cases there are, how many of each outcome, and the seconds they took."""

    tests: int = 0
    failures: int = 0
    errors: int = 0
    skipped: int = 0
    time: float = 0.0

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.tests + other.tests,
            self.failures + other.failures,
            self.errors + other.errors,
            self.skipped + other.skipped,
            self.time + other.time,
        )

    @property
    def attributes(self) -> dict[str, str]:
        """The attributes of a suite, or of all of them."""
        counts = {name: str(getattr(self, name)) for name in ("tests", "failures", "errors", "skipped")}
        return counts | {"time": f"{self.time:.4f}"}


def tally(submission: SubmissionReport) -> Tally:
    """Count the cases of a submission."""
    return sum(map(_tally, exercises_of(submission)), Tally())


def junit_form(counted: Tally) -> Form:
    """Return the form of a JUnit document in UTF-8.

    Parameters
    ----------
    counted
        The sum over all submissions: it stands before the first.
    """
    attributes = " ".join(f'{name}="{value}"' for name, value in counted.attributes.items())
    head = f"<?xml version='1.0' encoding='utf-8'?>\n<testsuites name=\"gradlings\" {attributes}>\n"
    return Form(head.encode(), _part, b"</testsuites>\n")


def _part(submission: SubmissionReport) -> bytes:
    lines = []
    for exercise in exercises_of(submission):
        suite = _suite(submission, exercise)
        indent(suite, level=1)
        data: bytes = tostring(suite, encoding="utf-8")
        lines.append(b"  " + data.rstrip() + b"\n")
    return b"".join(lines)


def _tally(exercise: ExerciseReport) -> Tally:
    outcomes = [_OF_A_CHECK[check.status] for check in exercise.checks]
    if _needs_a_case(exercise):
        outcomes.append(_outcome(exercise))
    return Tally(
        tests=len(outcomes),
        failures=outcomes.count("failure"),
        errors=outcomes.count("error"),
        skipped=outcomes.count("skipped"),
        time=round(exercise.seconds, 4),
    )


def _needs_a_case(exercise: ExerciseReport) -> bool:
    """Say whether the suite would look green, and must not."""
    return exercise.verdict != "passed" and not any(check.status == "failed" for check in exercise.checks)


def _outcome(exercise: ExerciseReport) -> Outcome:
    return _OF_A_VERDICT.get(exercise.verdict, "error")


def _suite(submission: SubmissionReport, exercise: ExerciseReport) -> Element:
    attributes = {"name": f"{submission.name} / {exercise.name}", **_tally(exercise).attributes}
    suite = Element("testsuite", attributes)
    properties = SubElement(suite, "properties")
    for name in ("score", "max_score", "verdict"):
        value = getattr(exercise, name)
        text = f"{value:g}" if isinstance(value, float) else str(value)
        SubElement(properties, "property", {"name": name, "value": text})
    SubElement(properties, "property", {"name": "source", "value": submission.source})
    for mistake in exercise.mistakes:
        SubElement(properties, "property", {"name": "mistake", "value": mistake.name})
    classname = f"{submission.name}.{exercise.name}"
    suite.extend([_case(classname, check) for check in exercise.checks])
    if _needs_a_case(exercise):
        suite.append(_stopped(classname, exercise))
    if exercise.printed:
        SubElement(suite, "system-out").text = exercise.printed
    return suite


def _case(classname: str, check: CheckReport) -> Element:
    case = Element("testcase", {"classname": classname, "name": check.title or check.name, "time": "0"})
    if check.status == "failed":
        failure = SubElement(case, "failure", {"type": check.function, "message": check.message})
        failure.text = "\n".join(f"{key}: {value}" for key, value in check.counterexample.items())
    elif check.status == "skipped":
        SubElement(case, "skipped", {"message": check.message})
    return case


def _stopped(classname: str, exercise: ExerciseReport) -> Element:
    case = Element("testcase", {"classname": classname, "name": exercise.name, "time": "0"})
    outcome = _outcome(exercise)
    message = {"message": exercise.message or VERDICTS[exercise.verdict]}
    SubElement(case, outcome, message if outcome == "skipped" else message | {"type": exercise.verdict})
    return case
