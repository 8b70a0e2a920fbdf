"""Reports in the terminal: every check of a single submission, a line each of many."""

from __future__ import annotations

import sys
import textwrap

import click

from grader.catalogue import Catalogue
from grader.commands.style import say, wrap
from grader.plaintext import plain
from grader.report import CheckReport, ExerciseReport, Report, SubmissionReport, to_json

_MARKS = {"passed": ("✓", "green"), "failed": ("✗", "red"), "skipped": ("·", "bright_black")}
_VERDICTS = {
    "passed": ("passed", "green"),
    "failed": ("not yet", "red"),
    "not_attempted": ("not attempted", "bright_black"),
    "not_gradable": ("cannot be graded", "red"),
    "timed_out": ("timed out", "red"),
    "out_of_memory": ("out of memory", "red"),
    "crashed": ("crashed", "red"),
}
_PRINTED_LINES = 12


def print_json(report: Report) -> None:
    """Write the report as JSON to stdout, and nothing else."""
    sys.stdout.buffer.write(to_json(report))
    sys.stdout.buffer.flush()


def print_submission(submission: SubmissionReport, catalogue: Catalogue, *, named: bool) -> None:
    """Print every check of every exercise.

    Parameters
    ----------
    named
        Say whose submission it is, too.
    """
    if named:
        say(plain(submission.source, one_line=True), bold=True, underline=True)
        say()
    for exercise in submission.exercises:
        _print_exercise(exercise, catalogue)
    if len(submission.exercises) > 1:
        say(f"{_points(submission.score)} of {_points(submission.max_score)} points", bold=True)
        say()


def print_line(submission: SubmissionReport, width: int) -> None:
    """Print a submission as one line: its score, and what keeps it from full marks."""
    mark, color = _MARKS["passed" if submission.passed else "failed"]
    score = f"{_points(submission.score)}/{_points(submission.max_score)}"
    name = plain(submission.name, one_line=True)
    line = f"{click.style(mark, fg=color, bold=True)} {name:<{width}} {score:>9}"
    reason = _main_reason(submission)
    say(f"{line}  {textwrap.shorten(reason, 110, placeholder=' …')}".rstrip())


def print_totals(report: Report) -> None:
    """Print how many submissions passed, and the mean score."""
    passed = sum(submission.passed for submission in report.submissions)
    share = [s.score / s.max_score for s in report.submissions if s.max_score]
    mean = f", mean score {100 * sum(share) / len(share):.0f} %" if share else ""
    say()
    say(f"{len(report.submissions)} submissions, {passed} with full marks{mean}", bold=True)


def _main_reason(submission: SubmissionReport) -> str:
    for exercise in submission.exercises:
        if exercise.mistakes:
            return f"{exercise.name}: {exercise.mistakes[0].says}"
    for exercise in submission.exercises:
        if exercise.verdict not in ("passed", "failed"):
            words, _ = _VERDICTS[exercise.verdict]
            return f"{exercise.name} {words}: {exercise.message}" if exercise.message else f"{exercise.name} {words}"
    for exercise in submission.exercises:
        for check in exercise.checks:
            if check.status == "failed":
                return f"{exercise.name}: {check.message or check.title}"
    return ""


def _print_exercise(exercise: ExerciseReport, catalogue: Catalogue) -> None:
    words, color = _VERDICTS[exercise.verdict]
    title = f"  {catalogue[exercise.name].title}" if exercise.name in catalogue else ""
    score = f"{_points(exercise.score)}/{_points(exercise.max_score)}"
    say(f"{click.style(exercise.name, bold=True)}{title}  {click.style(f'{score} {words}', fg=color, bold=True)}")
    if exercise.message:
        say(wrap(exercise.message, "  "))
    for check in exercise.checks:
        _print_check(check)
    for mistake in exercise.mistakes:
        say()
        say(wrap(f"Looks like: {mistake.says}", "  ▸ ", later="    "), fg="yellow", bold=True)
    if exercise.printed.strip() and exercise.verdict != "passed":
        _print_printed(exercise.printed)
    say()


def _print_check(check: CheckReport) -> None:
    mark, color = _MARKS[check.status]
    worth = click.style(f"{_points(check.points)}/{_points(check.max_points)}", fg="bright_black")
    say(f"  {click.style(mark, fg=color, bold=True)} {check.title or check.name}  {worth}")
    if check.status == "skipped":
        return
    if check.message:
        say(wrap(check.message, "      "))
    call = check.counterexample.get("call")
    if call and call not in check.message:
        say(wrap(f"try: {call}", "      ", later="           "), fg="cyan")


def _print_printed(printed: str) -> None:
    lines = printed.rstrip().splitlines()
    say()
    say("  your code printed:", fg="bright_black")
    for line in lines[:_PRINTED_LINES]:
        say(f"  │ {line}", fg="bright_black")
    if len(lines) > _PRINTED_LINES:
        say(f"  │ … and {len(lines) - _PRINTED_LINES} lines more", fg="bright_black")


def _points(points: float) -> str:
    return f"{points:g}"
