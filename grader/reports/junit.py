"""A report as JUnit XML: a suite per submission and exercise, a case per check.

ElementTree writes it: the form has five elements, and a library for them would be one more thing to install. It escapes
markup; what XML 1.0 forbids even when escaped, a report does not hold.
"""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement, indent, tostring

from grader.report import CheckReport, ExerciseReport, Report, SubmissionReport
from grader.reports.wording import VERDICTS, exercises_of

_KINDS = {"failures": "failure", "errors": "error", "skipped": "skipped"}  # attribute of a suite → element of a case
_STOPPED = {"not_gradable", "timed_out", "out_of_memory", "crashed"}


def to_junit(report: Report) -> bytes:
    """Return the report as a JUnit document in UTF-8."""
    suites = [_suite(one, exercise) for one in report.submissions for exercise in exercises_of(one)]
    root = Element("testsuites", {"name": "gradlings", **_counts(suites)})
    root.extend(suites)
    indent(root)
    data: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return data + b"\n"


def _suite(submission: SubmissionReport, exercise: ExerciseReport) -> Element:
    suite = Element("testsuite", {"name": f"{submission.name} / {exercise.name}"})
    properties = SubElement(suite, "properties")
    for name in ("score", "max_score", "verdict"):
        value = getattr(exercise, name)
        text = f"{value:g}" if isinstance(value, float) else str(value)
        SubElement(properties, "property", {"name": name, "value": text})
    SubElement(properties, "property", {"name": "source", "value": submission.source})
    for mistake in exercise.mistakes:
        SubElement(properties, "property", {"name": "mistake", "value": mistake.name})
    classname = f"{submission.name}.{exercise.name}"
    cases = [_case(classname, check) for check in exercise.checks]
    if not any(check.status == "failed" for check in exercise.checks) and exercise.verdict != "passed":
        cases.append(_stopped(classname, exercise))  # or the document would look green
    suite.extend(cases)
    if exercise.printed:
        SubElement(suite, "system-out").text = exercise.printed
    suite.attrib |= {
        "tests": str(len(cases)),
        **{kind: str(sum(case.find(tag) is not None for case in cases)) for kind, tag in _KINDS.items()},
        "time": f"{exercise.seconds:.4f}",
    }
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
    tag = "error" if exercise.verdict in _STOPPED else "skipped" if exercise.verdict == "not_attempted" else "failure"
    words = exercise.message or VERDICTS[exercise.verdict]
    SubElement(case, tag, {"message": words} | ({} if tag == "skipped" else {"type": exercise.verdict}))
    return case


def _counts(suites: list[Element]) -> dict[str, str]:
    counts = {name: sum(int(suite.attrib[name]) for suite in suites) for name in ("tests", *_KINDS)}
    seconds = sum(float(suite.attrib["time"]) for suite in suites)
    return {name: str(count) for name, count in counts.items()} | {"time": f"{seconds:.4f}"}
