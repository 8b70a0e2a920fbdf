"""Rich's tables and pages as text, which the commands then write as they write everything else."""

from __future__ import annotations

import io

from rich.console import Console, RenderableType


def drawn(content: RenderableType, *, width: int, colour: bool) -> str:
    """Return ``content`` as lines of at most ``width`` columns."""
    console = Console(
        file=io.StringIO(),
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
        emoji=False,
        highlight=False,
        markup=False,
        _environ={},
    )
    with console.capture() as capture:
        console.print(content)
    return "\n".join(line.rstrip() for line in capture.get().splitlines())
