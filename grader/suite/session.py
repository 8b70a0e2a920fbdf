"""One pytest session in this process, deaf to the user's own pytest configuration and plugins."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from grader.errors import BankError

# Plugins that only cost time here: each one off is a hook less per check and an import less at the start.
_UNNEEDED = (
    "cacheprovider", "debugging", "doctest", "faulthandler", "junitxml", "legacypath", "logging", "monkeypatch", "nose",
    "pastebin", "recwarn", "setuponly", "setupplan", "skipping", "stepwise", "subtests", "terminal", "threadexception",
    "tmpdir", "unittest", "unraisableexception", "warnings",
)  # fmt: skip
_ENVIRONMENT = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS", "PYTEST_DEBUG")


def run_suites(suites: Iterable[Path], runs: Callable[[], Iterable[object]]) -> None:
    """Collect ``suites`` once and run the checks of each of ``runs``.

    Parameters
    ----------
    suites
        Files of hidden suites.
    runs
        Called once when collection is done; yields :class:`grader.suite.plugin.Run` records.

    Raises
    ------
    BankError
        If a suite cannot be imported or run.
    KeyboardInterrupt
        If the user interrupts.
    """
    import _pytest.config

    from grader.suite.plugin import SuitePlugin

    plugin = SuitePlugin(runs)  # type: ignore[arg-type]
    escaped: list[BaseException] = []
    files = sorted(str(suite) for suite in suites)
    if not files:
        return
    disabled = [argument for name in _UNNEEDED for argument in ("-p", f"no:{name}")]
    with _undisturbed(), _imported_anew(files):
        code = _pytest.config.main([*_options(files[0]), *disabled, *files], plugins=[plugin, _Escapes(escaped)])
    if escaped:
        raise escaped[0]
    if plugin.problems:
        raise BankError(f"A hidden suite cannot be imported. {plugin.problems[0]}")
    if code != 0:
        raise BankError(f"The hidden suites could not be run (pytest ended with code {int(code)}).")


def run_plainly(file: Path, plugin: object) -> None:
    """Run one file of ordinary tests with ``plugin``, which keeps their outcomes; warnings are errors."""
    import _pytest.config

    disabled = [argument for name in ("cacheprovider", "terminal") for argument in ("-p", f"no:{name}")]
    with _undisturbed(), _imported_anew([str(file)]):
        _pytest.config.main(
            [*_options(str(file)), "--assert=rewrite", "-W", "error", *disabled, str(file)], plugins=[plugin]
        )


def _options(file: str) -> list[str]:
    root = os.path.dirname(os.path.dirname(file))
    return [f"--rootdir={root}", "-c", os.devnull, "--noconftest", "--import-mode=importlib", "--assert=plain", "-s"]


def import_pytest() -> None:
    """Import what a session needs, so that processes forked from this one need not."""
    import grader.suite.plugin  # noqa: F401


class _Escapes:
    """Keeps exceptions that pytest would print as a traceback of its own."""

    def __init__(self, escaped: list[BaseException]) -> None:
        self._escaped = escaped

    def pytest_internalerror(self, excinfo: object) -> bool:
        """Keep what escaped from the loop."""
        self._escaped.append(excinfo.value)  # type: ignore[attr-defined]
        return True

    def pytest_keyboard_interrupt(self, excinfo: object) -> None:
        """Keep the interrupt: it is the command's to answer."""
        self._escaped.append(excinfo.value)  # type: ignore[attr-defined]

    def pytest_runtest_logreport(self, report: object) -> None:
        """Keep what a fixture or a hook raised: the suite is at fault, not the submission."""
        if getattr(report, "failed", False):
            text = str(getattr(report, "longreprtext", "")).strip().splitlines()
            self._escaped.append(BankError(f"A hidden suite cannot be run. {text[-1] if text else ''}"))


@contextlib.contextmanager
def _imported_anew(files: Collection[str]) -> Iterator[None]:
    """Forget the modules of ``files`` afterwards, or pytest would take them for another bank's, or for edited ones."""
    try:
        yield
    finally:
        for name, module in list(sys.modules.items()):
            if getattr(module, "__file__", None) in files:
                del sys.modules[name]


@contextlib.contextmanager
def _undisturbed() -> Iterator[None]:
    """Hide the variables through which a user's pytest settings would reach this session."""
    saved = {name: os.environ.pop(name) for name in _ENVIRONMENT if name in os.environ}
    autoload = os.environ.get("PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    try:
        yield
    finally:
        os.environ.update(saved)
        if autoload is None:
            del os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"]
        else:
            os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = autoload
