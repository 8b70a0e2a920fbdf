"""The oracle: an exercise's own tests that certify its reference by means other than its own formula.

``oracle.py`` is a plain pytest module. Its tests may take the fixtures ``reference`` (the functions of the solution and
those the stub gives), ``suite`` (the names of the hidden suite) and ``exercise`` (its files).
"""

from __future__ import annotations

import contextlib
import io
import runpy
from types import SimpleNamespace
from typing import TYPE_CHECKING

from _pytest.fixtures import fixture

from grader.catalogue import Exercise
from grader.suite.reference import load_reference
from grader.suite.session import run_plainly

if TYPE_CHECKING:
    import pytest


def certify(exercise: Exercise) -> tuple[int, list[str]]:
    """Run the oracle and return how many of its tests passed, and what is wrong, a sentence each."""
    oracle = _Oracle(exercise)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        run_plainly(exercise.secret_folder / "oracle.py", oracle)
    problems = oracle.problems[:3]
    if not oracle.passed and not problems:
        problems = ["oracle.py has no test: certify the reference by other means than its own formula."]
    return oracle.passed, problems


class _Oracle:
    """A pytest plugin that gives the fixtures and keeps the outcomes."""

    def __init__(self, exercise: Exercise) -> None:
        self._exercise = exercise
        self.passed = 0
        self.problems: list[str] = []

    @fixture
    def exercise(self) -> Exercise:
        """The exercise whose reference is certified."""
        return self._exercise

    @fixture
    def reference(self) -> SimpleNamespace:
        """The functions of the solution and those the stub gives."""
        return load_reference(self._exercise)

    @fixture
    def suite(self) -> SimpleNamespace:
        """The names of the hidden suite."""
        return SimpleNamespace(**runpy.run_path(str(self._exercise.suite_path)))

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep what went wrong while the file was imported."""
        if report.failed:
            self.problems.append(f"oracle.py cannot be imported: {_last_line(report)}.")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count what passed and keep what did not; a skipped test certifies nothing."""
        if report.when == "call" and report.passed:
            self.passed += 1
        elif report.failed or report.skipped:
            said = _last_line(report) if report.failed else "it is skipped"
            test = report.nodeid.rpartition("::")[2]
            self.problems.append(
                f"oracle.py does not certify the reference: {test}: {said}. The solution is wrong, or the oracle is."
            )


def _last_line(report: pytest.CollectReport | pytest.TestReport) -> str:
    crash = getattr(report.longrepr, "reprcrash", None)
    text = crash.message if crash is not None else str(report.longrepr)
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return (lines[0] if crash is not None else lines[-1]).strip()[:200].rstrip(".") if lines else "it fails"
