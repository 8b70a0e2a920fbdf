"""A report as CSV: one row per submission and exercise, safe to open in a spreadsheet.

A cell of text that a spreadsheet would take for a formula gets an apostrophe in front, which Excel, LibreOffice and
pandas all leave alone as text; numbers are written as numbers. The file begins with a byte order mark, without which
Excel reads names in the local code page.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Iterator

from grader.report import SubmissionReport
from grader.reports.form import Form
from grader.reports.wording import exercises_of, reason

COLUMNS = ("name", "source", "exercise", "verdict", "score", "max_score", "seconds", "mistakes", "message")

# Where a cell may begin: at its start, and behind a semicolon, which ends cells where a comma is the decimal sign; such
# a spreadsheet misreads our quotes as well.
_BEGINNING = re.compile(r"""(^|;)([\s"']*)([^\s"';])""")
_FORMULA = set("=+-@")
_MINUS = "\u2212"


def csv_form() -> Form:
    """Return the form of a CSV file with a header, in UTF-8."""
    return Form(_lines([COLUMNS]).encode("utf-8-sig"), lambda submission: _lines(_rows(submission)).encode())


def _lines(rows: Iterable[Iterable[str | float]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def _rows(submission: SubmissionReport) -> Iterator[list[str | float]]:
    for exercise in exercises_of(submission):
        mistakes = ", ".join(mistake.name for mistake in exercise.mistakes)
        numbers = [exercise.score, exercise.max_score, exercise.seconds]
        texts = [submission.name, submission.source, exercise.name, exercise.verdict, mistakes, reason(exercise)]
        defused = [as_text(text) for text in texts]
        yield [*defused[:4], *numbers, *defused[4:]]


def as_text(cell: str) -> str:
    """Return ``cell`` with an apostrophe before each character that could begin a formula."""
    return _BEGINNING.sub(_defused, cell)


def _defused(beginning: re.Match[str]) -> str:
    edge, between, character = beginning.groups()
    meant = unicodedata.normalize("NFKC", character)[:1]  # a full-width = is taken for one in East Asian locales
    formula = meant in _FORMULA or character == _MINUS
    return f"{edge}{between}'{character}" if formula else beginning[0]
