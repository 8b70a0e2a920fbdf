"""``gradlings watch``: each file is checked when it is saved."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.style import paint, say, terminal_width
from grader.errors import UsageError

if TYPE_CHECKING:
    from grader.practice.workspace import Workspace

CODES = {"interrupted": 130, "terminated": 143}  # what shells report for these signals


@click.command()
@click.option("--poll", is_flag=True, help="Look at the files again and again: where saves are not noticed.")
@click.pass_context
def command(ctx: click.Context, poll: bool) -> None:
    r"""Check each exercise of this workspace as you save it. `gradlings` alone does the same.

    Shown are what each check came to, the mistake if it has a name, and an input to try. Nothing moves on by itself:
    n goes to the next exercise, h gives a hint, l lists them all, q quits.

    Saves are heard of at once, and looked for once a second besides. On network mounts and in WSL's Windows folders,
    where nothing is heard, they are looked for ten times a second; --poll does so anywhere.

    \b
    Examples:
      gradlings watch
      gradlings watch --poll
      gradlings watch | tee log.txt     no terminal: a verdict after each save, as text

    \b
    Exit code 0: you quit. 2: this is no workspace. 130: Ctrl-C. 143: ended by a signal.
    """
    from grader.interview.gate import refuse_during_interview
    from grader.practice.workspace import find_workspace

    refuse_during_interview(Path.cwd())
    workspace = find_workspace(Path.cwd())
    if workspace is None:
        raise UsageError(
            "This folder is no workspace. `gradlings init practice` makes one; go there and run `gradlings` again."
        )
    if sys.platform == "win32":
        raise UsageError(
            "`gradlings watch` needs a Unix terminal. Run it in WSL, or `gradlings check` after each save."
        )
    reason = _watch(workspace, poll=poll)
    ctx.exit(CODES.get(reason, 0))


def in_workspace() -> bool:
    """Say whether one is in a workspace."""
    from grader.practice.workspace import find_workspace

    return find_workspace(Path.cwd()) is not None


def _watch(workspace: Workspace, *, poll: bool) -> str:
    from grader.catalogue import load_catalogue
    from grader.practice.watch.terminal import Terminal, is_there
    from grader.practice.watch.terms import Terms

    catalogue = load_catalogue()
    if not is_there():
        from grader.practice.watch.journal import watch_in_lines

        try:
            return watch_in_lines(
                workspace, catalogue, Terms(), write=_write_line, paint=paint, width=terminal_width(), poll=poll
            ).reason
        except BrokenPipeError:  # whoever read along has gone
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return "terminated"
    from grader.practice.watch.loop import watch
    from grader.reports.text import unpainted

    terminal = Terminal(encoding=sys.stdout.encoding or "ascii", errors="near")
    colour = unpainted if os.environ.get("NO_COLOR") else paint
    ended = watch(workspace, catalogue, Terms(), terminal=terminal, paint=colour, links=True, poll=poll)
    if ended.reason != "terminated":  # or the terminal may be gone
        from grader.reports.layout import fill

        say(fill(ended.farewell, terminal_width(), ""))
    return ended.reason


def _write_line(text: str) -> None:
    say(text)
    sys.stdout.flush()
