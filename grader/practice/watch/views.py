"""From what is known of the checks to what a screen shows of them."""

from __future__ import annotations

from dataclasses import dataclass

from grader.catalogue import Exercise
from grader.practice.hints import hint_state
from grader.practice.watch.checking import Checking
from grader.practice.watch.listing import Row
from grader.practice.watch.screen import View
from grader.practice.watch.terms import Terms
from grader.practice.watch.verdicts import Kept
from grader.practice.watch.words import prompt_for
from grader.reports.wording import reason, score_of
from grader.submissions.reading import readable

_LATE = 1.0  # seconds after which a check is spoken of as a long one


@dataclass(frozen=True, slots=True)
class Situation:
    """Where somebody is.

    Parameters
    ----------
    current, following
        The exercise shown, and the next one that is not done.
    done
        How many are done.
    status
        The countdown, if there is one.
    said, question
        What was said last, and what was asked; empty if nothing was.
    hints
        Whether the hints that were taken are shown.
    """

    current: str
    following: str | None
    done: int
    status: str = ""
    said: str = ""
    question: str = ""
    hints: bool = False


def view_of(situation: Situation, checking: Checking, terms: Terms, now: float) -> View:
    """Return what the screen of one exercise shows."""
    exercise = next(held for held in checking.exercises if held.name == situation.current)
    path = checking.files[exercise.name]
    file = checking.shown_file(exercise.name)
    report = checking.report_on(exercise.name)
    unknown_since = checking.unknown_since(exercise.name)
    taken = {hint.number for hint in checking.progress.of(exercise.name).hints}
    is_done = checking.is_done(exercise.name)
    hints = exercise.hints if situation.hints and terms.hints and not is_done else ()
    is_gone = exercise.name in checking.gone
    total = len(checking.exercises)
    beside = path.with_suffix(".md")
    brief = readable(beside.name) if beside.exists() else ""
    prompt = prompt_for(
        file, report, _long_check(checking, exercise.name, now), situation.following, terms,
        is_done=is_done, all_done=situation.done == total, is_gone=is_gone,
        has_hint=_has_hint(checking, exercise, shown=situation.hints), brief=brief,
    )  # fmt: skip
    return View(
        title=terms.title,
        status=situation.status,
        exercise=exercise,
        file=file,
        uri=path.as_uri(),
        brief=brief,
        brief_uri=beside.as_uri() if brief else "",
        done=situation.done,
        total=total,
        report=report,
        saved=_time_of_day(checking.verdicts.get(exercise.name)),
        checking=None if unknown_since is None else now - unknown_since,
        is_gone=is_gone,
        hints=[hint for number, hint in enumerate(hints, start=1) if number in taken],
        all_hints=len(exercise.hints),
        keys=keys_of(terms),
        note=checking.trouble,
        prompt=situation.question or situation.said or prompt,
        question=bool(situation.question),
    )


def _has_hint(checking: Checking, exercise: Exercise, *, shown: bool) -> bool:
    state = hint_state(checking.progress.of(exercise.name), len(exercise.hints))
    return state.open or (bool(state.taken) and not shown)


def farewell(checking: Checking, current: str) -> str:
    """Return what stays in the terminal: what is wrong with the exercise that was shown, and how much is done."""
    report = checking.report_on(current)
    is_red = report is not None and report.verdict not in ("passed", "not_attempted")
    shown = f"{current}: {reason(report)} " if report is not None and is_red else ""
    done = sum(checking.is_done(exercise.name) for exercise in checking.exercises)
    return f"{shown}{done} of {len(checking.exercises)} done. `gradlings` goes on here."


def keys_of(terms: Terms) -> list[tuple[str, str]]:
    """Return the keys that do something, and what."""
    keys = [("n", "next")]
    keys += [("h", "hint")] * terms.hints + [("s", "solution")] * terms.solution
    keys += [("l", "list"), ("c", "check all")]
    keys += [("x", "reset")] * terms.reset + [("p", "plot")] * terms.solution  # the lab draws the reference, too
    return [*keys, ("q", "quit")]


def rows_of(checking: Checking) -> list[Row]:
    """Return the rows of the list."""
    return [_row(number, exercise, checking) for number, exercise in enumerate(checking.exercises, start=1)]


def _row(number: int, exercise: Exercise, checking: Checking) -> Row:
    name = exercise.name
    report = checking.report_on(name)
    latest = checking.progress.of(name).attempts[-1:]
    score = score_of(latest[0].score, latest[0].max_score) if latest else ""
    if report is not None:
        score = score_of(report.score, report.max_score) if report.verdict != "not_attempted" else ""
    return Row(exercise, number, checking.is_done(name), score, checking.unknown_since(name) is not None)


def _long_check(checking: Checking, name: str, now: float) -> float | None:
    """Return for how many seconds a file is being checked, if that is longer than it should take."""
    running = checking.running
    if running is None or running.asked.saved.exercise != name or now - running.since < _LATE:
        return None
    return now - running.since


def _time_of_day(verdict: Kept | None) -> str:
    if verdict is None or verdict.report.verdict == "not_attempted":
        return ""
    return f"{verdict.at.astimezone():%H:%M:%S}"
