"""What the commands of a workspace share: where one is, what one has done, and which exercise is meant."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.options import EXERCISE
from grader.commands.style import say
from grader.errors import UsageError

if TYPE_CHECKING:
    from grader.practice.progress import Progress
    from grader.practice.workspace import Workspace

name_argument = click.argument("name", required=False, type=EXERCISE, metavar="[NAME]")
yes_option = click.option("--yes", "-y", is_flag=True, help="Do not ask.")

NO_WORKSPACE = "This folder is no workspace. `gradlings init practice` makes one; go there and try again."


def workspace_here() -> Workspace:
    """Return the workspace one is in.

    Raises
    ------
    UsageError
        If one is in none.
    """
    from grader.practice.workspace import find_workspace

    workspace = find_workspace(Path.cwd())
    if workspace is None:
        raise UsageError(NO_WORKSPACE)
    return workspace


def workspace_of_progress() -> Workspace:
    """Return the workspace in which attempts made here count: of an interview's folder, the one it lies in.

    Raises
    ------
    UsageError
        If one is in none.
    """
    from grader.practice.workspace import find_workspace

    workspace = workspace_here()
    around = find_workspace(workspace.root.parent) if workspace.manifest().fixed else None
    return around or workspace


def progress_in(workspace: Workspace | None) -> Progress:
    """Return what was done in a workspace, or nothing outside of one; damage is spoken of."""
    from grader.practice.progress import Progress
    from grader.practice.store import read_progress

    if workspace is None:
        return Progress()
    progress, trouble = read_progress(workspace.progress_path)
    if trouble:
        say(f"note: {trouble}", err=True)
    return progress


def note_down(workspace: Workspace | None, change: Callable[[Progress], Progress]) -> None:
    """Change the progress of a workspace; where it cannot be written, say so and go on."""
    from grader.practice.store import change_progress

    if workspace is None:
        return
    try:
        change_progress(workspace.progress_path, change)
    except UsageError as error:
        say(f"note: {error} This is not counted.", err=True)


def is_confirmed(question: str, *, yes: bool) -> bool:
    """Ask a question at the terminal; its answer is no unless the person says yes.

    Raises
    ------
    UsageError
        If there is nobody to ask.
    """
    if yes:
        return True
    if not sys.stdin.isatty():
        raise UsageError(f"{question} Nobody can answer here, so say it with --yes.")
    with new_line_if_interrupted():
        return click.confirm(question, default=False, err=True)


@contextlib.contextmanager
def new_line_if_interrupted() -> Iterator[None]:
    """Ask in this block: if Ctrl-C is the answer, what is said next does not stand behind the question."""
    try:
        yield
    except click.Abort:
        say(err=True)
        raise
