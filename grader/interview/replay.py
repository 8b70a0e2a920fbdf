"""An interview played again from its log: what happened, when, and what the candidate's code became."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from grader.interview.clock import countdown, span
from grader.interview.records import (
    Answered,
    AnyRecord,
    Closed,
    Collected,
    Ended,
    Finished,
    Graded,
    Opened,
    Quizzed,
    Resumed,
    Warned,
    opened_of,
)
from grader.interview.text import RATINGS
from grader.interview.timeline import gaps
from grader.plaintext import plain
from grader.reports.layout import chop, fill
from grader.reports.text import Paint, Style
from grader.reports.wording import VERDICTS, reason, score_of

_MOST_LINES = 24  # of what changed in a file


@dataclass(frozen=True, slots=True)
class Scene:
    """Something to show, ``second`` seconds after the beginning."""

    second: float
    text: str


def scenes(records: Sequence[AnyRecord], paint: Paint, width: int) -> list[Scene]:
    """Return what happened in the order it did, each as text."""
    opened = opened_of(records)
    sources = {asked.name: asked.source for asked in opened.exercises}
    away = {gap.end: gap.seconds for gap in gaps(records)}
    listed = []
    ended = False
    for record in records:
        ended = ended or isinstance(record, Ended)
        lines = list(_lines(record, sources, away.get(record.at, 0.0), ended, paint, width))
        if lines:
            second = (record.at - opened.at).total_seconds()
            clock = paint(f"{countdown(max(opened.ends_at - record.at, opened.at - opened.at)):>7}", "muted")
            listed.append(Scene(second, f"{clock}  {lines[0]}" + "".join(f"\n         {line}" for line in lines[1:])))
    return listed


def play(listed: Sequence[Scene], speed: float, write: Callable[[str], None], sleep: Callable[[float], None]) -> None:
    """Show scenes as many times faster than they took place as ``speed`` says; at 0, at once."""
    before = 0.0
    for scene in listed:
        if speed > 0 and scene.second > before:
            sleep((scene.second - before) / speed)
        before = max(before, scene.second)
        write(scene.text)


def _lines(
    record: AnyRecord, sources: dict[str, str], away: float, ended: bool, paint: Paint, width: int
) -> Iterator[str]:
    room = max(width - 9, 20)

    def filled(text: str, later: str = "  ") -> list[str]:
        return fill(text, room, "", later).split("\n")

    match record:
        case Opened():
            names = ", ".join(f"{asked.name} ({asked.minutes} min)" for asked in record.exercises)
            minutes = (record.ends_at - record.at).total_seconds() / 60
            yield paint(f"The interview begins: {minutes:g} minutes, seed {record.seed}.", "strong")
            yield from filled(names, "")
        case Resumed() if away:
            yield paint(f"Back again, after {span(away)} away.", "muted")
        case Closed():
            yield paint("The questions are left for later." if ended else "The program is left; time goes on.", "muted")
        case Warned():
            yield paint(f"{record.minutes} minute{'s' * (record.minutes != 1)} left.", "mistake")
        case Graded():
            yield from _graded(record, sources, filled, paint, room)
        case Collected() if record.late or record.problem:
            why = record.problem or "It was changed after time was up."
            yield from filled(f"{record.exercise}: {why}")
        case Ended():
            yield paint("Time is up." if record.why == "time" else "Handed in.", "strong")
        case Answered():
            yield from filled(f"Asked: {record.question}")
            if record.typed:
                yield from filled(f"Answered: {record.typed}")
            yield paint(f"By their own word: {RATINGS[record.rating]}.", "muted")
        case Quizzed():
            yield from filled(f"Asked: {record.question}")
            style: Style = "good" if record.right else "bad"
            yield paint(f"{'✓' if record.right else '✗'} {record.typed or 'no answer'}", style)
        case Finished():
            yield paint("The interview is over.", "strong")


def _graded(
    record: Graded, sources: dict[str, str], filled: Callable[[str], list[str]], paint: Paint, room: int
) -> Iterator[str]:
    report = record.report
    style: Style = "good" if report.verdict == "passed" else "muted" if report.verdict == "not_attempted" else "bad"
    score = f"{score_of(report.score, report.max_score)} {VERDICTS[report.verdict]}"
    yield f"{paint(record.exercise, 'strong')}  {paint(score, style)}"
    yield from _changes(sources.get(record.exercise, ""), record.source, paint, room)
    sources[record.exercise] = record.source
    sentence = "" if report.verdict in ("passed", "not_attempted") else reason(report)
    if sentence:
        yield from (paint(line, "mistake") for line in filled(f"▸ {sentence}"))


def _changes(before: str, after: str, paint: Paint, room: int) -> Iterator[str]:
    """Yield the lines that a save changed."""
    changed = list(difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0))[2:]
    shown = [line for line in changed if not line.startswith("@@") and line[1:].strip()]
    for line in shown[:_MOST_LINES]:
        style: Style = "good" if line.startswith("+") else "bad"
        yield paint(chop(f"{line[0]} {plain(line[1:].expandtabs(4), one_line=False)}", room)[0], style)
    if len(shown) > _MOST_LINES:
        yield paint(f"… and {len(shown) - _MOST_LINES} lines more", "muted")
