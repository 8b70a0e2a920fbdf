"""An interview at a terminal: its beginning, the work, the questions and the card, one after the other."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.desk import new_line_if_interrupted
from grader.commands.style import paint, say, terminal_width

if TYPE_CHECKING:
    from datetime import datetime

    from grader.catalogue import Catalogue
    from grader.interview.asking import Keep
    from grader.interview.card import Card
    from grader.interview.clock import Clock
    from grader.interview.conduct import Interview
    from grader.interview.conduct import Terms as Agreed
    from grader.interview.selection import Set
    from grader.quiz.selection import Item
    from grader.report import ExerciseReport

INTERRUPTED = 130  # what a shell reports for Ctrl-C
_AT_THE_KEY_Q = "h hands in what you have, g goes on, l leaves it open: the clock goes on."


def at_a_terminal() -> bool:
    """Say whether a person is there to answer."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "") not in ("", "dumb")


def begin_here(
    clock: Clock, catalogue: Catalogue, agreed: Agreed, seed: int | None, into: Path | None, *, quiet: bool
) -> Interview:
    """Choose the exercises, say what is agreed unless that is to be ``quiet``, and start the clock."""
    from grader.interview.conduct import begin
    from grader.interview.folder import new_folder, place_for_interviews
    from grader.interview.state import opening_text, plan_text

    here = place_for_interviews(Path.cwd())
    chosen = _chosen(catalogue, agreed, seed, here)
    if not quiet:
        say(plan_text(chosen, agreed.minutes, agreed.feedback, paint, terminal_width()))
        if at_a_terminal():
            say()
            say_in_lines("Enter starts the clock; Ctrl-C leaves it for another day.")
            with new_line_if_interrupted():
                click.prompt(">", default="", show_default=False, prompt_suffix=" ")
    interview = begin(into or new_folder(here, clock.wall().astimezone().date()), chosen, agreed, clock)
    if not quiet:
        say(opening_text(interview, paint, terminal_width()))
    return interview


def _chosen(catalogue: Catalogue, agreed: Agreed, seed: int | None, here: Path) -> Set:
    import random
    from datetime import UTC, datetime

    from grader.interview.selection import choose_set, choose_set_for
    from grader.practice.progress import Progress
    from grader.practice.store import read_progress
    from grader.practice.workspace import find_workspace

    track = agreed.track or None
    if seed is not None:
        return choose_set(catalogue, agreed.minutes, track, seed)
    workspace = find_workspace(here)
    progress, trouble = (Progress(), "") if workspace is None else read_progress(workspace.progress_path)
    note(trouble)
    return choose_set_for(progress, datetime.now(UTC), catalogue, agreed.minutes, track, random.Random())


def sit(interview: Interview, catalogue: Catalogue, *, poll: bool = False) -> int:
    """Go through what is left of an interview, at a terminal, and return the exit code."""
    from grader.interview.conduct import leave, resume
    from grader.interview.sitting import next_step, settle, write_card
    from grader.interview.state import way_back

    interview = resume(interview)
    try:
        while (step := next_step(interview)) != "over":
            if step == "work":
                if not _work(interview, catalogue, poll=poll):
                    leave(interview)
                    with contextlib.suppress(OSError):  # the terminal may be gone
                        say_in_lines(way_back(interview, Path.cwd()), err=True)
                    return INTERRUPTED
            elif step == "ask":
                if not _ask(interview, catalogue):
                    break
            else:
                say("Time is up." if interview.timer.is_up else "Handed in.")
                say(paint("Grading what counts, and every attempt …", "muted"))
                settle(interview, catalogue)
    except (KeyboardInterrupt, click.Abort):
        leave(interview, interrupted=True)
        say(err=True)
        say_in_lines(way_back(interview, Path.cwd()), err=True)
        return INTERRUPTED
    card, page = write_card(interview)
    interview.log.close()
    show_card(card, page)
    return 0 if card.solved == len(card.exercises) else 1


def _work(interview: Interview, catalogue: Catalogue, *, poll: bool) -> bool:
    """Watch the folder until the time is up or the work is handed in; False, if the person leaves it open."""
    from grader.interview.conduct import end, status, take
    from grader.practice.watch.loop import watch
    from grader.practice.watch.terminal import Terminal
    from grader.practice.watch.terms import Terms
    from grader.practice.workspace import Workspace
    from grader.reports.text import unpainted

    trouble: set[str] = set()

    def on_report(report: ExerciseReport, saved_at: datetime) -> None:
        trouble.add(take(interview, report, saved_at))

    terms = Terms(
        feedback=interview.opened.feedback,
        hints=False,
        solution=False,
        status=lambda: status(interview),
        ends_at=interview.opened.ends_at,
        on_report=on_report,
        exercises=tuple(asked.name for asked in interview.opened.exercises),
        title="interview",
    )
    colour = unpainted if os.environ.get("NO_COLOR") else paint
    while interview.takes_work:
        terminal = Terminal(encoding=sys.stdout.encoding or "ascii", errors="near")
        ended = watch(
            Workspace(interview.folder), catalogue, terms, terminal=terminal, paint=colour, links=True, poll=poll,
            clock=interview.timer.now,
        )  # fmt: skip
        for sentence in trouble:
            note(sentence)
        trouble.clear()
        if ended.reason == "interrupted":
            raise KeyboardInterrupt
        if ended.reason == "terminated":
            return False
        if ended.reason == "quit" and interview.takes_work:
            say_in_lines(_AT_THE_KEY_Q)
            answer = click.prompt("h, g or l", type=click.Choice(["h", "g", "l"]), default="g", show_choices=False)
            if answer == "l":
                return False
            if answer == "h":
                end(interview)
    return True


def _ask(interview: Interview, catalogue: Catalogue) -> bool:
    """Ask what is left to ask; False, where input ends before that."""
    from grader.commands.questions import read_at_terminal
    from grader.interview.asking import ask_all, count_left

    count = count_left(interview, catalogue)
    if count:
        say()
        say_in_lines(f"{count} question{'s' * (count != 1)} now, as an interviewer would ask them; q ends them.")
        say()
    return ask_all(
        interview, catalogue, read=read_at_terminal, write=say, paint=paint, width=terminal_width,
        keep=_keeper(interview),
    )  # fmt: skip


def _keeper(interview: Interview) -> Keep:
    """Return what counts answers to questions of the quiz where quizzes are counted, so that they come back in time."""
    from datetime import UTC, datetime

    from grader.errors import UsageError
    from grader.quiz.history import Answered, history_path, record

    path = history_path(interview.folder.parent)

    def keep(item: Item, right: bool) -> None:
        try:
            record(path, Answered(item.family.name, item.instance, right, datetime.now(UTC)))
        except UsageError as error:  # it is in the interview's log, and that is what matters here
            note(f"{error} This answer will not come back in `gradlings review`.")

    return keep


def say_in_lines(text: str, *, err: bool = False) -> None:
    """Print a paragraph in lines that fit."""
    from grader.reports.layout import fill

    say(fill(text, terminal_width(), ""), err=err)


def show_card(card: Card, page: Path) -> None:
    """Print a card, and where it lies as a page."""
    from grader.interview.text import card_text
    from grader.submissions.reading import readable

    say()
    say(card_text(card, paint, terminal_width()))
    say(paint(f"As a page: {readable(page)}", "muted"))


def note(trouble: str) -> None:
    """Print what somebody should know, if there is anything, beside the result."""
    if trouble:
        say(f"note: {trouble}", err=True)
