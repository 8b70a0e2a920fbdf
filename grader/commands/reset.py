"""``gradlings reset``: the empty stub again."""

from __future__ import annotations

import click

from grader.commands.desk import is_confirmed, name_argument, progress_in, workspace_here, yes_option
from grader.commands.style import say


@click.command()
@name_argument
@yes_option
@click.pass_context
def command(ctx: click.Context, name: str | None, yes: bool) -> None:
    r"""Put the empty stub of an exercise back, to write it again. Your work is kept aside.

    Without NAME, the first exercise that is not done.

    \b
    Examples:
      gradlings reset relu
      gradlings reset 01_relu.py --yes

    \b
    Exit code 0: done. 1: you said no. 2: there is no such exercise, or this is no workspace.
    """
    from grader.catalogue import load_catalogue
    from grader.practice.aside import is_untouched, put_back
    from grader.practice.choice import chosen
    from grader.practice.recording import now

    workspace = workspace_here()
    exercise = chosen(name, load_catalogue(), progress_in(workspace))
    path = workspace.file_of(exercise)
    shown = path.relative_to(workspace.root)
    if is_untouched(workspace, exercise):
        say(f"{shown} is the empty stub already.")
        return
    question = f"Put the empty stub of {exercise.name} back? What is in {shown} is kept aside."
    if path.exists() and not is_confirmed(question, yes=yes):
        say("Nothing was changed.")
        ctx.exit(1)
    kept = put_back(workspace, exercise, now())
    say(f"{shown} is the empty stub again.")
    if kept is not None:
        say(f"Your work is kept as {kept.relative_to(workspace.root)}.")
