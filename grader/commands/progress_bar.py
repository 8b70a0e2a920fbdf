"""How far a long run has come, on stderr: a bar where somebody is watching, a line now and then where nobody is."""

from __future__ import annotations

import contextlib
import sys
import time
from collections.abc import Callable, Iterator

from grader.commands.style import say

Show = Callable[[int, int, int], None]  # finished, found, and finished before this run began

_FEW = 3  # submissions: not worth a bar
_EVERY = 10.0  # seconds between lines
_REDRAWN = 0.1  # seconds between two looks of the bar
_RECENT = 30.0  # seconds that the rate is taken over


class Rate:
    """How fast submissions are finished, of late.

    Parameters
    ----------
    clock
        Tells seconds.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: list[tuple[float, int]] = []

    def note(self, finished: int) -> None:
        """Note how many are finished now."""
        now = self._clock()
        self._seen.append((now, finished))
        while len(self._seen) > 2 and (self._seen[1][0] < now - _RECENT or len(self._seen) > 1_000):
            del self._seen[0]

    def per_second(self) -> float:
        """Return how many are finished in a second; 0 while that is not known."""
        if len(self._seen) < 2:
            return 0.0
        (began, first), (now, last) = self._seen[0], self._seen[-1]
        return (last - first) / (now - began) if now > began else 0.0

    def seconds_left(self, remaining: int) -> float | None:
        """Return how long the ``remaining`` will take, or None while that is not known."""
        rate = self.per_second()
        return remaining / rate if rate else None


def sentence(finished: int, total: int | None, rate: Rate) -> str:
    """Return how far things are, as a line: ``Graded 340 of 2000, 58 per second, 29 s left.``"""
    of = f" of {total}" if total is not None else ""
    speed = f", {_number(rate.per_second())} per second" if rate.per_second() else ""
    left = rate.seconds_left(total - finished) if total is not None else None
    ahead = f", {duration(left)} left" if left is not None and finished else ""
    return f"Graded {finished}{of}{speed}{ahead}."


def duration(seconds: float) -> str:
    """Return a time as people say it: ``45 s``, ``12 min``, ``3 h 20 min``."""
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"


@contextlib.contextmanager
def progress(total: int | None) -> Iterator[Show]:
    """Give a function that is told how many are finished, have been found, and were finished before.

    Parameters
    ----------
    total
        How many there are, as far as that can be known without opening archives.
    """
    if total is not None and total < _FEW:
        yield lambda finished, found, before: None
    elif sys.stderr.isatty():
        with _bar(total) as show:
            yield show
    else:
        yield _lines(total)


def _lines(total: int | None) -> Show:
    rate = Rate()
    rate.note(0)
    said = time.monotonic()

    def show(finished: int, found: int, before: int) -> None:
        nonlocal said
        rate.note(finished - before)
        if time.monotonic() - said >= _EVERY:
            said = time.monotonic()
            say(sentence(finished, None if total is None else max(total, found), rate), err=True)

    return show


@contextlib.contextmanager
def _bar(total: int | None) -> Iterator[Show]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn

    columns = (TextColumn("grading"), BarColumn(), TextColumn("{task.description}"))
    rate = Rate()
    rate.note(0)
    # It draws when told to and not in a thread of its own: lanes are forked from this process.
    bar = Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
    with bar:
        task = bar.add_task("", total=total)
        drawn = 0.0

        def show(finished: int, found: int, before: int) -> None:
            nonlocal drawn
            rate.note(finished - before)
            if time.monotonic() - drawn >= _REDRAWN:
                drawn = time.monotonic()
                of = None if total is None else max(total, found)
                bar.update(task, completed=finished, total=of, description=_short(finished, of, rate), refresh=True)

        yield show


def _short(finished: int, total: int | None, rate: Rate) -> str:
    return sentence(finished, total, rate).removeprefix("Graded ").removesuffix(".").replace(" of ", "/", 1)


def _number(rate: float) -> str:
    return f"{rate:.0f}" if rate >= 10 else f"{rate:.1f}"
