"""What a submission may import: the standard library, numpy, and what its exercise declares.

This is for clear messages, and for candidates who try by accident: what code that reads the disk can get at is the
walls' business.
"""

from __future__ import annotations

import importlib.abc
import sys
import types
from collections.abc import Collection, Sequence


class _Guard(importlib.abc.MetaPathFinder):
    def __init__(self, allowed: Collection[str]) -> None:
        self._allowed = frozenset(allowed) | sys.stdlib_module_names

    def find_spec(self, fullname: str, path: Sequence[str] | None, target: object = None) -> None:
        top = fullname.partition(".")[0]
        if top not in self._allowed:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)


def allow_imports_of(packages: Collection[str]) -> None:
    """Refuse every other import from now on, as if nothing else were installed.

    Parameters
    ----------
    packages
        Top-level names.
    """
    sys.meta_path.insert(0, _Guard(packages))
    for name in [name for name in sys.modules if _is_foreign(name.partition(".")[0], packages)]:
        del sys.modules[name]


def hide_the_kit() -> None:
    """Leave of the kit what the cells of an exported notebook call, and nothing that knows an answer."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "grader"]:
        del sys.modules[name]
    stand_in = types.ModuleType("grader")  # no package, so nothing below it can be imported
    for name in ("check", "hint"):
        vars(stand_in)[name] = lambda *_names: None
    sys.modules["grader"] = stand_in


def _is_foreign(top: str, packages: Collection[str]) -> bool:
    return top not in packages and top not in sys.stdlib_module_names and top not in ("grader", "__main__")
