"""``gradlings card``: the formulas on one card."""

from __future__ import annotations

from pathlib import Path

import click

from grader.commands.style import paint, say, terminal_width


@click.command()
@click.option("--html", type=click.Path(dir_okay=False, path_type=Path), help="Write a page to print to this file.")
def command(html: Path | None) -> None:
    r"""Show the formulas, shapes, conventions and traps on one card.

    As a page it prints on one sheet of A4, and its colours follow those of the reader's screen.

    \b
    Examples:
      gradlings card | less -R
      gradlings card --html card.html
    """
    if html is None:
        from grader.card.text import card_text

        say(card_text(paint, terminal_width()))
        return
    from grader.card.page import card_page
    from grader.errors import UsageError
    from grader.writing import write_whole

    try:
        write_whole(html, card_page())
    except OSError as error:
        raise UsageError(f"The card cannot be written to {html}: {error.strerror}.") from error
    say(f"Wrote {html}; open it in a browser, and print it from there.")
