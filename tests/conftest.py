"""What tests share: fixtures, and which of them are run by one worker since they share what is dear."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from grader.boundary.launch import Zygote
from tests.authoring.banks import SmallBank

if TYPE_CHECKING:
    from xdist.scheduler import LoadScopeScheduling

# Files whose tests share a fixture that takes long, or go on where one another ended: the tests of a group are run in
# their order by one worker, all others by any.
GROUPS = {
    "tests/bank/test_suites.py": "the bank's proof",
    "tests/practice/test_watch_session.py": "one session of watch",
    "tests/reports/test_browser.py": "hostile reports",
    "tests/reports/test_inert.py": "hostile reports",
    "tests/reports/test_terminal.py": "hostile reports",
    "tests/submissions/test_hostile_text.py": "costs of reading",
    "tests/test_packaging.py": "the wheel",
}


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """Give each test to the next free worker, but a group to one. (pytest-xdist's own groups need pytest before 9.)"""
    from xdist.scheduler import LoadScopeScheduling

    assert [name for name in GROUPS if not (config.rootpath / name).is_file()] == []

    class Scheduling(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            return GROUPS.get(nodeid.partition("::")[0], nodeid)

    return Scheduling(config, log)


@pytest.fixture
def bank(tmp_path: Path) -> SmallBank:
    """Return a proven exercise in a bank of its own, to be spoiled."""
    return SmallBank(tmp_path)


@pytest.fixture(scope="session")
def zygote() -> Iterator[Zygote]:
    """Return where workers come from."""
    with Zygote() as zygote:
        yield zygote
