"""How the commands write: colour where it is wanted, none where ``NO_COLOR`` is set or nobody is watching."""

from __future__ import annotations

import os
import shutil
import textwrap
from typing import Any

import click

_WIDEST = 110


def colour_wanted() -> bool | None:
    """Return False where ``NO_COLOR`` forbids colour, True where ``FORCE_COLOR`` asks for it, None to let the stream decide."""
    if os.environ.get("NO_COLOR"):
        return False
    return True if os.environ.get("FORCE_COLOR") else None


def say(text: str = "", *, err: bool = False, **style: Any) -> None:
    """Print a line, styled by click's keywords."""
    click.echo(click.style(text, **style) if style else text, color=colour_wanted(), err=err)


def wrap(text: str, indent: str, *, later: str | None = None) -> str:
    """Return ``text`` filled to the terminal's width (at most 110 columns), every line indented."""
    width = max(40, min(shutil.get_terminal_size((100, 24)).columns, _WIDEST))
    paragraphs = [
        textwrap.fill(
            paragraph, width, initial_indent=indent, subsequent_indent=later or indent,
            break_on_hyphens=False, break_long_words=False,
        )
        for paragraph in text.splitlines()
    ]  # fmt: skip
    return "\n".join(paragraphs)
