"""The JSON form: its schema is published, what is written keeps to it, and a stream of it is the same bytes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from grader.report import to_json
from grader.reports.document import json_pieces
from grader.reports.schema import report_schema, schema_json
from tests.reports.classes import ReadAnew, check, class_of, exercise, report, submission
from tests.reports.conftest import Graded

PUBLISHED = Path(__file__).resolve().parents[2] / "docs" / "report.schema.json"
VALIDATOR = jsonschema.Draft202012Validator(report_schema())


def test_the_published_schema_is_todays() -> None:
    """Write it anew with ``python -m grader.reports.schema > docs/report.schema.json``, and say so in the changes."""
    assert PUBLISHED.read_bytes() == schema_json()


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(report_schema())


def test_the_command_prints_it_and_asks_for_no_path() -> None:
    command = [sys.executable, "-P", "-m", "grader", "grade", "--schema"]
    assert subprocess.check_output(command) == schema_json()


def test_really_graded_reports_keep_to_it(graded: Graded) -> None:
    VALIDATOR.validate(graded.report)


def test_a_report_with_everything_keeps_to_it() -> None:
    checks = [check("a", "failed", "m", call="f(1)", index=[0, 1]), check("b", "skipped", "Waits for: a.")]
    run = report(submission("x", exercise(2, checks=checks)), submission("y"))
    VALIDATOR.validate(json.loads(to_json(run)))


def submission_of(data: dict[str, object]) -> dict[str, object]:
    return data["submissions"][0]  # type: ignore[index,no-any-return]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: data.update(schema=2),
        lambda data: data.pop("kit"),
        lambda data: submission_of(data).update(score="ten"),
        lambda data: submission_of(data)["exercises"][0].update(verdict="fine"),
        lambda data: submission_of(data)["exercises"][0]["checks"][0].pop("message"),
    ],
)
def test_what_is_no_report_does_not(spoil: object) -> None:
    data = json.loads(to_json(class_of([5])))
    spoil(data)  # type: ignore[operator]
    assert not VALIDATOR.is_valid(data)


def test_what_only_the_grader_knows_is_no_part_of_it() -> None:
    assert "origin" not in json.dumps(report_schema())


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_a_stream_is_the_same_bytes(count: int) -> None:
    run = class_of([5, 10, 0, 7, 10][:count])
    assert b"".join(json_pieces(ReadAnew(run, []))) == to_json(run).replace(run.kit.encode(), b"0.1.0")
