"""``gradlings init``: a workspace to practise in."""

from __future__ import annotations

from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING

import click

from grader.commands.style import paint, say

if TYPE_CHECKING:
    from grader.practice.layout import Laid


@click.command()
@click.argument("folder", required=False, metavar="[DIR]", type=click.Path(path_type=Path))
@click.option("--notebook", is_flag=True, help="Notebooks instead of Python files.")
@click.option("--force", is_flag=True, help="Take a folder that holds other files; none of them is changed.")
def command(folder: Path | None, notebook: bool, force: bool) -> None:
    r"""Make a workspace to practise in: a stub and a brief for each exercise, in order.

    Without DIR, here. In a workspace, it adds exercises that are new in the kit and brings up to date what you have not
    edited. What you have edited is never touched: if its stub has changed in the kit, you are shown what changed.

    \b
    Examples:
      gradlings init practice              stubs as Python files
      gradlings init practice --notebook   as notebooks
      gradlings init                       in a workspace: bring it up to date

    \b
    Exit code 0: done. 2: the folder holds something else, or cannot be written.
    """
    from grader.catalogue import load_catalogue
    from grader.practice.layout import lay_out
    from grader.practice.workspace import find_workspace

    catalogue = load_catalogue()
    if folder is None:
        here = find_workspace(Path.cwd())
        folder = here.root if here is not None and here.root != Path.cwd() else Path()
    laid = lay_out(folder, catalogue, "ipynb" if notebook else None, force=force)
    _tell(laid, len(list(catalogue)))


def _tell(laid: Laid, count: int) -> None:
    root = laid.workspace.root
    if laid.is_new:
        say(paint(f"A workspace with {count} exercises: {root.resolve()}", "strong"))
        if laid.left:
            say(f"There already, and left as it is: {', '.join(laid.left)}.")
    elif not (laid.added or laid.updated or laid.changes):
        say(f"Everything is up to date in {root.resolve()}.")
    if not laid.is_new:
        for files, what in ((laid.added, "added"), (laid.updated, "brought up to date; you had not edited it")):
            for file in files:
                say(f"{paint(file, 'strong')}  {what}")
    for change in laid.changes:
        say()
        say(f"{paint(change.file, 'mistake')} has changed in the kit. You have edited yours; it is as you left it.")
        say(change.patch.rstrip("\n"))
        if change.file.endswith(".ipynb"):
            say(f"`gradlings reset {change.exercise}` gives you the new one, and keeps yours aside.")
        else:
            say(f"That patch is kept; to apply it: patch {quote(change.file)} {quote(change.kept)}")
    say()
    where = "" if root.resolve() == Path.cwd() else f"cd {quote(str(root))}, "
    say(f"Next: {where}open {_first(laid)}, and run `gradlings`: it checks each file as you save it.")
    say("When you are stuck, `gradlings hint`; `gradlings progress` shows how far you are.")


def _first(laid: Laid) -> str:
    from grader.catalogue import load_catalogue
    from grader.practice.store import read_progress

    progress, _ = read_progress(laid.workspace.progress_path)
    exercises = list(load_catalogue())
    following = next((e for e in exercises if not progress.of(e.name).done), exercises[0])
    return laid.workspace.file_of(following).relative_to(laid.workspace.root).as_posix()
