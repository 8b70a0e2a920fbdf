"""A candidate's report as Markdown, to be sent, committed or pasted: CommonMark, and a table as GitHub writes it.

Every text is escaped where it could be markup, and values and prints stand in fences longer than any of their own, so
that what a candidate wrote links to nothing, embeds nothing and forges no line of the report.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping

from grader.report import CheckReport, ExerciseReport, SubmissionReport
from grader.reports.wording import VERDICTS, exercises_of, first_step, mark, says_nothing, score_of, summary, text_of

# What ends emphasis, code, HTML, tables and links; an underscore between letters is none, and brackets are a link only
# with another behind them.
_MARKUP = re.compile(r"[\\`*<>&|~#$!@]|(?<![^\W_])_|_(?![^\W_])|\](?=[(\[:])")
_NUMBERED = re.compile(r"^(\d+)([.)])")
_BULLET = re.compile(r"^([-+=])")
_AUTOLINK = re.compile(r"\b(https?|ftp|mailto|xmpp)(:)|\b(www)(\.)", re.IGNORECASE)
_RUNS = re.compile("`+")


def to_markdown(submission: SubmissionReport, titles: Mapping[str, str], kit: str) -> bytes:
    """Return the feedback for one candidate, in UTF-8.

    Parameters
    ----------
    titles
        What each exercise is called.
    kit
        The version that graded.
    """
    return "".join(f"{line}\n" for line in _lines(submission, titles, kit)).encode()


@functools.lru_cache(maxsize=1000)  # titles are the same for everybody
def escaped(text: str) -> str:
    """Return one line of text as Markdown that shows it, and nothing else, wherever a paragraph may stand."""
    text = _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))
    text = _AUTOLINK.sub(lambda found: f"{found[1] or found[3]}\\{found[2] or found[4]}", text)
    return _BULLET.sub(r"\\\1", _NUMBERED.sub(r"\1\\\2", text))


def fenced(text: str, indent: str = "") -> Iterator[str]:
    """Yield the lines of a block that shows ``text`` as it is."""
    fence = "`" * max(3, 1 + max(map(len, _RUNS.findall(text)), default=0))
    yield f"{indent}{fence}text"
    yield from (f"{indent}{line}" for line in text.split("\n"))
    yield f"{indent}{fence}"


def _lines(submission: SubmissionReport, titles: Mapping[str, str], kit: str) -> Iterator[str]:
    exercises = exercises_of(submission)
    yield f"<!-- gradlings {kit} -->"
    yield ""
    yield f"# Feedback for {escaped(submission.name)}"
    yield ""
    yield f"**{score_of(submission.score, submission.max_score)} points.** {summary(submission)}"
    first = first_step(submission)
    if first:
        yield ""
        yield f"**Look at this first:** {escaped(first)}"
    if says_nothing(submission):
        yield ""
        yield "This feedback shows which checks failed, but not why."
    if len(exercises) > 1:
        yield ""
        yield "| Exercise | Result | Points |"
        yield "| --- | --- | ---: |"
        for exercise in exercises:
            score = score_of(exercise.score, exercise.max_score)
            yield f"| {_title(exercise, titles)} | {mark(exercise.verdict)} {VERDICTS[exercise.verdict]} | {score} |"
    for exercise in exercises:
        yield from _exercise_lines(exercise, titles)


def _title(exercise: ExerciseReport, titles: Mapping[str, str]) -> str:
    return escaped(titles.get(exercise.name) or exercise.name or "Nothing to grade")


def _exercise_lines(exercise: ExerciseReport, titles: Mapping[str, str]) -> Iterator[str]:
    score = score_of(exercise.score, exercise.max_score)
    yield ""
    yield f"## {mark(exercise.verdict)} {_title(exercise, titles)}: {score}, {VERDICTS[exercise.verdict]}"
    if exercise.message:
        yield ""
        yield escaped(exercise.message)
    for mistake in exercise.mistakes:
        yield ""
        yield f"> **Looks like:** {escaped(mistake.says)} ({escaped(mistake.function)})"
    if exercise.checks:
        yield ""
    for check in exercise.checks:
        yield from _check_lines(check)
    if exercise.printed.strip() and exercise.verdict != "passed":
        yield ""
        yield "Printed:"
        yield ""
        yield from fenced(exercise.printed.rstrip())


def _check_lines(check: CheckReport) -> Iterator[str]:
    score = score_of(check.points, check.max_points)
    yield f"- {mark(check.status)} {escaped(check.title or check.name)} ({score})"
    if check.message:
        yield ""
        yield f"  {escaped(check.message)}"
    if check.counterexample:
        yield ""
        yield from fenced("\n".join(_columns(check.counterexample)), "  ")


def _columns(values: Mapping[str, object]) -> Iterator[str]:
    """Yield each value behind its key, the values one below the other."""
    width = max(map(len, values)) + 2
    for key, value in values.items():
        first, *others = text_of(value).split("\n")
        yield f"{key:<{width}}{first}"
        yield from (f"{'':{width}}{line}" for line in others)
