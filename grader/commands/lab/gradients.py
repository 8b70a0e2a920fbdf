"""``gradlings lab gradients``: a backward pass, entry by entry."""

from __future__ import annotations

import sys
from itertools import pairwise
from pathlib import Path

import click

from grader.commands.lab.options import json_option, output_option, show_option, tell_where, where_to_draw
from grader.commands.options import EXERCISE, NumberRange
from grader.commands.style import paint, say, terminal_width
from grader.errors import UsageError

_MOST_UNITS, _MOST_LAYERS, _MOST_SAMPLES = 64, 8, 256
_MOST_WORK = 2_000_000  # parameters × samples × layers: a few seconds


class _Layers(click.ParamType[tuple[int, ...]]):
    """Units per layer, inputs first, as ``3,5,2``."""

    name = "units"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, ...]:
        if isinstance(value, tuple):
            return value
        try:
            layers = tuple(int(part) for part in str(value).replace("-", ",").split(","))
        except ValueError:
            layers = ()
        if not 2 <= len(layers) <= _MOST_LAYERS + 1 or not all(1 <= units <= _MOST_UNITS for units in layers):
            self.fail(
                f"{value!r} is no network. Give the units of each layer, inputs first, such as 2,3,1: "
                f"one to {_MOST_LAYERS} layers after the inputs, of 1 to {_MOST_UNITS} units.",
                param,
                ctx,
            )
        return layers


@click.command("gradients")
@click.argument("name", required=False, type=EXERCISE, metavar="[NAME]")
@click.option(
    "--activation", "-a", type=click.Choice(["relu", "sigmoid", "tanh"]), default="relu", show_default=True,
    help="The activation of the hidden layers.",
)  # fmt: skip
@click.option(
    "--layers", "-l", type=_Layers(), default="3,4,4,2", show_default=True, help="Units per layer, inputs first.",
)  # fmt: skip
@click.option("--samples", "-n", type=click.IntRange(1, _MOST_SAMPLES), default=5, show_default=True)
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="Another seed, another network.")
@click.option(
    "--epsilon", type=NumberRange(1e-12, 1.0), default=1e-5, show_default=True,
    help="The step of the central differences.",
)  # fmt: skip
@click.option("--zero-biases", is_flag=True, help="Biases of 0, as after initialisation: where kinks come from.")
@output_option
@show_option
@json_option
@click.pass_context
def command(
    ctx: click.Context, name: str | None, activation: str, layers: tuple[int, ...], samples: int, seed: int,
    epsilon: float, zero_biases: bool, output: Path | None, show: bool, as_json: bool,
) -> None:  # fmt: skip
    r"""Compare your backward_propagation with the reference and with central differences, entry by entry.

    NAME is a .py file, a notebook, or the exercise; without it, yours is looked for in this folder, as `check` does.
    Shown are a table and two heat maps of the errors, the entries whose differences
    meet a kink of relu, and how far central differences are off themselves, by their epsilon.

    \b
    Examples:
      gradlings lab gradients
      gradlings lab gradients backward_propagation.py
      gradlings lab gradients my_network.ipynb --activation tanh --layers 2,3,1
      gradlings lab gradients my_network.py -o gradients.html
      gradlings lab gradients my_network.py --zero-biases --seed 8    right or not, on a kink

    \b
    Exit code 0: every gradient is right. 1: something is off. 2: the file cannot be used.
    """
    from grader.boundary.launch import Zygote
    from grader.catalogue import load_catalogue

    output = where_to_draw(output, show, "gradients")
    parameters = sum((n_in + 1) * n_out for n_in, n_out in pairwise(layers))
    if parameters * samples * (len(layers) - 1) > _MOST_WORK:
        raise UsageError(
            f"A network of {parameters} parameters and {samples} samples is too large to move every entry of. "
            "Give fewer --layers, smaller ones, or fewer --samples."
        )
    catalogue = load_catalogue()
    # The worker process imports numpy while this one does: start it before anything heavy.
    with Zygote() as zygote:
        from grader.lab.gradients.comparison import Setting
        from grader.lab.gradients.session import examine, find_file

        setting = Setting(layers, samples, activation, seed, epsilon, zero_biases)
        lab = examine(find_file(name, Path.cwd(), catalogue), setting, catalogue, zygote)
    if output is not None:
        from grader.lab.gradients.forms import drawn
        from grader.lab.output import write

        write(output, lambda form: drawn(lab, form))
    if as_json:
        from grader.lab.gradients.record import to_json

        click.echo(to_json(lab))
    else:
        from grader.lab.glyphs import ASCII, UNICODE
        from grader.lab.gradients.terminal import lab_text

        say(lab_text(lab, paint, width=terminal_width(), glyphs=UNICODE if _shows_unicode() else ASCII))
    if output is not None:
        tell_where(output, show, quiet=as_json)
    ctx.exit(0 if lab.right else 1)


def _shows_unicode() -> bool:
    try:
        "✓█±²…".encode(sys.stdout.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
