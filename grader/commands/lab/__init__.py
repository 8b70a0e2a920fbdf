"""``gradlings lab``: one's own functions, measured and drawn beside what they should be."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.lab import activations, gradients, training


@click.group()
def command() -> None:
    r"""Look into your own functions: measured and drawn beside what they should be.

    \b
    Examples:
      gradlings lab activations                           your curves over the kit's
      gradlings lab gradients                             your errors, entry by entry
      gradlings lab training -o training.html             your losses, on three data sets
      gradlings lab predictions --show                    what your network has learned
    """
    from grader.interview.gate import refuse_during_interview

    refuse_during_interview(Path.cwd())  # they draw the reference beside one's own, and name what is off


for lab in (activations.command, gradients.command, training.training, training.predictions):
    command.add_command(lab)
