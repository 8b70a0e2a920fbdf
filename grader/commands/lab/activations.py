"""``gradlings lab activations``: each activation and its slope."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.lab.options import json_option, output_option, show_option, tell_where, where_to_draw
from grader.commands.options import EXERCISE
from grader.commands.style import say, terminal_width


@click.command("activations")
@click.argument("names", nargs=-1, type=EXERCISE, metavar="[NAME]...")
@output_option
@show_option
@json_option
@click.pass_context
def command(ctx: click.Context, names: tuple[str, ...], output: Path | None, show: bool, as_json: bool) -> None:
    r"""Draw your relu, sigmoid and tanh, and their derivatives, over the kit's.

    NAME is a file, an exercise or a function. Without a name, your functions are looked for in this folder, as `check`
    does; the kit's stand in for those that you have not written yet, and are called so.

    \b
    Examples:
      gradlings lab activations
      gradlings lab activations my_network.py -o activations.png
      gradlings lab activations relu sigmoid --show

    \b
    Exit code 0: nothing of yours is off. 1: something is. 2: a name cannot be used.
    """
    from grader.boundary.launch import Zygote
    from grader.catalogue import load_catalogue

    output = where_to_draw(output, show, "activations")
    catalogue = load_catalogue()
    with Zygote() as zygote:  # imports numpy while this process does
        from grader.lab.activations.measure import examine

        lab = examine(names, Path.cwd(), catalogue, zygote)
    if output is not None:
        from grader.lab.activations.forms import drawn
        from grader.lab.output import write

        write(output, lambda form: drawn(lab, form))
    if as_json:
        from grader.lab.activations.record import to_json

        click.echo(to_json(lab))
    else:
        from grader.lab.activations.words import sheet_of
        from grader.lab.text import sheet_text

        say(sheet_text(sheet_of(lab), width=terminal_width()))
    if output is not None:
        tell_where(output, show, quiet=as_json)
    ctx.exit(0 if lab.right else 1)
