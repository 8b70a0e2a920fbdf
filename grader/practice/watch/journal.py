"""Watching where there is no terminal: a verdict printed after each save, as in a log."""

from __future__ import annotations

import select
import signal
import time
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from grader.practice.recording import now as wall_clock
from grader.practice.watch.loop import opened
from grader.practice.watch.terminal import heard, signals
from grader.practice.watch.terms import Ended
from grader.report import submission_report
from grader.reports.text import Paint, submission_text, unpainted

if TYPE_CHECKING:
    from grader.catalogue import Catalogue
    from grader.practice.watch.checking import Checking
    from grader.practice.watch.terms import Terms
    from grader.practice.workspace import Workspace


def watch_in_lines(
    workspace: Workspace,
    catalogue: Catalogue,
    terms: Terms,
    *,
    write: Callable[[str], None],
    paint: Paint = unpainted,
    width: int = 100,
    poll: bool = False,
    clock: Callable[[], datetime] = wall_clock,
) -> Ended:
    """Check each file of ``workspace`` as it is saved, and write every verdict, until a signal ends it.

    Of ``terms``, what concerns a screen is not looked at: the title, the keys, a countdown and its end.

    Parameters
    ----------
    write
        Takes a text of one or more lines.
    """
    with opened(workspace, catalogue, terms, poll=poll, clock=clock) as (checking, detection), signals() as news:
        write(f"Watching {workspace.root}: each file is checked when it is saved. Ctrl-C ends it.")
        said = ""
        while True:
            now = time.monotonic()
            watched = [descriptor for descriptor in (news, checking.fileno(), detection.fileno()) if descriptor]
            ready, _, _ = select.select(watched, [], [], max(detection.next_time() - now, 0.0))
            numbers = heard(news) if news in ready else set()
            if numbers & {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}:
                return Ended("interrupted" if signal.SIGINT in numbers else "terminated")
            now = time.monotonic()
            for report in checking.answers(now):
                submission = submission_report(report.name, checking.shown_file(report.name), [report])
                write(submission_text(submission, catalogue, paint, width=width))
                write(_standing(checking))
            for saved in detection.saved(now):
                checking.ask(checking.found_elsewhere(saved, detection), now)
            if checking.trouble not in ("", said):
                said = checking.trouble
                write(f"note: {said}")


def _standing(checking: Checking) -> str:
    done = sum(checking.is_done(exercise.name) for exercise in checking.exercises)
    return f"{done} of {len(checking.exercises)} done"
