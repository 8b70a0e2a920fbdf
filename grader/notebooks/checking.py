"""``check("relu")`` in a running notebook: grades the functions as their cells were last run."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, get_args

from grader.catalogue import Catalogue, Exercise, load_catalogue
from grader.errors import GradlingsError, UsageError
from grader.interview.gate import refuse_during_interview
from grader.notebooks.held import grade_held
from grader.notebooks.kernel import cells_run, running_shell, source_run
from grader.notebooks.markup import notice_html, submission_html
from grader.notebooks.recording import record_changes
from grader.notebooks.shown import Shown
from grader.plaintext import plain
from grader.report import Feedback, Report
from grader.reports.text import submission_text
from grader.submissions.attempts import SourceFile, attempt, attempted
from grader.submissions.discovery import Submission

_spoken_of: set[str] = set()


class Checked(Shown):
    """What came of a check; shows itself at the end of a cell.

    Parameters
    ----------
    report
        The report that it shows, None if nothing could be graded.
    """

    def __init__(self, text: str, html: str, report: Report | None) -> None:
        super().__init__(text, html)
        self.report = report

    @property
    def passed(self) -> bool:
        """Whether everything passed."""
        return self.report is not None and self.report.passed


def check(*names: str | Callable[..., Any], feedback: Feedback = "full") -> Checked:
    """Grade exercises as they stand in this notebook. The result shows itself where it is the last line of a cell.

    The cells that have been run are read as text, in the order they were run, and graded in a process of their own:
    nothing that happened in this kernel counts, and nothing in it is changed.

    Parameters
    ----------
    names
        Exercises, or functions in them: ``"relu"`` or ``"relu_derivative"``. None: every exercise that is begun here.
    feedback
        How much is told: ``"full"``, ``"mistakes"`` (no expected values) or ``"verdict"``.
    """
    try:
        return check_cells(cells_run(), names, feedback)
    except GradlingsError as error:
        return refusal(error)


def check_cells(
    cells: Sequence[str], names: Sequence[str | Callable[..., Any]], feedback: Feedback = "full"
) -> Checked:
    """Do as :func:`check` does, with the cells given.

    Raises
    ------
    GradlingsError
        If a name or the feedback is unknown, nothing can be graded here, or an interview is under way.
    """
    if feedback not in get_args(Feedback):
        raise UsageError(f'There is no feedback {feedback!r}. Give "full", "mistakes" or "verdict".')
    refuse_during_interview(Path.cwd())
    catalogue = load_catalogue()
    source = source_run(cells)
    exercises = _exercises(names, source, catalogue)
    submission = Submission("notebook", "this notebook", [attempt(source, exercise) for exercise in exercises])
    report = grade_held([submission], catalogue, feedback)
    trouble = record_changes(submission, report)
    notes = [*([plain(f"note: {trouble}", one_line=True)] if trouble else []), *_weak_walls(report.sandbox.level)]
    graded = report.submissions[0]
    text = "\n".join([submission_text(graded, catalogue), *notes])
    return Checked(text, submission_html(graded, catalogue, notes), report)


def _exercises(
    names: Sequence[str | Callable[..., Any]], source: SourceFile, catalogue: Catalogue
) -> Sequence[Exercise]:
    if names:
        return list({exercise.name: exercise for exercise in map(catalogue.find, map(called, names))}.values())
    begun = attempted(source, catalogue)
    if not begun:
        raise UsageError(
            "No cell that has been run here defines a function of an exercise. Run the cell that does, or name one: "
            'check("relu").'
        )
    return begun


def called(name: str | Callable[..., Any]) -> str:
    """Return what is meant by ``"relu"``, or by ``relu`` itself without the quotes."""
    return name if isinstance(name, str) else str(getattr(name, "__name__", name))


def refusal(error: GradlingsError) -> Checked:
    """Return what is shown where nothing can be graded: why, and what to do; a script is told."""
    sentence = plain(str(error), one_line=True)
    if running_shell() is None and not hasattr(sys, "ps1"):
        print(f"error: {sentence}", file=sys.stderr)
    return Checked(f"error: {sentence}", notice_html(sentence), None)


def _weak_walls(level: str) -> list[str]:
    """Return what is to be said of weak walls, once in a kernel's life."""
    if level not in ("weak", "none") or level in _spoken_of:
        return []
    _spoken_of.add(level)
    return [f"note: the walls around your code are {level} here; `!gradlings doctor` says why."]
