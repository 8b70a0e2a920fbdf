"""How the commands write: colour where it is wanted, none where ``NO_COLOR`` is set or nobody is watching."""

from __future__ import annotations

import codecs
import io
import os
import sys
from array import array
from typing import TYPE_CHECKING, Any

import click

from grader.plaintext import plain

if TYPE_CHECKING:
    from grader.catalogue import Catalogue
    from grader.report import Results

_NARROWEST, _WIDEST = 40, 110
_STYLES: dict[str, dict[str, Any]] = {
    "good": {"fg": "green", "bold": True},
    "bad": {"fg": "red", "bold": True},
    "muted": {"fg": "bright_black"},
    "strong": {"bold": True},
    "mistake": {"fg": "yellow", "bold": True},
    "code": {"fg": "cyan"},
}
# For terminals that are not UTF-8: right and wrong must still look different.
_NEAR = {  # one column each, or lines would grow longer than they were laid out
    "✓": "+", "✗": "x", "·": ".", "▸": ">", "│": "|", "─": "-", "★": "*", "☆": ".",
    "…": ".", "−": "-", "×": "x", "’": "'", "→": ">", "█": "#", "░": "-", "◐": "~", "↑": "^", "↓": "v", "▏": "|",
}  # fmt: skip


def paint(text: str, style: str) -> str:
    """Return ``text`` in one of the styles of a report."""
    return click.style(text, **_STYLES[style])


def write_in_any_encoding() -> None:
    """Let stdout and stderr write what their encoding lacks as something near to it, instead of failing."""
    codecs.register_error("near", _near)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="near")


def _near(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    missing = error.object[error.start : error.end]
    return "".join(_NEAR.get(character, "?") for character in missing), error.end


def say(text: str = "", *, err: bool = False) -> None:
    """Print a line; colour is dropped where ``NO_COLOR`` forbids it or the stream is no terminal, unless
    ``FORCE_COLOR`` asks.
    """
    wanted = False if os.environ.get("NO_COLOR") else True if os.environ.get("FORCE_COLOR") else None
    # Without a file, click takes an ASCII terminal for a misconfigured one and sends it UTF-8, bytes of which are
    # control characters there.
    click.echo(text, file=sys.stderr if err else sys.stdout, color=wanted)


def screen() -> tuple[int, bool]:
    """Return how many columns there are to fill, and whether colour is wanted: for what is drawn as a whole."""
    forced = bool(os.environ.get("FORCE_COLOR"))
    colour = not os.environ.get("NO_COLOR") and (forced or sys.stdout.isatty())
    return max(_NARROWEST, _columns() or 100), colour


def complain(error: object) -> None:
    """Print an error to stderr, as one sentence; file names in it may be a candidate's."""
    say(f"{paint('error:', 'bad')} {plain(str(error), one_line=True)}", err=True)


def terminal_width() -> int:
    """Return how many columns to fill."""
    return max(_NARROWEST, min(_columns() or 100, _WIDEST))


def _columns() -> int | None:
    """Return how wide the terminal is; None where there is none, or it does not say."""
    import shutil

    return shutil.get_terminal_size((0, 0)).columns or None


def print_report(report: Results, catalogue: Catalogue, *, as_json: bool, details: bool) -> None:
    """Print a report to stdout.

    Parameters
    ----------
    as_json
        The report's schema and nothing else.
    details
        Every check of every submission, instead of a line each.
    """
    from grader.reports.document import json_pieces
    from grader.reports.layout import cells
    from grader.reports.text import submission_line, submission_text
    from grader.reports.wording import totals_of

    if as_json:
        for piece in json_pieces(report):
            sys.stdout.buffer.write(piece)
        sys.stdout.buffer.flush()
        return
    many = len(report.submissions) > 1
    width = terminal_width()
    name_width = min(40, max((cells(submission.name) for submission in report.submissions), default=0))
    shares = array("d")
    for submission in report.submissions:
        if submission.max_score:
            shares.append(submission.score / submission.max_score)
        if details:
            say(submission_text(submission, catalogue, paint, width=width, named=many))
        else:
            say(submission_line(submission, paint, name_width=name_width, width=_columns()))
    if many:
        say()
        say(paint(totals_of(len(report.submissions), shares), "strong"))
