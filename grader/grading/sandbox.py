"""How strong the walls are is measured before anything is graded, and work that needs stronger ones is refused."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence

from grader import report
from grader.boundary.host import Host
from grader.boundary.selftest import LEVELS, Level, Sandbox, SelfTest
from grader.errors import SandboxError
from grader.suite.session import import_pytest


def measured(hosts: Sequence[Host], at_least: Level) -> report.Sandbox:
    """Return the weakest sandbox of ``hosts``, each measured by a worker of its own.

    Raises
    ------
    SandboxError
        If it is weaker than ``at_least``.
    """
    with contextlib.ExitStack() as stack:
        tests = [stack.enter_context(SelfTest(host)) for host in hosts]
        import_pytest()  # meanwhile
        found = min((test.measure() for test in tests), key=lambda sandbox: LEVELS.index(sandbox.level))
    if not found.at_least(at_least):
        raise SandboxError(
            f"The walls around candidate code are {found.level} here{_why(found)}, so nothing was graded. "
            "`gradlings doctor` says what to do; --allow-unsandboxed grades all the same."
        )
    return report.Sandbox(found.level, list(found.walls))


def _why(found: Sandbox) -> str:
    reasons = [f"{wall}: {reason}" for wall, reason in found.missing.items()]
    return f" ({'; '.join(reasons)})" if reasons else ""
