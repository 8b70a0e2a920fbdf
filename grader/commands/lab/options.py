"""Options that the labs share, and what becomes of a picture once it is drawn."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from grader.commands.style import say

output_option = click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), metavar="PATH",
    help="Draw it into this file as well: .png, or .html for a page of its own. A file that is there is replaced.",
)  # fmt: skip
show_option = click.option(
    "--show", is_flag=True, help="Open what was drawn; without -o, a page of this lab's name in this folder."
)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print the result as JSON and nothing else on stdout."
)


def where_to_draw(output: Path | None, show: bool, lab: str) -> Path | None:
    """Return the file to draw into, None if nothing is to be drawn.

    Raises
    ------
    UsageError
        If it is neither a picture nor a page.
    """
    from grader.lab.output import check_suffix

    if output is None:
        return Path(f"lab-{lab}.html") if show else None
    check_suffix(output)
    return output


def tell_where(path: Path, show: bool, *, quiet: bool) -> None:
    """Open what was drawn if that is wanted, and say where it is: on stderr if stdout is for a machine."""
    from grader.lab.opening import open_file

    said = f"Drawn in {path}."
    if show and not open_file(path, click.launch, platform=sys.platform, environment=os.environ):
        said += " There is no display to show it on here: open the file in a browser."
    if not quiet:
        say()
    say(said, err=quiet)
