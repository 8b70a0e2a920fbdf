"""``gradlings completion``: the script that teaches a shell to complete commands, exercises and functions."""

from __future__ import annotations

import click
from click.shell_completion import get_completion_class


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    r"""Print the completion script for SHELL.

    \b
    Examples:
      gradlings completion bash >> ~/.bashrc
      gradlings completion zsh >> ~/.zshrc
      gradlings completion fish > ~/.config/fish/completions/gradlings.fish
    """
    kind = get_completion_class(shell)
    assert kind is not None
    click.echo(kind(ctx.find_root().command, {}, "gradlings", "_GRADLINGS_COMPLETE").source())
