"""``gradlings export``: exercises as notebooks."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import click

from grader.catalogue import load_catalogue
from grader.commands.options import EXERCISE
from grader.commands.style import say
from grader.errors import UsageError


@click.command()
@click.argument("names", nargs=-1, type=EXERCISE, metavar="[NAME]...")
@click.option("--all", "everything", is_flag=True, help="Every exercise.")
@click.option(
    "--for", "audience", type=click.Choice(["student", "instructor"]), default="student", show_default=True,
    help="The stub, or the reference with the interviewer's notes.",
)  # fmt: skip
@click.option(
    "--output",
    "-o",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Write into this folder. Default: here.",
)
@click.option("--force", is_flag=True, help="Replace notebooks that are there already.")
def command(
    names: tuple[str, ...], everything: bool, audience: Literal["student", "instructor"], folder: Path, force: bool
) -> None:
    r"""Write exercises as notebooks that grade themselves in place.

    \b
    Examples:
      gradlings export relu
      gradlings export --all -o notebooks/
      gradlings export backward_propagation --for instructor
    """
    catalogue = load_catalogue()
    if everything == bool(names):
        raise UsageError(
            "Name the exercises to export, or give --all: `gradlings export relu` or `gradlings export --all`."
        )
    exercises = list(catalogue) if everything else list({e.name: e for e in map(catalogue.find, names)}.values())

    from grader.notebooks.export import write_notebook

    for exercise in exercises:
        say(str(write_notebook(exercise, audience, folder, overwrite=force)))
