"""An interview under way: what is written down, what is said at the top of the screen, and how it ends."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import grader
from grader.errors import UsageError
from grader.interview.clock import Clock, Timer, countdown
from grader.interview.folder import set_out
from grader.interview.gate import LOG
from grader.interview.log import Log, begin_log, continue_log, look_at_log
from grader.interview.records import (
    AnyRecord,
    Asked,
    Closed,
    Collected,
    Ended,
    Graded,
    Opened,
    Resumed,
    Ticked,
    Warned,
    has,
    opened_of,
    reading_of,
)
from grader.interview.selection import Set
from grader.practice.recording import with_report
from grader.practice.store import change_progress
from grader.practice.workspace import find_workspace
from grader.report import ExerciseReport, Feedback
from grader.submissions.limits import DEFAULT_LIMITS
from grader.submissions.reading import Unreadable, file_at, read_text

WARNINGS = (10, 5, 1)  # minutes left
TICK = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Terms:
    """What is agreed before an interview begins."""

    minutes: float
    feedback: Feedback = "verdict"
    track: str = ""
    follow_ups: int = 2
    quiz: int = 1


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview whose log is being written."""

    folder: Path
    log: Log
    timer: Timer

    @property
    def opened(self) -> Opened:
        """What was agreed."""
        return opened_of(self.log.records)

    @property
    def takes_work(self) -> bool:
        """Whether work still counts."""
        return not self.timer.is_up and not has(self.log.records, Ended)

    def file_of(self, asked: Asked) -> Path:
        """Return where the person works on an exercise: in this folder, whatever the log says."""
        return self.folder / Path(asked.file).name


def begin(folder: Path, chosen: Set, terms: Terms, clock: Clock) -> Interview:
    """Set out the exercises in ``folder``, and start the clock.

    Raises
    ------
    UsageError
        If the folder holds something already, or cannot be written.
    """
    asked = set_out(folder, chosen.exercises, _readme(chosen, terms))
    at = clock.wall().astimezone(UTC)
    opened = Opened(
        at,
        ends_at=at + timedelta(minutes=terms.minutes),
        counter=clock.counter(),
        boot=clock.boot,
        kit=grader.__version__,
        seed=chosen.seed,
        feedback=terms.feedback,
        exercises=asked,
        track=terms.track,
        notes=list(chosen.notes),
        follow_ups=terms.follow_ups,
        quiz=terms.quiz,
    )
    log = begin_log(folder / LOG, opened)
    return Interview(folder, log, _timer(log.records, clock))


def look_into(folder: Path, clock: Clock) -> Interview:
    """Return the interview in ``folder``, to look at.

    Raises
    ------
    UsageError
        If its log cannot be read.
    """
    log = look_at_log(folder / LOG)
    return Interview(folder, log, _timer(log.records, clock))


def take_up(folder: Path, clock: Clock) -> Interview:
    """Return the interview in ``folder``, to go on with.

    Raises
    ------
    UsageError
        If its log cannot be read, or is being written elsewhere.
    """
    log = continue_log(folder / LOG)
    return Interview(folder, log, _timer(log.records, clock))


def resume(interview: Interview) -> Interview:
    """Note that the program is back to stay, and return the interview, its time reckoned from now."""
    timer, log = interview.timer, interview.log
    behind = timer.wall_is_behind().total_seconds()
    log.add(Resumed(timer.now(), timer.clock.counter(), timer.clock.boot, round(behind, 3)))
    return Interview(interview.folder, log, _timer(log.records, timer.clock))


def status(interview: Interview) -> str:
    """Return the line with the countdown; called every second or so, it keeps the log ticking and warns in time."""
    timer, log, opened = interview.timer, interview.log, interview.opened
    now, left = timer.now(), timer.left()
    # A warning says something only if more time than that was there to begin with.
    minutes = [m for m in WARNINGS if left <= timedelta(minutes=m) < opened.ends_at - opened.at]
    warned = {record.minutes for record in log.records if isinstance(record, Warned)}
    for due in minutes:
        if due not in warned:
            log.add(Warned(now, due))
    if now - log.records[-1].at >= TICK:
        log.add(Ticked(now))
    if not left:
        return "time is up"
    shown = f"{countdown(left)} left"
    if len(solved_by(log.records)) == len(opened.exercises):
        return f"{shown}, q hands in"
    if minutes:
        return f"{shown} ⚠ under {min(minutes)} min"  # the clock first: a narrow screen cuts the rest
    return shown


def solved_by(records: Sequence[AnyRecord]) -> set[str]:
    """Return the exercises whose latest grading got full marks."""
    latest = {record.exercise: record.report for record in records if isinstance(record, Graded)}
    return {name for name, report in latest.items() if report.verdict == "passed"}


def take(interview: Interview, report: ExerciseReport, saved_at: datetime) -> str:
    """Write a grading down, and count it in the workspace that the interview lies in.

    What was saved in time counts also if its grading ends later; what was not, and what is known already, does not.

    Returns
    -------
    A sentence for the person if it could not be counted there.
    """
    opened, records = interview.opened, interview.log.records
    asked = next((asked for asked in opened.exercises if asked.name == report.name), None)
    if asked is None or saved_at > opened.ends_at or has(records, Ended):
        return ""
    source, _problem = _text_of(interview, asked)
    graded = Graded(max(saved_at, opened.at), report.name, report, source)
    if _is_known(graded, asked, records):
        return ""
    interview.log.add(graded)
    around = find_workspace(interview.folder.parent)
    if around is None:
        return ""
    work = hashlib.sha256(source.encode()).hexdigest()
    try:
        change_progress(around.progress_path, lambda progress: with_report(progress, report, work, graded.at))
    except UsageError as error:
        return f"This attempt is not counted in your progress. {error}"
    return ""


def leave(interview: Interview, *, interrupted: bool = False) -> None:
    """Note that the program is left while time goes on, and let go of the log."""
    if not interview.log.closed:
        interview.log.add(Closed(interview.timer.now(), "interrupted" if interrupted else "left"))
        interview.log.close()


def end(interview: Interview) -> None:
    """Take the files as they are, or were when time was up; from here on nothing that is saved counts."""
    up = interview.timer.is_up
    if has(interview.log.records, Ended):
        return
    for asked in interview.opened.exercises:
        interview.log.add(_collected(interview, asked, up=up))
    interview.log.add(Ended(interview.timer.now(), "time" if up else "handed in"))


def _collected(interview: Interview, asked: Asked, *, up: bool) -> Collected:
    now = interview.timer.now()
    source, problem = _text_of(interview, asked)
    records = interview.log.records
    graded = [r.source for r in records if isinstance(r, Graded) and r.exercise == asked.name]
    known = graded[-1] if graded else ""
    late = up and not problem and source != known and _changed_at(interview.file_of(asked)) > _wall_at(interview.timer)
    return Collected(now, asked.name, known if late or problem else source, late, problem)


def _wall_at(timer: Timer) -> datetime:
    """Return what the wall clock showed, or would have, when time was up: files bear its time.

    Of two answers the earlier: a clock set back must not make a late file early.
    """
    return timer.ends_at - max(timer.wall_is_behind(), timedelta(0))


def _changed_at(path: Path) -> datetime:
    """Return when a file was last changed, going by the kernel's time too, which `touch` does not set."""
    try:
        about = path.stat()
    except OSError:  # it went away this moment
        return datetime.now(UTC)
    return datetime.fromtimestamp(max(about.st_mtime, about.st_ctime), UTC)


def _is_known(graded: Graded, asked: Asked, records: Sequence[AnyRecord]) -> bool:
    """Say whether a grading is the latest one again; before the first, that is of the stub as it was handed out."""
    before = [r for r in records if isinstance(r, Graded) and r.exercise == graded.exercise][-1:]
    if not before:
        return graded.report.verdict == "not_attempted" and graded.source == asked.source
    (latest,) = before
    return (latest.source, latest.report.verdict, latest.report.score) == (
        graded.source, graded.report.verdict, graded.report.score
    )  # fmt: skip


def _text_of(interview: Interview, asked: Asked) -> tuple[str, str]:
    """Return the text of a file, or why it cannot be read."""
    try:
        # Links are followed, as the watch does: it is one's own file, wherever one keeps it.
        return read_text(file_at(interview.file_of(asked).resolve()), DEFAULT_LIMITS), ""
    except Unreadable as error:
        return "", str(error)


def _timer(records: Sequence[AnyRecord], clock: Clock) -> Timer:
    latest = max(record.at for record in records)
    return Timer(clock, reading_of(records), latest, opened_of(records).ends_at)


def _readme(chosen: Set, terms: Terms) -> str:
    rows = "\n".join(
        f"| `{e.name}.py` | {e.title} | {'★' * e.difficulty}{'☆' * (5 - e.difficulty)} | {e.minutes} min | "
        f"[{e.name}.md]({e.name}.md) |"
        for e in chosen.exercises
    )
    return f"""# A mock interview of {terms.minutes:g} minutes

| file | task | difficulty | meant for | brief |
| --- | --- | --- | --- | --- |
{rows}

Work in the files of this folder, and save: `gradlings interview` grades each save and shows the time that is left.
Nothing stops the clock. Closing the program does not, and `gradlings interview` in this folder brings it back.
When time is up, the files count as they are. Then come questions, and a score card.
"""
