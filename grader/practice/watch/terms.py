"""On which terms somebody is watched: everything open in practice, some things closed in an interview."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from grader.report import ExerciseReport, Feedback

Reason = Literal["quit", "time", "interrupted", "terminated"]


@dataclass(frozen=True, slots=True)
class Terms:
    """What is open to the person, and who else is told.

    Parameters
    ----------
    feedback
        How much of the hidden suites is shown: see :mod:`grader.feedback`.
    hints, solution, reset
        Whether these keys do something.
    status
        Returns a line shown at the top, asked every second: a countdown, for instance.
    ends_at
        The loop returns by itself then. What was saved before is still checked; what is saved later is not.
    on_report
        Called with every report, recorded or not, and the time at which the file was saved.
    exercises
        Only these, in this order; None stands for all of the catalogue's.
    title
        Stands at the top left.
    """

    feedback: Feedback = "full"
    hints: bool = True
    solution: bool = True
    reset: bool = True
    status: Callable[[], str] | None = None
    ends_at: datetime | None = None
    on_report: Callable[[ExerciseReport, datetime], None] | None = None
    exercises: tuple[str, ...] | None = None
    title: str = "gradlings"


@dataclass(frozen=True, slots=True)
class Ended:
    """How watching came to an end.

    Parameters
    ----------
    reason
        ``quit``: by the key. ``time``: ``Terms.ends_at`` has come. ``interrupted``: Ctrl-C. ``terminated``: by a
        signal, or because the terminal is gone.
    shown
        The exercise that was on the screen.
    farewell
        What stays in the terminal: how far somebody has come, and how to go on.
    """

    reason: Reason
    shown: str = ""
    farewell: str = ""
