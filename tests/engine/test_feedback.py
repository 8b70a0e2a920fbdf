"""Feedback: what each level lets out, what a check's own mark does, and that nothing gets round it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from grader.commands.options import feedback_option
from grader.feedback import limit_report
from grader.report import CheckReport, ExerciseReport, Feedback, Mistake, Origin, Report, Sandbox, SubmissionReport
from grader.suite import check
from tests.commands.test_grading import STEP_AT_ZERO, run

RAISES = """
def relu(z):
    raise ValueError('no good')
def relu_derivative(z):
    return (z > 0).astype(float)
"""


def failed(name: str, message: str, origin: Origin) -> CheckReport:
    """Return the report of a failed check with a counterexample."""
    counterexample = {"call": "relu(np.array([1.]))", "expected": "[1.]", "got": "[0.]", "index": [0]}
    return CheckReport(name, f"title of {name}", "relu", "failed", 0.0, 2.0, message, counterexample, origin)


def limited(feedback: Feedback, *checks: CheckReport) -> ExerciseReport:
    """Return what is left of an exercise with these checks, a named mistake and a print."""
    mistake = Mistake("sign", "relu", "The sign is wrong.")
    exercise = ExerciseReport("relu", 0.0, 2.0, 0.1, "failed", "", list(checks), [mistake], "hello")
    report = Report(Sandbox("none", []), [SubmissionReport("a", "a.py", 0.0, 2.0, [exercise])])
    return limit_report(report, feedback).submissions[0].exercises[0]


def test_full_leaves_everything() -> None:
    exercise = limited("full", failed("test_a", "expected 1. Think of signs.", Origin()))
    assert exercise.checks[0].message == "expected 1. Think of signs."
    assert exercise.checks[0].counterexample["expected"] == "[1.]"
    assert exercise.mistakes
    assert exercise.printed == "hello"


def test_mistakes_keeps_the_input_and_the_candidates_own_exception_but_no_word_of_the_suite() -> None:
    theirs = failed("test_a", "expected 1. Think of signs.", Origin("suite"))
    own = failed("test_b", "relu(…) raised ValueError: no good (a.py, line 3).", Origin("call"))
    exercise = limited("mistakes", theirs, own)
    assert [check.message for check in exercise.checks] == ["", own.message]
    assert exercise.checks[0].counterexample == {"call": "relu(np.array([1.]))"}
    assert exercise.checks[0].title == "title of test_a"
    assert exercise.mistakes


def test_verdict_keeps_the_points_and_what_concerns_the_submission() -> None:
    own = failed("test_a", "relu(…) raised ValueError: no good (a.py, line 3).", Origin("call"))
    hangs = failed("test_b", "relu(…) took longer than 5 s and was stopped.", Origin("submission"))
    exercise = limited("verdict", own, hangs)
    assert [check.message for check in exercise.checks] == ["", hangs.message]
    assert [(check.name, check.title) for check in exercise.checks] == [("check_1", "check 1"), ("check_2", "check 2")]
    assert [(check.status, check.max_points) for check in exercise.checks] == [("failed", 2.0)] * 2
    assert not exercise.mistakes
    assert not exercise.printed  # relu may have printed the inputs it was given


def test_a_check_may_be_protected_and_its_mistake_with_it() -> None:
    exercise = limited("full", failed("test_a", "expected 1.", Origin("suite", feedback="verdict")))
    assert (exercise.checks[0].title, exercise.checks[0].message) == ("check 1", "")
    assert not exercise.mistakes
    other = failed("test_b", "expected 2.", Origin("suite"))
    assert limited("full", exercise.checks[0], other).mistakes


def test_a_check_may_be_opened_and_opens_no_other() -> None:
    shapes = failed("test_a", "relu has shape (2,); expected (2, 1).", Origin("suite", feedback="full"))
    values = CheckReport("test_b", "secret", "relu", "skipped", 0.0, 2.0, "", {}, Origin(waits_for="test_a"))
    exercise = limited("verdict", shapes, values)
    assert exercise.checks[0].message == shapes.message
    assert exercise.checks[0].title == "title of test_a"
    assert exercise.checks[1].title == "check 2"
    assert not exercise.mistakes


def test_an_open_check_that_waits_for_a_protected_one_does_not_name_it() -> None:
    secret = failed("test_a", "expected 1.", Origin("suite"))
    waiting = CheckReport(
        "test_b", "b", "relu", "skipped", 0.0, 2.0, "Waits for: title of test_a.", {}, Origin("suite", "test_a", "full")
    )
    assert limited("verdict", secret, waiting).checks[1].message == "Waits for: check 1."


def test_what_has_been_limited_can_only_be_limited_further() -> None:
    checks = [failed("test_a", "expected 1.", Origin("suite")), failed("test_b", "took longer", Origin("submission"))]
    twice = limited("verdict", *limited("full", *checks).checks)
    assert [check.message for check in twice.checks] == ["", ""]


def test_a_mark_that_is_no_level_is_refused() -> None:
    with pytest.raises(ValueError, match="none of full, mistakes, verdict"):
        check("relu", points=1, feedback="all")  # type: ignore[arg-type]


def test_the_option_offers_every_level(tmp_path: Path) -> None:
    @feedback_option
    def command() -> None: ...

    option = command.__click_params__[0]  # type: ignore[attr-defined]
    assert tuple(option.type.choices) == get_args(Feedback)


@pytest.mark.parametrize("lanes", ["1", "2"])
def test_the_command_line_lets_no_more_out_in_lanes_than_without(tmp_path: Path, lanes: str) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.py").write_text("import numpy as np\nprint('at the top')\n" + STEP_AT_ZERO)
    arguments = ("grade", ".", "--jobs", lanes, "--feedback", "verdict")
    for form in ("--json", "--details"):
        done = run(*arguments, form, cwd=tmp_path)
        assert done.returncode == 1
        for hidden in ("slope", "expected", "[[0.]]", "one_at_zero", "at the top", "test_", "origin"):
            assert hidden not in done.stdout + done.stderr, hidden
        assert "9/10" in done.stdout or json.loads(done.stdout)["submissions"][0]["score"] == 9.0


def test_an_exception_of_ones_own_is_told_at_mistakes(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(RAISES)
    done = run("check", "relu", "--feedback", "mistakes", cwd=tmp_path)
    assert "raised ValueError: no good (a.py, line 3, in relu" in " ".join(done.stdout.split())
    assert "no good" not in run("check", "relu", "--feedback", "verdict", cwd=tmp_path).stdout


@pytest.mark.parametrize("feedback", get_args(Feedback))
def test_what_keeps_a_file_from_being_graded_is_told_at_every_level(tmp_path: Path, feedback: str) -> None:
    (tmp_path / "syntax.py").write_text("def relu(z:\n    return z\n")
    (tmp_path / "raises.py").write_text("print('so far')\nint('x')\ndef relu(z): return z\n")
    (tmp_path / "hangs.py").write_text("def relu(z):\n    while True: pass\n")
    done = run("grade", ".", "--details", "--feedback", feedback, cwd=tmp_path)
    assert "syntax.py, line 1: '(' was never closed" in done.stdout
    assert "invalid literal for int() with base 10: 'x' (raises.py, line 2" in " ".join(done.stdout.split())
    assert "so far" in done.stdout
    assert "relu(…) took longer than 5 s and was stopped." in " ".join(done.stdout.split())


def test_numpys_warnings_in_the_suite_do_not_quote_it(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(
        "import numpy as np\n"
        "def mean_squared_error(y_true, y_pred): return np.inf\n"
        "def mean_squared_error_derivative(y_true, y_pred): return y_true * np.inf\n"
        "def update_parameters(p, g, r): return {k: v * np.inf for k, v in p.items()}\n"
    )
    assert run("grade", "a.py", cwd=tmp_path).stderr == ""
