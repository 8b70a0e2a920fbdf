"""Options and argument types that several commands share."""

from __future__ import annotations

import math
from typing import Any

import click
from click.shell_completion import CompletionItem

json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print the report as JSON and nothing else on stdout."
)

max_size_option = click.option(
    "--max-size",
    envvar="GRADLINGS_MAX_SIZE",
    metavar="SIZE",
    help="Read files and notebooks up to this size, 500kB or 2MB for instance. Default: 1MB, and 16MB for notebooks.",
)

feedback_option = click.option(
    "--feedback",
    type=click.Choice(["full", "mistakes", "verdict"]),
    default="full",
    show_default=True,
    help="How much to show of the hidden tests: all; the mistakes by name, and the inputs tried; or the score alone.",
)


def _print_schema(ctx: click.Context, _option: click.Parameter, wanted: bool) -> None:
    if not wanted:
        return
    import sys

    from grader.reports.schema import schema_json

    sys.stdout.buffer.write(schema_json())
    ctx.exit()


schema_option = click.option(
    "--schema",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_schema,
    help="Print the JSON Schema of --json and report.json, and exit.",
)


class NumberRange(click.FloatRange):
    """A number within bounds; click lets ``nan`` through, which is within none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number, or fail with a sentence."""
        number = float(super().convert(value, param, ctx))
        if math.isnan(number):
            self.fail(f"{value!r} is no number.", param, ctx)
        return number


class _ExerciseName(click.ParamType[str]):
    """An exercise, or a function in one; completes both."""

    name = "exercise"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from grader.catalogue import load_catalogue

        catalogue = load_catalogue()
        names = {exercise.name: exercise.title for exercise in catalogue}
        names |= {function: exercise.title for function, exercise in catalogue.functions.items()}
        return [CompletionItem(name, help=title) for name, title in names.items() if name.startswith(incomplete)]


EXERCISE = _ExerciseName()
