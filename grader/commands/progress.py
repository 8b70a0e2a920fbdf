"""``gradlings progress``: what one has done, as a table, as a picture, and from one machine to another."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.desk import progress_in, workspace_of_progress
from grader.commands.style import say, screen

if TYPE_CHECKING:
    from grader.practice.summary import Summary

_PICTURES = (".png", ".svg", ".pdf")


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@click.option("--plot", is_flag=True, help="Draw it as a picture.")
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Draw it into this file, .png, .svg or .pdf. Default: progress.png.",
)  # fmt: skip
@click.pass_context
def command(ctx: click.Context, as_json: bool, plot: bool, output: Path | None) -> None:
    r"""Show what you have done: scores, attempts, hints and time, exercise by exercise.

    An exercise is done while its latest attempt got full marks. Time is counted between attempts and hints that are
    less than a quarter of an hour apart.

    \b
    Examples:
      gradlings progress
      gradlings progress --plot -o progress.png
      gradlings progress export laptop.json    and, on another machine:
      gradlings progress import laptop.json
    """
    if ctx.invoked_subcommand is not None:
        return
    from grader.catalogue import load_catalogue
    from grader.practice.summary import summarise, summary_record

    picture = output or (Path("progress.png") if plot else None)
    if picture is not None and picture.suffix not in _PICTURES:
        raise click.UsageError(f"A picture is {', '.join(_PICTURES[:-1])} or {_PICTURES[-1]}, and {picture} is none.")
    catalogue = load_catalogue()
    progress = progress_in(workspace_of_progress())
    summary = summarise(progress, catalogue)
    if picture is not None:
        from grader.practice.chart import write_chart

        write_chart(summary, progress, picture)
    if as_json:
        import json

        click.echo(json.dumps(summary_record(summary), indent=2))
    elif picture is not None:
        say(f"Drawn: {picture}")
    else:
        _print_table(summary)


@command.command("export")
@click.argument("file", type=click.Path(path_type=Path, allow_dash=True))
def export_command(file: Path) -> None:
    r"""Write your progress to FILE, to take it to another machine; `-` is stdout.

    \b
    Examples:
      gradlings progress export laptop.json
      gradlings progress export - > laptop.json
    """
    from grader.errors import UsageError
    from grader.practice.store import encode
    from grader.writing import write_whole

    data = encode(progress_in(workspace_of_progress()))
    if file == Path("-"):
        click.echo(data, nl=False)
        return
    try:
        write_whole(file, data)
    except OSError as error:
        raise UsageError(f"{file} cannot be written: {error.strerror}. Does its folder exist?") from error
    say(f"Written: {file}. Take it along, and there: `gradlings progress import {file.name}`")


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path))
def import_command(file: Path) -> None:
    r"""Add the progress in FILE, or of another workspace, to yours; nothing is lost, and nothing counted twice.

    \b
    Examples:
      gradlings progress import laptop.json
      gradlings progress import ../old-practice
    """
    from grader.practice.exchange import added, read_other
    from grader.practice.progress import merge
    from grader.practice.store import change_progress

    workspace = workspace_of_progress()
    other = read_other(file)
    before = progress_in(workspace)
    after = change_progress(workspace.progress_path, lambda progress: merge(progress, other))
    say(added(before, after))


def _print_table(summary: Summary) -> None:
    from grader.practice.table import progress_table

    columns, colour = screen()
    say(progress_table(summary, width=columns, colour=colour))
