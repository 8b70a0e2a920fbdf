"""``gradlings interview``: a mock interview against the clock."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from grader.commands.options import EXERCISE, NumberRange
from grader.commands.sitting import at_a_terminal, begin_here, note, say_in_lines, show_card, sit
from grader.commands.style import paint, print_report, say, terminal_width

if TYPE_CHECKING:
    from grader.interview.clock import Clock
    from grader.interview.conduct import Interview
    from grader.report import Feedback

_AGREED = ("minutes", "track", "seed", "feedback", "questions")
_LOG = click.Path(exists=True, path_type=Path)


class _Track(click.ParamType[str]):
    """A track; completes."""

    name = "track"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from grader.catalogue import load_catalogue

        tracks = sorted({exercise.track for exercise in load_catalogue()})
        return [CompletionItem(track) for track in tracks if track.startswith(incomplete)]


@click.group(invoke_without_command=True)
@click.option(
    "-m", "--minutes", type=NumberRange(0, 600, min_open=True), default=45.0, show_default="45",
    help="How long it takes.",
)  # fmt: skip
@click.option("-t", "--track", type=_Track(), help="Exercises of this track only.")
@click.option("--seed", type=click.IntRange(0), help="The exercises of this seed, whatever you have practised.")
@click.option(
    "--feedback", type=click.Choice(["verdict", "mistakes"]), default="verdict", show_default=True,
    help="What is shown while the clock runs: which checks pass; or the mistakes by name, too. The card shows all.",
)  # fmt: skip
@click.option(
    "--questions", type=click.IntRange(0, 10), default=2, show_default=True,
    help="How many follow-up questions to ask about each exercise.",
)  # fmt: skip
@click.option(
    "--dir", "into", type=click.Path(path_type=Path, resolve_path=True), metavar="DIR",
    help="Take place in this new folder.",
)  # fmt: skip
@click.option("--poll", is_flag=True, help="Look at the files again and again: where saves are not noticed.")
@click.option("--json", "as_json", is_flag=True, help="Begin or look, and print where it stands as JSON.")
@click.pass_context
def command(
    ctx: click.Context, minutes: float, track: str | None, seed: int | None, feedback: Feedback, questions: int,
    into: Path | None, poll: bool, as_json: bool,
) -> None:  # fmt: skip
    r"""Take a mock interview: a few exercises, a clock that does not stop, questions, and a score card.

    The exercises are chosen to fill the time, from easy to hard, and by what you have not done lately. They lie in a
    folder of their own, and each save is graded. In a folder with an interview that is still open, this goes on with
    it: no time is lost or won by leaving.

    \b
    Examples:
      gradlings interview                      45 minutes
      gradlings interview --minutes 25 --feedback mistakes
      gradlings interview --seed 7             the same exercises as last time
      gradlings interview finish               hand in before the time is up
      gradlings interview card                 the score card again
      gradlings interview replay --speed 120   what happened, a minute in half a second

    \b
    Exit code 0: every exercise solved. 1: not every one. 130: left open; come back before the time is up.
    """
    if ctx.invoked_subcommand is not None:
        return
    from grader.catalogue import load_catalogue
    from grader.interview.conduct import Terms as Agreed

    catalogue = load_catalogue()
    agreed = Agreed(minutes, feedback, track or "", questions)
    interview = _found(ctx, into, to_look_at=as_json)
    if interview is None:
        interview = begin_here(_clock(ctx), catalogue, agreed, seed, into, quiet=as_json)
    else:
        _say_what_goes_on(ctx, interview, quiet=as_json)
    if as_json:
        _print_state(interview)
        return
    if not at_a_terminal() or sys.platform == "win32":
        _tell_how_to_go_on(interview)
        return
    ctx.exit(sit(interview, catalogue, poll=poll))


@command.command()
@click.argument("names", nargs=-1, type=EXERCISE, metavar="[NAME]...")
@click.option("--json", "as_json", is_flag=True, help="Print the report as JSON and nothing else on stdout.")
@click.pass_context
def check(ctx: click.Context, names: tuple[str, ...], as_json: bool) -> None:
    r"""Grade the files of the open interview once, as a save would be.

    For editors and terminals where the interview itself cannot stay on the screen.

    \b
    Examples:
      gradlings interview check
      gradlings interview check relu --json

    \b
    Exit code 0: all passed. 1: something did not. 2: no interview is open, or the time is up.
    """
    from grader.boundary.launch import Zygote
    from grader.catalogue import load_catalogue
    from grader.errors import UsageError
    from grader.interview.conduct import take

    catalogue = load_catalogue()
    interview = _required(ctx)
    try:
        if not interview.takes_work:
            raise UsageError("Time is up: saves do not count any more. `gradlings interview finish` goes on.")
        wanted = [catalogue.find(name).name for name in names] or [asked.name for asked in interview.opened.exercises]
        with Zygote() as zygote:
            from grader.grading.own_work import own_submissions
            from grader.grading.run import grade_here

            now = interview.timer.now()
            submissions = own_submissions(wanted, interview.folder, catalogue)
            report = grade_here(submissions, catalogue, zygote, feedback=interview.opened.feedback)
        for submission in report.submissions:
            for exercise in submission.exercises:
                note(take(interview, exercise, now))
        print_report(report, catalogue, as_json=as_json, details=True)
    finally:
        interview.log.close()
    ctx.exit(0 if report.passed else 1)


@command.command()
@click.option("--json", "as_json", is_flag=True, help="Ask nothing; print the card as JSON.")
@click.pass_context
def finish(ctx: click.Context, as_json: bool) -> None:
    r"""Hand in the open interview, time left or not.

    At a terminal the questions follow. Elsewhere, and with --json, they stay open, and the card is written without.

    \b
    Examples:
      gradlings interview finish
      gradlings interview finish --json
    """
    from grader.catalogue import load_catalogue
    from grader.interview.card import to_json
    from grader.interview.sitting import settle, write_card

    catalogue = load_catalogue()
    interview = _required(ctx)
    if not as_json and at_a_terminal():
        settle(interview, catalogue)
        ctx.exit(sit(interview, catalogue))
    settle(interview, catalogue)
    card, page = write_card(interview)
    interview.log.close()
    if as_json:
        click.echo(to_json(card).decode(), nl=False)
    else:
        show_card(card, page)
    ctx.exit(0 if card.solved == len(card.exercises) else 1)


@command.command()
@click.argument("log", type=_LOG, required=False, metavar="[LOG]")
@click.option("--json", "as_json", is_flag=True, help="Print the card as JSON and nothing else on stdout.")
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="PATH",
    help="Write it into this file as well: .html for a page of its own, or .json.",
)  # fmt: skip
def card(log: Path | None, as_json: bool, output: Path | None) -> None:
    r"""Show the score card of an interview, from its log alone.

    LOG is the log of an interview, or its folder; without one, the latest here.

    \b
    Examples:
      gradlings interview card
      gradlings interview card interview-2026-01-31-1 -o card.html
      gradlings interview card interview.jsonl --json
    """
    from grader.errors import UsageError
    from grader.interview.card import to_json
    from grader.interview.folder import find_log
    from grader.interview.log import read_log
    from grader.interview.page import card_page
    from grader.interview.reckoning import card_of
    from grader.interview.text import card_text
    from grader.writing import write_whole

    writers = {".html": card_page, ".json": to_json}
    if output is not None and output.suffix not in writers:
        raise UsageError(f"{output} is neither an .html nor a .json file. Give -o a path that ends in one of these.")
    drawn = card_of(read_log(find_log(log or Path.cwd())))
    if output is not None:
        try:
            write_whole(output, writers[output.suffix](drawn))
        except OSError as error:
            raise UsageError(f"{output} cannot be written: {error.strerror}.") from error
    if as_json:
        click.echo(to_json(drawn).decode(), nl=False)
    else:
        say(card_text(drawn, paint, terminal_width()))


@command.command()
@click.argument("log", type=_LOG, required=False, metavar="[LOG]")
@click.option(
    "--speed", type=NumberRange(0), default=60.0, show_default="60",
    help="How many times faster than it was; 0 for all at once, as where stdout is no terminal.",
)  # fmt: skip
def replay(log: Path | None, speed: float) -> None:
    r"""Play an interview again from its log: the clock, each save with what changed, and the questions.

    \b
    Examples:
      gradlings interview replay
      gradlings interview replay interview-2026-01-31-1 --speed 300
    """
    import time

    from grader.interview.folder import find_log
    from grader.interview.log import read_log
    from grader.interview.replay import play, scenes

    listed = scenes(read_log(find_log(log or Path.cwd())), paint, terminal_width())
    play(listed, speed if sys.stdout.isatty() else 0.0, say, time.sleep)


def _clock(ctx: click.Context) -> Clock:
    """Return the clock that was passed in, or the machine's."""
    from grader.interview.clock import Clock, system_clock

    return ctx.find_object(Clock) or system_clock()


def _found(ctx: click.Context, into: Path | None, *, to_look_at: bool = False) -> Interview | None:
    """Return the interview that is open here."""
    from grader.interview.conduct import look_into, take_up
    from grader.interview.folder import is_open, open_interview

    folder = open_interview(Path.cwd()) if into is None else into if is_open(into) else None
    if folder is None:
        return None
    return (look_into if to_look_at else take_up)(folder, _clock(ctx))


def _required(ctx: click.Context) -> Interview:
    from grader.errors import UsageError

    interview = _found(ctx, ctx.parent.params["into"] if ctx.parent is not None else None)
    if interview is None:
        raise UsageError("No interview is open here. `gradlings interview` begins one.")
    return interview


def _say_what_goes_on(ctx: click.Context, interview: Interview, *, quiet: bool) -> None:
    from click.core import ParameterSource

    from grader.submissions.reading import readable

    if not quiet:
        say(f"Going on with {readable(interview.folder)}.")
    given = [name for name in _AGREED if ctx.get_parameter_source(name) is ParameterSource.COMMANDLINE]
    if given:
        options = " and ".join(f"--{name}" for name in given)
        note(f"It goes on as it was begun; {options} can be chosen for the next one.")


def _print_state(interview: Interview) -> None:
    import json

    from grader.interview.sitting import next_step
    from grader.interview.state import state_of

    click.echo(json.dumps(state_of(interview, next_step(interview)), indent=2))
    interview.log.close()


def _tell_how_to_go_on(interview: Interview) -> None:
    from grader.interview.state import way_back

    say_in_lines(way_back(interview, Path.cwd()))
    say_in_lines("There is no terminal here to stay on: `gradlings interview check` grades the files.")
    interview.log.close()
