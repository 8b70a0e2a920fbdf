"""``gradlings lab training`` and ``lab predictions``: networks trained with one's own functions."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.commands.lab.options import json_option, output_option, show_option, tell_where, where_to_draw
from grader.commands.options import EXERCISE, NumberRange
from grader.commands.style import say, terminal_width
from grader.errors import UsageError

if TYPE_CHECKING:
    from grader.lab.training.setting import Setting

_MOST_UNITS, _MOST_LAYERS = 64, 5
_MOST_EPOCHS = 1_000_000  # of all seeds: some minutes, and 24 MB of losses


class _Hidden(click.ParamType[tuple[int, ...]]):
    """Units of the hidden layers, as ``10,10``."""

    name = "units"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, ...]:
        if isinstance(value, tuple):
            return value
        try:
            hidden = tuple(int(part) for part in str(value).replace("-", ",").split(","))
        except ValueError:
            hidden = ()
        if not 1 <= len(hidden) <= _MOST_LAYERS or not all(1 <= units <= _MOST_UNITS for units in hidden):
            self.fail(
                f"{value!r} are no hidden layers. Give the units of each, such as 10,10: "
                f"one to {_MOST_LAYERS} layers of 1 to {_MOST_UNITS} units.",
                param,
                ctx,
            )
        return hidden


def _of_an_experiment(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add what both commands take."""
    for add in reversed(
        (
            click.argument("names", nargs=-1, type=EXERCISE, metavar="[NAME]..."),
            click.option(
                "--activation", "-a", type=click.Choice(["relu", "sigmoid", "tanh"]), default="relu", show_default=True,
                help="The activation of the hidden layers.",
            ),
            click.option(
                "--hidden", type=_Hidden(), default="10,10", show_default=True, help="Units of the hidden layers."
            ),
            click.option(
                "--learning-rate", type=NumberRange(0.0, 10.0, min_open=True), default=0.1, show_default=True
            ),
            click.option("--epochs", type=click.IntRange(1, 100_000), default=3000, show_default=True),
            click.option("--samples", "-n", type=click.IntRange(2, 2000), default=200, show_default=True),
            click.option(
                "--noise", type=NumberRange(0.0, 10.0), default=0.2, show_default=True,
                help="The standard deviation of the noise in y.",
            ),
            click.option("--seed", type=click.IntRange(0), default=42, show_default=True, help="The first seed."),
        )
    ):  # fmt: skip
        command = add(command)
    return command


@click.command("training")
@_of_an_experiment
@click.option(
    "--seeds", type=click.IntRange(1, 100), default=10, show_default=True,
    help="How many seeds to train with, each on all three data sets.",
)  # fmt: skip
@click.option(
    "--tolerance", type=NumberRange(0.0, 100.0), default=0.1, show_default=True,
    help="How far above its final loss a network counts as converged, as a fraction.",
)  # fmt: skip
@output_option
@show_option
@json_option
@click.pass_context
def training(
    ctx: click.Context, /, names: tuple[str, ...], output: Path | None, show: bool, as_json: bool, **setting: Any
) -> None:
    r"""Train networks with your functions beside the kit's: losses, and epochs to converge.

    A network is trained on each of three data sets (a sine, a line, a polynomial) with each seed: by your code and by
    the kit's, from the same parameters. NAME is a file, an exercise or a function. Without a name, your functions are
    looked for in this folder, as `check` does; the kit's stand in for those that you have not written yet.

    \b
    Examples:
      gradlings lab training
      gradlings lab training my_network.py -o training.png
      gradlings lab training --activation tanh --learning-rate 0.03 --show
      gradlings lab training --seeds 1 --json

    \b
    Exit code 0: nothing of yours is off. 1: something is. 2: a name or an option cannot be used.
    """
    from grader.boundary.launch import Zygote
    from grader.catalogue import load_catalogue

    output = where_to_draw(output, show, "training")
    catalogue = load_catalogue()
    with Zygote() as zygote:  # imports numpy while this process does
        from grader.lab.training.session import find_work, train

        chosen = _setting(setting)
        work = find_work(names, Path.cwd(), catalogue, zygote)
        with _progress(3 * chosen.seeds) as advance:
            experiment = train(work, chosen, advance)
    from grader.lab.training.convergence import summaries
    from grader.lab.training.words import sheet_of

    found = summaries(experiment, catalogue)
    sheet = sheet_of(experiment, found, catalogue)
    if output is not None:
        from grader.lab.output import write
        from grader.lab.training.forms import training_drawn

        write(output, lambda form: training_drawn(experiment, found, sheet, form))
    if as_json:
        from grader.lab.training.record import training_json

        click.echo(training_json(experiment, found, sheet))
    else:
        from grader.lab.text import sheet_text

        say(sheet_text(sheet, width=terminal_width()))
    if output is not None:
        tell_where(output, show, quiet=as_json)
    ctx.exit(1 if sheet.right is False else 0)


@click.command("predictions")
@_of_an_experiment
@output_option
@show_option
@json_option
@click.pass_context
def predictions(
    ctx: click.Context, /, names: tuple[str, ...], output: Path | None, show: bool, as_json: bool, **setting: Any
) -> None:
    r"""Draw what a network trained with your functions predicts, within the data and beyond.

    As `lab training` with one seed; your forward_propagation then predicts from the parameters of your training.

    \b
    Examples:
      gradlings lab predictions -o predictions.png
      gradlings lab predictions my_network.py --activation tanh --show
      gradlings lab predictions --hidden 32,32 --epochs 10000

    \b
    Exit code 0: nothing of yours is off. 1: something is. 2: a name or an option cannot be used.
    """
    from grader.boundary.launch import Zygote
    from grader.catalogue import load_catalogue

    output = where_to_draw(output, show, "predictions")
    catalogue = load_catalogue()
    with Zygote() as zygote:
        from grader.lab.training.session import find_work, train_and_predict

        work = find_work(names, Path.cwd(), catalogue, zygote)
        with _progress(3) as advance:
            experiment, predicted = train_and_predict(work, _setting({**setting, "seeds": 1}), advance)
    from grader.lab.training.sayings import sheet_of

    sheet = sheet_of(experiment, predicted)
    if output is not None:
        from grader.lab.output import write
        from grader.lab.training.forms import predictions_drawn

        write(output, lambda form: predictions_drawn(predicted, sheet, form))
    if as_json:
        from grader.lab.training.record import predictions_json

        click.echo(predictions_json(experiment, predicted, sheet))
    else:
        from grader.lab.text import sheet_text

        say(sheet_text(sheet, width=terminal_width()))
    if output is not None:
        tell_where(output, show, quiet=as_json)
    ctx.exit(1 if sheet.right is False else 0)


def _setting(options: dict[str, Any]) -> Setting:
    from grader.lab.training.setting import Setting

    if options["epochs"] * options["seeds"] > _MOST_EPOCHS:
        raise UsageError(
            f"{options['seeds']} seeds of {options['epochs']} epochs are more than can be kept: together they may have "
            f"{_MOST_EPOCHS:,}. Give fewer --seeds or --epochs."
        )
    return Setting(**options)


@contextlib.contextmanager
def _progress(total: int) -> Iterator[Callable[[], None]]:
    """Show a progress bar on stderr while networks are trained and somebody is watching."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("training networks"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("training", total=total)
        yield lambda: progress.advance(task)
