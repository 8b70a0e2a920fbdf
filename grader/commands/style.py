"""How the commands write: colour where it is wanted, none where ``NO_COLOR`` is set or nobody is watching."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from grader.catalogue import Catalogue
    from grader.report import Report

_NARROWEST, _WIDEST = 40, 110
_STYLES: dict[str, dict[str, Any]] = {
    "good": {"fg": "green", "bold": True},
    "bad": {"fg": "red", "bold": True},
    "muted": {"fg": "bright_black"},
    "strong": {"bold": True},
    "mistake": {"fg": "yellow", "bold": True},
    "code": {"fg": "cyan"},
}


def paint(text: str, style: str) -> str:
    """Return ``text`` in one of the styles of a report."""
    return click.style(text, **_STYLES[style])


def say(text: str = "", *, err: bool = False) -> None:
    """Print a line; colour is dropped where ``NO_COLOR`` forbids it or the stream is no terminal, unless
    ``FORCE_COLOR`` asks.
    """
    wanted = False if os.environ.get("NO_COLOR") else True if os.environ.get("FORCE_COLOR") else None
    click.echo(text, color=wanted, err=err)


def complain(error: object) -> None:
    """Print an error to stderr, as one sentence."""
    say(f"{paint('error:', 'bad')} {error}", err=True)


def terminal_width() -> int:
    """Return how many columns to fill."""
    import shutil

    return max(_NARROWEST, min(shutil.get_terminal_size((100, 24)).columns, _WIDEST))


def print_report(report: Report, catalogue: Catalogue, *, as_json: bool, details: bool) -> None:
    """Print a report to stdout.

    Parameters
    ----------
    as_json
        The report's schema and nothing else.
    details
        Every check of every submission, instead of a line each.
    """
    from grader.report import to_json
    from grader.reports.text import submission_line, submission_text, totals_line

    if as_json:
        sys.stdout.buffer.write(to_json(report))
        sys.stdout.buffer.flush()
        return
    many = len(report.submissions) > 1
    width = terminal_width()
    name_width = min(40, max((len(submission.name) for submission in report.submissions), default=0))
    for submission in report.submissions:
        if details:
            say(submission_text(submission, catalogue, paint, width=width, named=many))
        else:
            say(submission_line(submission, paint, name_width=name_width))
    if many:
        say()
        say(paint(totals_line(report), "strong"))
