"""gradlings: an auto-graded interview practice kit for numpy.

The package's public surface is for notebooks::

    from grader import check, hint
    check("relu")

    %load_ext grader
    %%grade relu

Everything else is the command ``gradlings``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"
__all__ = ["__version__", "check", "hint"]

if TYPE_CHECKING:
    from grader.notebooks.checking import check
    from grader.notebooks.hinting import hint


def __getattr__(name: str) -> object:
    """Import the grading machinery only when it is first asked for: ``--help`` and ``list`` never need it."""
    if name == "check":
        from grader.notebooks.checking import check

        return check
    if name == "hint":
        from grader.notebooks.hinting import hint

        return hint
    raise AttributeError(f"module 'grader' has no attribute {name!r}")


def load_ipython_extension(shell: Any) -> None:
    """Let ``%load_ext grader`` add ``%grade`` and ``%%grade`` to a notebook."""
    from grader.notebooks.magic import load

    load(shell)


def unload_ipython_extension(shell: Any) -> None:
    """Undo ``%load_ext grader``."""
    from grader.notebooks.magic import unload

    unload(shell)
