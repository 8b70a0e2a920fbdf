"""Problems as editors read them, each where it is."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from grader.practice.handout import TASKS
from grader.practice.layout import lay_out
from grader.report import CheckReport, ExerciseReport, Mistake, Report, Sandbox, SubmissionReport
from grader.reports.problems import problem_lines
from tests.practice.workspaces import Kit

FILE = '''\
"""Two functions."""

def relu(z):
    return z


def helper():
    relu_derivative = 3


relu_derivative = lambda z: z
'''


def check(function: str, status: str = "failed", message: str = "It is off.") -> CheckReport:
    return CheckReport("test_it", "the slope is right", function, status, 0.0, 1.0, message)  # type: ignore[arg-type]


def lines(*, verdict: str = "failed", message: str = "", checks: tuple[CheckReport, ...] = (), text: str = FILE,
          mistakes: tuple[Mistake, ...] = ()) -> list[str]:  # fmt: skip
    """Return the problems of one exercise."""
    exercise = ExerciseReport("relu", 0.0, 10.0, 0.0, verdict, message, list(checks), list(mistakes))  # type: ignore[arg-type]
    report = Report(Sandbox("strong", []), [SubmissionReport("01_relu", "01_relu.py", 0.0, 10.0, [exercise])])
    return list(problem_lines(report, lambda source: text if source == "01_relu.py" else ""))


def test_a_failed_check_is_where_its_function_is_defined() -> None:
    assert lines(checks=(check("relu"), check("relu_derivative"))) == [
        "01_relu.py:3:1: error: the slope is right: It is off.",
        "01_relu.py:11:1: error: the slope is right: It is off.",
    ]


def test_of_two_definitions_the_last_counts() -> None:
    assert lines(checks=(check("relu"),), text="def relu(z):\n    pass\ndef relu(z):\n    return z\n")[0].startswith(
        "01_relu.py:3:1:"
    )


def test_an_exception_is_where_it_was_raised() -> None:
    message = "relu(np.array([1.])) raised NameError: no x (01_relu.py, line 4, in relu: `return x`)."
    assert lines(checks=(check("relu", message=message),))[0].startswith("01_relu.py:4:1: error:")


def test_a_syntax_error_is_where_python_stops() -> None:
    message = "01_relu.py, line 9: '(' was never closed: `np.max(`."
    assert lines(verdict="not_gradable", message=message, text="") == [f"01_relu.py:9:1: error: {message}"]


def test_a_mistake_is_named_first() -> None:
    found = lines(checks=(check("relu"),), mistakes=(Mistake("leaky", "relu", "It leaks."),))
    assert found[0] == "01_relu.py:3:1: error: Looks like: It leaks."


def test_what_is_not_written_is_a_warning() -> None:
    found = lines(verdict="not_attempted", message="relu is not written yet.")
    assert found == ["01_relu.py:3:1: warning: relu is not written yet."]


def test_what_passed_or_waits_is_none() -> None:
    assert lines(checks=(check("relu", "passed"), check("relu", "skipped"))) == []


def test_a_notebook_has_no_lines_so_its_first_is_named() -> None:
    assert lines(checks=(check("relu"),), text="")[0].startswith("01_relu.py:1:1: error:")


def test_vs_code_is_told_to_read_exactly_these_lines(tmp_path: Path) -> None:
    kit = Kit(tmp_path / "kit")
    kit.add("relu")
    lay_out(tmp_path / "practice", kit.catalogue)
    tasks = json.loads((tmp_path / "practice" / TASKS).read_text())["tasks"]
    matchers = [task["problemMatcher"] for task in tasks if "--problems" in task["args"]]
    assert len(matchers) == 2
    pattern = matchers[0]["pattern"]
    [line] = lines(checks=(check("relu", message="See a:1:2: error: b, line 7."),))
    found = re.match(pattern["regexp"], line)
    assert found is not None
    read = {part: found[pattern[part]] for part in ("file", "line", "column", "severity", "message")}
    assert read == {
        "file": "01_relu.py", "line": "3", "column": "1", "severity": "error",
        "message": "the slope is right: See a:1:2: error: b, line 7.",
    }  # fmt: skip


@pytest.mark.parametrize(
    "line", ["✗ 01_relu      4/10  relu: The slope at z = 0 is taken as 1.", "relu  4/10 not yet", ""]
)
def test_vs_code_passes_over_everything_else(line: str) -> None:
    from grader.practice.handout import PROBLEM

    assert re.match(PROBLEM, line) is None
