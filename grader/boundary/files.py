"""Files that a submission writes go to memory and are forgotten.

A script that saves its plot or its weights while it is imported is not wrong; there is just no disk for it here. What
is opened for reading only is opened as ever, as far as the walls let it.
"""

from __future__ import annotations

import builtins
import io
from typing import Any

_real_open = io.open  # builtins.open is the same function


class _Nowhere(io.BytesIO):
    """A file in memory that knows the name it was opened by."""

    def __init__(self, name: object) -> None:
        super().__init__()
        self.name = name


def files_go_nowhere() -> None:
    """Let ``open(…, "w")`` and the like in this process write to memory."""
    builtins.open = io.open = _open


def _open(
    file: Any,
    mode: str = "r",
    buffering: int = -1,
    encoding: str | None = None,
    errors: str | None = None,
    newline: str | None = None,
    *arguments: Any,
    **named: Any,
) -> Any:
    if isinstance(file, int) or not (isinstance(mode, str) and set(mode) & set("wax+")):
        return _real_open(file, mode, buffering, encoding, errors, newline, *arguments, **named)
    nowhere = _Nowhere(file)
    return nowhere if "b" in mode else io.TextIOWrapper(nowhere, encoding or "utf-8", errors, newline)
