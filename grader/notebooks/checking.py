"""``check("relu")`` in a running notebook: grades the functions as their cells were last run."""

from __future__ import annotations

import functools
import sys
from collections.abc import Sequence

from grader.boundary.launch import Zygote
from grader.catalogue import load_catalogue
from grader.errors import GradlingsError, UsageError
from grader.grading.run import grade_here
from grader.plaintext import plain
from grader.reports.text import submission_text
from grader.submissions.attempts import attempt, source_of_cells
from grader.submissions.discovery import Submission


def check(name: str) -> None:
    """Grade an exercise as it stands in this notebook, and print what came of it.

    The cells that have been run are read as text, in the order they were run, and graded in a process of their own:
    nothing that happened in this kernel counts, and nothing in it is changed.

    Parameters
    ----------
    name
        An exercise, or a function in one: ``"relu"`` or ``"relu_derivative"``.
    """
    try:
        catalogue = load_catalogue()
        exercise = catalogue.find(name)
        with Zygote() as zygote:
            source = source_of_cells(_cells_run(), "notebook")
            submission = Submission(exercise.name, "this notebook", [attempt(source, exercise)])
            report = grade_here([submission], catalogue, zygote)
    except GradlingsError as error:
        print(f"error: {plain(str(error), one_line=True)}")
        return
    print(submission_text(report.submissions[0], catalogue))
    if report.sandbox.level in ("weak", "none"):
        _warn_once(report.sandbox.level)


@functools.cache
def _warn_once(level: str) -> None:
    print(f"note: the walls around your code are {level} here; `gradlings doctor` says why.")


def _cells_run() -> Sequence[str]:
    """Return the source of every cell run so far, the present one included."""
    interactive = sys.modules.get("IPython")
    shell = interactive.get_ipython() if interactive is not None else None
    if shell is None:
        raise UsageError("check() reads the cells of a running notebook. In a terminal, use `gradlings check NAME`.")
    return [str(cell) for cell in shell.history_manager.input_hist_raw[1:]]
