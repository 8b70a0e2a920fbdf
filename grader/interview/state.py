"""Where an interview stands, as plain data for machines and as a few lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from grader.interview.clock import countdown, span
from grader.interview.conduct import Interview
from grader.interview.log import Asked, Graded
from grader.interview.selection import Set
from grader.reports.layout import cells, fill, pad
from grader.reports.text import Paint
from grader.submissions.reading import readable


def state_of(interview: Interview, step: str) -> dict[str, Any]:
    """Return where an interview stands, schema 1."""
    opened = interview.opened
    latest = {r.exercise: r.report for r in interview.log.records if isinstance(r, Graded)}
    return {
        "schema": 1,
        "folder": readable(interview.folder),
        "log": readable(interview.log.path),
        "next": step,
        "ends_at": _written(opened.ends_at),
        "seconds_left": round(interview.timer.left().total_seconds(), 1),
        "seed": opened.seed,
        "feedback": opened.feedback,
        "notes": opened.notes,
        "exercises": [
            {
                "name": asked.name,
                "file": readable(interview.file_of(asked)),
                "difficulty": asked.difficulty,
                "minutes": asked.minutes,
                "score": latest[asked.name].score if asked.name in latest else 0.0,
                "max_score": asked.points,
                "verdict": latest[asked.name].verdict if asked.name in latest else "not_attempted",
            }
            for asked in opened.exercises
        ],
    }


def plan_text(chosen: Set, minutes: float, feedback: str, paint: Paint, width: int) -> str:
    """Return what somebody has to know before the clock starts."""
    return "\n".join(_plan_lines(chosen, minutes, feedback, paint, width))


def _plan_lines(chosen: Set, minutes: float, feedback: str, paint: Paint, width: int) -> Iterator[str]:
    yield paint(f"A mock interview of {minutes:g} minutes", "strong")
    yield ""
    names = max(cells(exercise.title) for exercise in chosen.exercises)
    for exercise in chosen.exercises:
        stars = "★" * exercise.difficulty + "☆" * (5 - exercise.difficulty)
        title = exercise.title if names + 20 > width else pad(exercise.title, names)
        yield f"  {title}  {stars}  {paint(f'{exercise.minutes} min', 'muted')}"
    yield ""
    for note in chosen.notes:
        yield fill(f"Note: {note}", width, "")
    shown = {
        "verdict": "You see which checks pass, not what they test; there are no hints.",
        "mistakes": "Mistakes are named, expected values are not shown; there are no hints.",
    }[feedback]
    rest = "The clock does not stop, whatever happens to this program. Afterwards come questions, and a score card."
    yield fill(f"{shown} {rest}", width, "")


def way_back(interview: Interview, here: Path) -> str:
    """Return how much time is left, and how to go on from ``here``."""
    folder = interview.folder
    shown = folder.relative_to(here) if folder.is_relative_to(here) else folder
    place = "" if here.is_relative_to(folder) else f" in {readable(shown)}"
    left = interview.timer.left()
    if not left:
        return f"Time is up. `gradlings interview`{place} goes on with the questions and the score card."
    return (
        f"The clock goes on: {countdown(left)} left. `gradlings interview`{place} brings you back, "
        "`gradlings interview finish` hands in what you have."
    )


def opening_text(interview: Interview, paint: Paint, width: int) -> str:
    """Return where the files are, and until when they are taken."""
    opened = interview.opened
    lines = [
        f"{paint(span((opened.ends_at - opened.at).total_seconds()), 'strong')} from now, until "
        f"{opened.ends_at.astimezone():%H:%M:%S}."
    ]
    lines += [f"  {_row(asked, interview)}" for asked in opened.exercises]
    return "\n".join(line if cells(line) <= width else fill(line.strip(), width, "  ") for line in lines)


def _row(asked: Asked, interview: Interview) -> str:
    return f"{readable(interview.file_of(asked))}"


def _written(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
