"""The pytest plugin: one session, its checks collected once, run again for every submission.

pytest collects and runs the hidden suites as it would any tests, fixtures and all. The plugin replaces three things:
the loop (for each job, the checks of its exercise, in order), the call of a test function (what it raises becomes a
message for the candidate, and costs no traceback), and nothing counts as passed unless its function ran to its end.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Protocol

import numpy as np
from _pytest.fixtures import fixture  # `import pytest` imports every plugin, needed or not: a fifth of a cold check
from pluggy import HookimplMarker

from grader.errors import BankError, GradlingsError
from grader.report import CheckReport
from grader.suite import outcome
from grader.suite.candidate import Candidate
from grader.suite.checks import CheckSpec, spec_of
from grader.suite.procedure import Procedure

if TYPE_CHECKING:
    import pytest

hookimpl = HookimplMarker("pytest")


class Run(Protocol):
    """One submission being graded on one exercise."""

    @property
    def suite(self) -> Path:
        """The file of its hidden suite."""

    @property
    def candidate(self) -> Candidate:
        """What the checks call."""

    @property
    def reference(self) -> SimpleNamespace:
        """The solution's functions."""

    @property
    def procedure(self) -> Procedure:
        """How the checks are carried out."""

    def finished(self, checks: list[CheckReport]) -> None:
        """Take the reports of all checks."""


class SuitePlugin:
    """Runs the collected checks for each of ``runs``."""

    def __init__(self, runs: Callable[[], Iterable[Run]]) -> None:
        self._runs = runs
        self._run: Run | None = None
        self._results: dict[str, CheckReport] = {}
        self.problems: list[str] = []

    @fixture
    def candidate(self) -> Candidate:
        """The submission being graded, behind the boundary."""
        return self._current().candidate

    @fixture
    def reference(self) -> SimpleNamespace:
        """The functions of the solution and those the stub gives."""
        return self._current().reference

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Keep what went wrong while a suite was imported: that is the author's to mend."""
        if report.failed:
            self.problems.append(f"{Path(report.nodeid).name}: {str(report.longrepr).strip().splitlines()[-1]}")

    @hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the checks of each job's exercise, instead of each collected item once."""
        if self.problems:
            return True
        suites: dict[Path, list[pytest.Item]] = {}
        for item in session.items:
            suites.setdefault(item.path, []).append(item)
        for run in self._runs():
            self._run = run
            self._results = {}
            items = suites.get(run.suite, [])
            self._perform(run.procedure.ordered(items), session)
            with warnings.catch_warnings():  # naming mistakes computes with the candidate's values, too
                warnings.simplefilter("ignore")
                run.finished(outcome.without_form_alone(list(self._results.values()), _names_of_form(items)))
        return True

    @hookimpl(tryfirst=True)
    def pytest_pyfunc_call(self, pyfuncitem: pytest.Function) -> bool:
        """Call a check and record what came of it."""
        run, spec = self._current(), spec_of(pyfuncitem.function)
        if spec is None:
            raise BankError(f"{pyfuncitem.nodeid} is not marked with @check(…), so it can earn no points.")
        if spec.function in run.candidate.unwritten:
            self._results[spec.name] = outcome.unwritten(spec)
            return True
        waits_for = self._unmet(spec, pyfuncitem)
        if waits_for is not None:
            self._results[spec.name] = outcome.skipped(spec, waits_for)
            return True
        fixtures = {name: pyfuncitem.funcargs[name] for name in pyfuncitem._fixtureinfo.argnames}
        calls_before = len(run.candidate.calls)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # the values are the candidate's doing, and this is the user's terminal
                warnings.simplefilter("error", np.exceptions.ComplexWarning)  # the imaginary part would be dropped
                pyfuncitem.obj(**fixtures)
        except GradlingsError:  # the machine's fault or the author's, never the candidate's
            raise
        except Exception as error:
            self._results[spec.name] = outcome.failed(spec, error, run.candidate)
            run.candidate.suspects += run.candidate.calls[calls_before:]
        else:
            self._results[spec.name] = outcome.passed(spec)
        finally:
            run.candidate.restore()
        return True

    def _perform(self, items: list[pytest.Item], session: pytest.Session) -> None:
        if not items:
            raise BankError(f"{self._current().suite.name} has no checks: mark its tests with @check(…).")
        stop_early = self._current().procedure.to_first_failure
        for position, item in enumerate(items):
            following = items[position + 1] if position + 1 < len(items) else None
            item.ihook.pytest_runtest_protocol(item=item, nextitem=following)
            if item.name not in self._results:
                raise BankError(
                    f"The check {item.nodeid} could not be run: one of its fixtures fails, or it has no @check mark."
                )
            if stop_early and self._results[item.name].status == "failed":
                session._setupstate.teardown_exact(None)  # what pytest does after the last item
                return

    def _unmet(self, spec: CheckSpec, item: pytest.Function) -> CheckSpec | None:
        for name in spec.needs:
            needed = spec_of(getattr(item.module, name, None))
            if needed is None or name not in self._results:
                raise BankError(f"{item.nodeid} needs {name!r}, which is no earlier check of its suite.")
            if self._results[name].status != "passed":
                return needed
        return None

    def _current(self) -> Run:
        if self._run is None:
            raise BankError("A fixture of the suite was used before any submission was graded.")
        return self._run


def _names_of_form(items: Iterable[pytest.Item]) -> set[str]:
    specs = (spec_of(getattr(item, "function", None)) for item in items)
    return {spec.name for spec in specs if spec is not None and spec.form}
