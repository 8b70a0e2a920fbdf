"""A long run that is stopped says what is kept, and leaves nothing running."""

from __future__ import annotations

import contextlib
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from grader.commands.style import complain, say
from grader.errors import GradlingsError
from grader.plaintext import plain

INTERRUPTED, TERMINATED = 130, 143  # what a shell reports for these signals


class _Terminated(KeyboardInterrupt):
    """Somebody asked this process to end."""


@contextlib.contextmanager
def stoppable(ctx: click.Context, finished: Callable[[], int], folder: Path | None) -> Iterator[None]:
    """On Ctrl-C or SIGTERM, or if the kit is at fault, say what is kept and how to go on.

    Parameters
    ----------
    finished
        Tells how many submissions are graded by now.
    folder
        Where they are kept, if anywhere.
    """
    before = signal.signal(signal.SIGTERM, _raise_terminated)
    try:
        yield
    except KeyboardInterrupt as stopped:
        if folder is None:
            complain("Interrupted; nothing was changed.")
        else:
            kept = _graded(finished())
            complain(f"Interrupted: {kept} and kept in {folder}. Go on with the same command and --resume.")
        ctx.exit(TERMINATED if isinstance(stopped, _Terminated) else INTERRUPTED)
    except GradlingsError:
        if folder is not None and finished():
            say(f"{_graded(finished())} and kept in {plain(str(folder), one_line=True)}; --resume goes on.", err=True)
        raise
    finally:
        signal.signal(signal.SIGTERM, before)


def _raise_terminated(_number: int, _frame: object) -> None:
    raise _Terminated


def _graded(count: int) -> str:
    return f"{count} submission{'s are' if count != 1 else ' is'} graded"
