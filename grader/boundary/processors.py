"""Which processors a process runs on.

A grader and its worker take turns: one waits while the other runs. On one processor a turn is passed on several times
as fast as to another that has fallen idle, so lanes that use all processors are each held to one, with their zygote.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator


def usable() -> list[int]:
    """Return the numbers of the processors that this process may use; empty where the system does not tell."""
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []


def hold_to(processor: int | None) -> None:
    """Run this process, and those that it starts, on one processor; None leaves it as it is."""
    if processor is not None:
        with contextlib.suppress(OSError):  # taken away meanwhile: then anywhere
            os.sched_setaffinity(0, {processor})


@contextlib.contextmanager
def held_to(processor: int | None) -> Iterator[None]:
    """Hold this process to one processor meanwhile, for what it starts."""
    before = usable()
    hold_to(processor)
    try:
        yield
    finally:
        if processor is not None:
            with contextlib.suppress(OSError):
                os.sched_setaffinity(0, before)
