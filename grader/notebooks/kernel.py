"""The notebook that this code runs in, if it runs in one: IPython is asked where it is imported already."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from grader.errors import UsageError
from grader.submissions.attempts import SourceFile, source_of_cells
from grader.submissions.limits import ReadingLimits

_LIMITS = ReadingLimits(words=1_000_000)  # the cells are the candidate's own, and many: every version that was ever run


def running_shell() -> Any:
    """Return IPython's shell, or None where this code does not run in one."""
    interactive = sys.modules.get("IPython")
    return interactive.get_ipython() if interactive is not None else None


def cells_run() -> list[str]:
    """Return the source of every cell run so far, the present one included, in the order they were run.

    A text that was run again and again counts where it was first run, since others may rest on it, and where it was
    last: a day of running the same cell costs no more than two of it.

    Raises
    ------
    UsageError
        If this is no notebook.
    """
    shell = running_shell()
    if shell is None:
        raise UsageError("check() reads the cells of a running notebook. In a terminal, use `gradlings check NAME`.")
    return first_and_last([str(cell) for cell in shell.history_manager.input_hist_raw[1:]])


def source_run(cells: Sequence[str]) -> SourceFile:
    """Return the source that cells make up, in the order they were run."""
    return source_of_cells(cells, "notebook", _LIMITS)


def first_and_last(texts: Sequence[str]) -> list[str]:
    """Return ``texts`` with an empty one wherever the same text stands both earlier and later: numbers stay."""
    last = {text: position for position, text in enumerate(texts)}
    first = {text: position for position, text in reversed(list(enumerate(texts)))}
    return [text if position in (first[text], last[text]) else "" for position, text in enumerate(texts)]
