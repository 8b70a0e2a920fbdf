"""A report as editors read compilers' output: ``file:line:column: severity: message``, a line for each problem.

The report knows functions, not lines; where they are is looked up in the files as they are now.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from grader.report import CheckReport, ExerciseReport, Report

_DEFINITION = re.compile(r"^(?:async[ \t]+)?def[ \t]+(\w+)|^(\w+)[ \t]*=(?!=)", re.MULTILINE)


def problem_lines(report: Report, read: Callable[[str], str]) -> Iterator[str]:
    """Yield a line for each failed check, each recognised mistake, and each exercise that could not be graded.

    Parameters
    ----------
    read
        Returns the text of a submission by its source; nothing where lines mean nothing, as in a notebook.
    """
    for submission in report.submissions:
        text = read(submission.source)
        for exercise in submission.exercises:
            for function, severity, message in _problems(exercise):
                line = _line_in(message, submission.source) or _definition_of(function, text) or 1
                yield f"{submission.source}:{line}:1: {severity}: {message}"


def _problems(exercise: ExerciseReport) -> Iterator[tuple[str, str, str]]:
    """Yield the function, the severity and the words of each problem; what is recognised comes first."""
    for mistake in exercise.mistakes:
        yield mistake.function, "error", f"Looks like: {mistake.says}"
    if exercise.message:
        severity = "warning" if exercise.verdict in ("not_attempted", "failed", "passed") else "error"
        yield exercise.message.split(" ", 1)[0], severity, exercise.message
    for check in exercise.checks:
        if check.status == "failed":
            yield check.function, "error", _words(check)


def _words(check: CheckReport) -> str:
    title = check.title or check.name
    return f"{title}: {check.message}" if check.message else title


def _line_in(message: str, source: str) -> int:
    """Return the line that a message names, ``relu.py, line 4``; 0 if it names none."""
    name = re.escape(source.rpartition("/")[2])
    named = re.search(rf"(?:^|[ (]){name}, line (\d+)", message)
    return int(named[1]) if named else 0


def _definition_of(function: str, text: str) -> int:
    """Return the line of the last definition of ``function``, which is the one that counts; 0 if there is none."""
    line = 0
    for found in _DEFINITION.finditer(text):
        if function in found.groups():
            line = text.count("\n", 0, found.start()) + 1
    return line
