"""JUnit XML as CI servers read it: what failed is red, what did not pass cannot look green, and the sums are right."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from grader.report import Report, Verdict
from grader.reports.cohort import cohort_of
from grader.reports.form import pieces
from grader.reports.junit import junit_form
from tests.reports.classes import check, exercise, report, submission

COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}


def document(of: Report) -> ElementTree.Element:
    """Return the document as it is read again."""
    form = junit_form(cohort_of(of.submissions).tally)
    return ElementTree.fromstring(b"".join(pieces(form, of.submissions)))


@pytest.mark.parametrize(
    ("verdict", "outcome"),
    [
        ("not_attempted", "skipped"),
        ("not_gradable", "error"),
        ("crashed", "error"),
        ("timed_out", "error"),
        ("out_of_memory", "error"),
        ("failed", "failure"),
    ],
)
def test_an_exercise_that_did_not_pass_is_not_green(verdict: Verdict, outcome: str) -> None:
    for checks in ([], [check("form")], [check("form"), check("values", "skipped")]):
        stopped = exercise(0, verdict=verdict, message="It was stopped.", checks=checks)
        (suite,) = document(report(submission("alice", stopped)))
        cases = suite.findall("testcase")
        assert len(cases) == len(checks) + 1
        assert [(found.tag, found.get("message")) for found in cases[-1]] == [(outcome, "It was stopped.")]


def test_a_failed_check_is_a_failure_and_needs_no_other_case() -> None:
    values = check("values", "failed", "Off by one.", call="relu(1)", expected="1")
    (suite,) = document(report(submission("alice", exercise(4, checks=[check("form"), values]))))
    form, failed = suite.findall("testcase")
    assert list(form) == []
    assert [(found.tag, found.get("message"), found.text) for found in failed] == [
        ("failure", "Off by one.", "call: relu(1)\nexpected: 1")
    ]


def test_a_submission_that_attempts_nothing_is_there_too() -> None:
    (suite,) = document(report(submission("alice")))
    assert suite.get("name") == "alice / "
    assert [[found.tag for found in case] for case in suite.findall("testcase")] == [["skipped"]]


def test_the_numbers_are_those_of_the_cases() -> None:
    root = document(
        report(
            submission("a", exercise(10, checks=[check("x"), check("y")])),
            submission("b", exercise(2, checks=[check("x"), check("y", "failed"), check("z", "skipped")])),
            submission("c", exercise(0, verdict="crashed"), exercise(0, name="tanh", verdict="not_attempted")),
            submission("d"),
        )
    )
    for element in (root, *root.findall("testsuite")):
        cases = list(element.iter("testcase"))
        assert int(element.attrib["tests"]) == len(cases)
        for number, tag in COUNTED.items():
            assert int(element.attrib[number]) == sum(case.find(tag) is not None for case in cases)
    assert float(root.attrib["time"]) == pytest.approx(
        sum(float(suite.attrib["time"]) for suite in root.findall("testsuite"))
    )
