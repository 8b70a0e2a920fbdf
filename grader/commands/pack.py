"""``gradlings pack``: exercises to send to a candidate."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.options import EXERCISE
from grader.commands.style import say
from grader.errors import GradlingsError, UsageError
from grader.plaintext import plain

if TYPE_CHECKING:
    from grader.report import Feedback


@click.command()
@click.argument("names", nargs=-1, type=EXERCISE, metavar="[NAME]...")
@click.option("--exercises", "-e", "listed", metavar="A,B,…", help="The exercises, as NAME, with commas between them.")
@click.option(
    "--minutes", type=click.IntRange(1, 24 * 60), help="Time for all. Default: that of the exercises together."
)
@click.option(
    "--feedback", type=click.Choice(["full", "mistakes", "verdict"]), default="verdict", show_default=True,
    help="How much of the hidden tests the report shows when the work has come back.",
)  # fmt: skip
@click.option("--strict", is_flag=True, help="Leave out of each stub what answers another exercise of the pack.")
@click.option("--title", metavar="NAME", help="Name of the pack. Default: that of the file.")
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), default=Path("pack.zip"), show_default=True,
    help="The zip to write.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
def command(
    names: tuple[str, ...],
    listed: str | None,
    minutes: int | None,
    feedback: Feedback,
    strict: bool,
    title: str | None,
    output: Path,
    force: bool,
) -> None:
    r"""Pack exercises for an interview: stubs, briefs, public examples and a manifest, nothing of the solutions.

    The same exercises give the same bytes. What comes back, a folder or a zip, goes to `gradlings grade --pack`.

    \b
    Examples:
      gradlings pack relu backward_propagation --minutes 60 -o ada.zip
      gradlings pack --exercises relu,backward_propagation --strict
      gradlings unpack ada.zip                        what the candidate does, or any unzip
      gradlings grade returned/ --pack ada.zip        grades what was asked for, and says what was changed
    """
    from grader.catalogue import load_catalogue
    from grader.packs.building import Terms, build
    from grader.packs.unpacking import is_usable_name

    catalogue = load_catalogue()
    asked = [*names, *(name.strip() for name in (listed or "").split(",") if name.strip())]
    exercises = list({e.name: e for e in map(catalogue.find, asked)}.values())
    if not exercises:
        raise UsageError("Name the exercises to pack: `gradlings pack relu tanh`. `gradlings list` shows them.")
    name = title or output.stem
    if not is_usable_name(name):
        raise UsageError(
            f"A pack cannot be called {name!r}, since it becomes the name of a folder. Use letters, digits, - and _: "
            "--title interview-1."
        )
    planned = minutes or sum(exercise.minutes for exercise in exercises)
    pack = build(exercises, Terms(name, planned, feedback, strict))
    _write(output, pack.data, overwrite=force)
    for overlap in pack.overlaps:
        say(f"{'left out' if strict else 'note'}: {overlap}.", err=True)
    if pack.overlaps and not strict:
        say("Add --strict to leave that out of the stubs; graded, they get the kit's own all the same.", err=True)
    points = sum(exercise.points for exercise in exercises)
    say(f"{plain(str(output), one_line=True)}: {_counted(len(exercises))}, {planned} minutes, {points:g} points.")


def _counted(count: int) -> str:
    return "1 exercise" if count == 1 else f"{count} exercises"


def _write(path: Path, data: bytes, *, overwrite: bool) -> None:
    from grader.writing import write_whole

    try:
        if path.exists() and not overwrite and path.read_bytes() != data:
            raise UsageError(f"{path} is there already. Give another name with -o, or add --force.")
        write_whole(path, data)
    except FileNotFoundError:
        raise UsageError(f"The folder of {path} is not there. Make it, or give another name with -o.") from None
    except OSError as error:
        raise GradlingsError(f"{path} cannot be written: {(error.strerror or str(error)).lower()}.") from None
