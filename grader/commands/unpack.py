"""``gradlings unpack``: a pack as a folder to work in."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.style import paint, say
from grader.plaintext import plain


@click.command()
@click.argument("pack", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("folder", required=False, type=click.Path(path_type=Path), metavar="[DIR]")
def command(pack: Path, folder: Path | None) -> None:
    r"""Unpack an interview pack into a folder to work in.

    DIR is made; without it, a folder named after the pack. A pack that was changed or damaged is refused.

    \b
    Examples:
      gradlings unpack ada.zip
      gradlings unpack ada.zip interview/
    """
    from grader.packs.unpacking import unpack

    manifest, target = unpack(pack, folder, Path())
    shown = plain(str(target), one_line=True)
    say(paint(f"{shown}: {manifest.minutes} minutes for", "strong"))
    for exercise in manifest.exercises:
        say(f"  {exercise.name}.py  {exercise.points:g} points; the brief is briefs/{exercise.name}.md")
    say(f"Next: read {shown}/README.md. When the time is up, zip the folder as it is and send it back.")
