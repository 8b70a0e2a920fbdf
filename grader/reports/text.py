"""A report as text: every check of a submission, a line each of many, totals.

Colour is the caller's: a ``paint`` function gets a piece of text and the style it is to bear.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Literal

from grader.catalogue import Catalogue
from grader.report import CheckReport, ExerciseReport, SubmissionReport, Verdict
from grader.reports.layout import chop, fill, fit, pad
from grader.reports.wording import VERDICTS, main_reason, score_of

Style = Literal["good", "bad", "muted", "strong", "mistake", "code"]
Paint = Callable[[str, Style], str]

_MARKS: dict[str, tuple[str, Style]] = {"passed": ("✓", "good"), "failed": ("✗", "bad"), "skipped": ("·", "muted")}
_QUIET: set[Verdict] = {"not_attempted"}
_PRINTED_LINES = 12
_REASON_WIDTH = 110
_SHORTEST_REASON = 20


def unpainted(text: str, _style: Style) -> str:
    """Leave the text as it is: for places without colour."""
    return text


def submission_text(
    submission: SubmissionReport,
    catalogue: Catalogue,
    paint: Paint = unpainted,
    *,
    width: int = 100,
    named: bool = False,
) -> str:
    """Return every check of every exercise.

    Parameters
    ----------
    width
        Columns to fill paragraphs to.
    named
        Say whose submission it is, too.
    """
    return "\n".join(_submission_lines(submission, catalogue, paint, width, named))


def submission_line(
    submission: SubmissionReport, paint: Paint = unpainted, *, name_width: int = 20, width: int | None = None
) -> str:
    """Return a submission as one line: its score, and what keeps it from full marks.

    Parameters
    ----------
    name_width
        Columns for the name, which is cut or filled up to them.
    width
        Columns of the terminal that the line is to fit in, if it goes to one.
    """
    mark, style = _MARKS["passed" if submission.passed else "failed"]
    name = pad(fit(submission.name, name_width), name_width)
    begin = f"{paint(mark, style)} {name} {score_of(submission.score, submission.max_score):>9}  "
    room = _REASON_WIDTH if width is None else max(width - name_width - 14, _SHORTEST_REASON)
    return f"{begin}{fit(main_reason(submission), room)}".rstrip()


def _submission_lines(
    submission: SubmissionReport, catalogue: Catalogue, paint: Paint, width: int, named: bool
) -> Iterator[str]:
    if named:
        yield paint(f"── {fit(submission.source, width - 6)} ──", "strong")
        yield ""
    several = len(submission.exercises) > 1
    for exercise in submission.exercises:
        yield from _exercise_lines(exercise, catalogue, paint, width, brief=several and exercise.verdict == "passed")
    if several:
        yield ""
        yield paint(f"{score_of(submission.score, submission.max_score)} points", "strong")
        yield ""


def _exercise_lines(
    exercise: ExerciseReport, catalogue: Catalogue, paint: Paint, width: int, *, brief: bool
) -> Iterator[str]:
    words = VERDICTS[exercise.verdict]
    style: Style = "good" if exercise.verdict == "passed" else "muted" if exercise.verdict in _QUIET else "bad"
    title = f"  {catalogue[exercise.name].title}" if exercise.name in catalogue else ""
    score = score_of(exercise.score, exercise.max_score)
    yield f"{paint(exercise.name, 'strong')}{title}  {paint(f'{score} {words}', style)}"
    if exercise.message:
        yield fill(exercise.message, width, "  ")
    if brief:
        return
    for check in exercise.checks:
        yield from check_lines(check, paint, width)
    for mistake in exercise.mistakes:
        yield ""
        yield paint(fill(f"Looks like: {mistake.says}", width, "  ▸ ", "    "), "mistake")
    if exercise.printed.strip() and exercise.verdict != "passed":
        yield ""
        yield paint("  your code printed:", "muted")
        yield from (paint(f"  │ {line}", "muted") for line in printed_lines(exercise.printed, width - 4))
    yield ""


def check_lines(check: CheckReport, paint: Paint, width: int) -> Iterator[str]:
    """Yield a check, and if it failed, on which input and why."""
    mark, style = _MARKS[check.status]
    worth = score_of(check.points, check.max_points)
    title = fill(f"{check.title or check.name}  {worth}", width, "    ")
    yield f"  {paint(mark, style)} {title[4 : -len(worth)]}{paint(worth, 'muted')}"
    if check.status != "failed":
        if check.status == "passed" and check.message:
            yield paint(fill(check.message, width, "      "), "muted")
        return
    if check.message:
        yield fill(check.message, width, "      ")
    call = call_to_try(check)
    if call:
        yield paint(fill(f"try: {call}", width, "      ", "           "), "code")


def call_to_try(check: CheckReport) -> str:
    """Return the call that shows why a check failed, unless its message does so already or nobody can repeat it."""
    call = " ".join(str(check.counterexample.get("call", "")).split())
    return "" if call in check.message or "planted" in check.counterexample else call


def printed_lines(printed: str, width: int) -> list[str]:
    """Return what the candidate's code printed, in lines that fit, as many as help."""
    lines = [piece for line in printed.rstrip().split("\n") for piece in chop(line.expandtabs(), width)]
    more = len(lines) - _PRINTED_LINES
    return [*lines[:_PRINTED_LINES], *([f"… and {more} lines more"] if more > 0 else [])]
