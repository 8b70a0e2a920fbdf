"""Reports in the terminal: every check of a single submission, a table of many."""

from __future__ import annotations

import os
import shutil
import sys
import textwrap

import click

from grader.catalogue import Catalogue
from grader.plaintext import plain
from grader.report import CheckReport, ExerciseReport, Report, SubmissionReport, to_json

_MARKS = {"passed": ("✓", "green"), "failed": ("✗", "red"), "skipped": ("·", "bright_black")}
_COLORS = {"passed": "green", "not_attempted": "bright_black"}
_VERDICTS = {
    "passed": "passed",
    "failed": "not yet",
    "not_attempted": "not attempted",
    "not_gradable": "cannot be graded",
    "timed_out": "timed out",
    "out_of_memory": "out of memory",
    "crashed": "crashed",
}


def print_report(report: Report, catalogue: Catalogue, *, as_json: bool, summary: bool = False) -> None:
    """Print a report to stdout.

    Parameters
    ----------
    summary
        A line per submission instead of every check.
    """
    if as_json:
        sys.stdout.buffer.write(to_json(report))
        sys.stdout.buffer.flush()
        return
    for submission in report.submissions:
        if summary:
            _print_line(submission)
        else:
            _print_submission(submission, catalogue, named=len(report.submissions) > 1)


def _print_submission(submission: SubmissionReport, catalogue: Catalogue, *, named: bool) -> None:
    if named:
        _say(plain(submission.name, one_line=True), bold=True)
    for exercise in submission.exercises:
        _print_exercise(exercise, catalogue)
    if len(submission.exercises) > 1:
        _say(f"{_points(submission.score)} of {_points(submission.max_score)} points", bold=True)
        _say("")


def _print_exercise(exercise: ExerciseReport, catalogue: Catalogue) -> None:
    title = catalogue[exercise.name].title if exercise.name in catalogue else ""
    verdict = click.style(_VERDICTS[exercise.verdict], fg=_COLORS.get(exercise.verdict, "red"), bold=True)
    score = f"{_points(exercise.score)}/{_points(exercise.max_score)}"
    _say(f"{click.style(exercise.name, bold=True)}  {title}  {score}  {verdict}")
    if exercise.message:
        _wrapped(exercise.message, "  ")
    _say("")
    for check in exercise.checks:
        _print_check(check)
    for mistake in exercise.mistakes:
        _say("")
        _wrapped(f"Looks like: {mistake.says}", "  ", fg="yellow", bold=True)
    if exercise.printed.strip():
        _say("")
        _say("  your code printed:", fg="bright_black")
        _say(textwrap.indent(exercise.printed.rstrip(), "  │ "), fg="bright_black")
    if exercise.checks:
        _say("")


def _print_check(check: CheckReport) -> None:
    mark, color = _MARKS[check.status]
    _say(f"  {click.style(mark, fg=color, bold=True)} {check.title or check.name}  {_worth(check)}")
    if check.status == "failed":
        _wrapped(check.message, "      ")
        call = check.counterexample.get("call")
        if call and call not in check.message:
            _say(f"      try: {call}", fg="cyan")


def _print_line(submission: SubmissionReport) -> None:
    worst = next((e for e in submission.exercises if e.verdict != "passed"), None)
    mark, color = _MARKS["passed" if submission.passed else "failed"]
    score = f"{_points(submission.score)}/{_points(submission.max_score)}"
    _say(f"{click.style(mark, fg=color)} {plain(submission.name, one_line=True):<32} {score:>9}  {worst.message if worst else ''}")


def _worth(check: CheckReport) -> str:
    return click.style(f"{_points(check.points)}/{_points(check.max_points)}", fg="bright_black")


def _points(points: float) -> str:
    return f"{points:g}"


def _wrapped(text: str, indent: str, **style: object) -> None:
    width = min(shutil.get_terminal_size((100, 24)).columns, 110)
    for paragraph in text.splitlines():
        lines = textwrap.wrap(paragraph, width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False)
        _say("\n".join(lines), **style)


def _say(text: str, **style: object) -> None:
    color = False if os.environ.get("NO_COLOR") else None
    click.echo(click.style(text, **style) if style else text, color=color)  # type: ignore[arg-type]
