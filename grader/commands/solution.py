"""``gradlings solution``: the reference beside one's own code."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.desk import is_confirmed, name_argument, note_down, progress_in, yes_option
from grader.commands.style import say, screen

if TYPE_CHECKING:
    from grader.practice.reference import Comparison


@click.command()
@name_argument
@yes_option
@click.option("--json", "as_json", is_flag=True, help="Print both, and the notes, as JSON.")
@click.pass_context
def command(ctx: click.Context, name: str | None, yes: bool, as_json: bool) -> None:
    r"""Show the reference beside your own code, and what an interviewer listens for.

    Without NAME, the first exercise that is not done. Before you have solved an exercise, you are asked whether you
    really want to see it, and `gradlings progress` will show that you did.

    \b
    Examples:
      gradlings solution relu
      gradlings solution backward_propagation --yes

    \b
    Exit code 0: shown. 1: you said no. 2: there is no such exercise.
    """
    from grader.catalogue import load_catalogue
    from grader.grading.own_work import file_holding
    from grader.interview.gate import refuse_during_interview
    from grader.practice.choice import chosen
    from grader.practice.progress import with_solution_seen
    from grader.practice.recording import now
    from grader.practice.reference import compare
    from grader.practice.workspace import find_workspace

    refuse_during_interview(Path.cwd())
    workspace = find_workspace(Path.cwd())
    progress = progress_in(workspace)
    catalogue = load_catalogue()
    exercise = chosen(name, catalogue, progress)
    if not progress.of(exercise.name).solved:
        question = f"You have not solved {exercise.name} yet. Show the reference all the same?"
        if not is_confirmed(question, yes=yes):
            say(f"Not shown. `gradlings hint {exercise.name}` gives less away.")
            ctx.exit(1)
        at = now()
        note_down(workspace, lambda held: with_solution_seen(held, exercise.name, at))
    path = workspace.file_of(exercise) if workspace is not None else None
    if path is None or not path.exists():
        path = file_holding(exercise, Path.cwd(), catalogue)
    comparison = compare(exercise, path)
    if as_json:
        _print_json(comparison)
        return
    from grader.practice.sheet import sheet

    columns, colour = screen()
    say(sheet(comparison, exercise.title, width=columns, colour=colour))


def _print_json(comparison: Comparison) -> None:
    import dataclasses
    import json

    click.echo(json.dumps({"schema": 1, **dataclasses.asdict(comparison)}, indent=2))
