"""A report as text: every check of a submission, a line each of many, totals.

Colour is the caller's: a ``paint`` function gets a piece of text and the style it is to bear.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from typing import Literal

from grader.catalogue import Catalogue
from grader.plaintext import plain
from grader.report import CheckReport, ExerciseReport, Report, SubmissionReport, Verdict

Style = Literal["good", "bad", "muted", "strong", "mistake", "code"]
Paint = Callable[[str, Style], str]

_MARKS: dict[str, tuple[str, Style]] = {"passed": ("✓", "good"), "failed": ("✗", "bad"), "skipped": ("·", "muted")}
_VERDICTS: dict[Verdict, tuple[str, Style]] = {
    "passed": ("passed", "good"),
    "failed": ("not yet", "bad"),
    "not_attempted": ("not attempted", "muted"),
    "not_gradable": ("cannot be graded", "bad"),
    "timed_out": ("timed out", "bad"),
    "out_of_memory": ("out of memory", "bad"),
    "crashed": ("crashed", "bad"),
}
_PRINTED_LINES = 12
_REASON_WIDTH = 110


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


def submission_line(submission: SubmissionReport, paint: Paint = unpainted, *, name_width: int = 20) -> str:
    """Return a submission as one line: its score, and what keeps it from full marks."""
    mark, style = _MARKS["passed" if submission.passed else "failed"]
    name = plain(submission.name, one_line=True)
    reason = textwrap.shorten(_main_reason(submission), _REASON_WIDTH, placeholder=" …")
    score = _score(submission.score, submission.max_score)
    return f"{paint(mark, style)} {name:<{name_width}} {score:>9}  {reason}".rstrip()


def totals_line(report: Report) -> str:
    """Return how many submissions got full marks, and the mean score."""
    passed = sum(submission.passed for submission in report.submissions)
    shares = [s.score / s.max_score for s in report.submissions if s.max_score]
    mean = f", mean score {100 * sum(shares) / len(shares):.0f} %" if shares else ""
    return f"{len(report.submissions)} submissions, {passed} with full marks{mean}"


def _submission_lines(
    submission: SubmissionReport, catalogue: Catalogue, paint: Paint, width: int, named: bool
) -> Iterator[str]:
    if named:
        yield paint(f"── {plain(submission.source, one_line=True)} ──", "strong")
        yield ""
    several = len(submission.exercises) > 1
    for exercise in submission.exercises:
        yield from _exercise_lines(exercise, catalogue, paint, width, brief=several and exercise.verdict == "passed")
    if several:
        yield ""
        yield paint(f"{_score(submission.score, submission.max_score)} points", "strong")
        yield ""


def _exercise_lines(
    exercise: ExerciseReport, catalogue: Catalogue, paint: Paint, width: int, *, brief: bool
) -> Iterator[str]:
    words, style = _VERDICTS[exercise.verdict]
    title = f"  {catalogue[exercise.name].title}" if exercise.name in catalogue else ""
    score = _score(exercise.score, exercise.max_score)
    yield f"{paint(exercise.name, 'strong')}{title}  {paint(f'{score} {words}', style)}"
    if brief:
        return
    if exercise.message:
        yield _fill(exercise.message, width, "  ")
    for check in exercise.checks:
        yield from _check_lines(check, paint, width)
    for mistake in exercise.mistakes:
        yield ""
        yield paint(_fill(f"Looks like: {mistake.says}", width, "  ▸ ", "    "), "mistake")
    if exercise.printed.strip() and exercise.verdict != "passed":
        yield ""
        yield paint("  your code printed:", "muted")
        lines = exercise.printed.rstrip().splitlines()
        more = len(lines) - _PRINTED_LINES
        shown = [*lines[:_PRINTED_LINES], *([f"… and {more} lines more"] if more > 0 else [])]
        yield from (paint(f"  │ {line}", "muted") for line in shown)
    yield ""


def _check_lines(check: CheckReport, paint: Paint, width: int) -> Iterator[str]:
    mark, style = _MARKS[check.status]
    worth = paint(_score(check.points, check.max_points), "muted")
    yield f"  {paint(mark, style)} {check.title or check.name}  {worth}"
    if check.status != "failed":
        if check.status == "passed" and check.message:
            yield paint(_fill(check.message, width, "      "), "muted")
        return
    if check.message:
        yield _fill(check.message, width, "      ")
    call = check.counterexample.get("call")
    if call and call not in check.message and "planted" not in check.counterexample:
        yield paint(_fill(f"try: {call}", width, "      ", "           "), "code")


def _main_reason(submission: SubmissionReport) -> str:
    """Return the one sentence that helps most: a named mistake, else a verdict that stopped it, else the first failed
    check.
    """
    for exercise in submission.exercises:
        if exercise.mistakes:
            return f"{exercise.name}: {exercise.mistakes[0].says}"
    for exercise in submission.exercises:
        if exercise.verdict not in ("passed", "failed"):
            words, _ = _VERDICTS[exercise.verdict]
            return f"{exercise.name} {words}: {exercise.message}" if exercise.message else f"{exercise.name} {words}"
    failed = ((e, check) for e in submission.exercises for check in e.checks if check.status == "failed")
    return next((f"{exercise.name}: {check.message or check.title}" for exercise, check in failed), "")


def _fill(text: str, width: int, indent: str, later: str | None = None) -> str:
    return "\n".join(
        textwrap.fill(
            paragraph, width, initial_indent=indent, subsequent_indent=indent if later is None else later,
            break_on_hyphens=False, break_long_words=False,
        )
        for paragraph in text.splitlines()
    )  # fmt: skip


def _score(points: float, of: float) -> str:
    return f"{points:g}/{of:g}"
