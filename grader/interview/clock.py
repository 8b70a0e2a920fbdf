"""How much time is left, whatever happens to the program, the machine or its clock.

An interview ends at a moment that is fixed when it begins. How far away that is follows from a counter of seconds that
goes on while the program is closed and while the machine sleeps, and that nobody sets; so a wall clock set back gives
no time, and one set forward takes none. After the machine was started anew, or where it has no such counter, the
wall clock is asked, but never believed when it says that it is earlier than what the log knows already.
"""

from __future__ import annotations

import sys
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

_BOOT_ID = Path("/proc/sys/kernel/random/boot_id")


@dataclass(frozen=True, slots=True)
class Clock:
    """Where the time comes from.

    Parameters
    ----------
    wall
        The time as the machine's clock shows it, in UTC.
    counter
        Seconds since some moment; never set, never going back.
    boot
        What that moment is known by: readings of two clocks can be compared if it is the same.
    """

    wall: Callable[[], datetime]
    counter: Callable[[], float]
    boot: str


def system_clock() -> Clock:
    """Return the machine's clock."""

    def wall() -> datetime:
        return datetime.now(UTC)

    try:
        boot = _BOOT_ID.read_text(encoding="ascii").strip()
        number = time.CLOCK_BOOTTIME
    except (OSError, AttributeError):  # no Linux: nothing tells one start of the machine from another
        boot = f"process {uuid.uuid4()}"
        if sys.platform != "darwin":
            return Clock(wall, time.monotonic, boot)
        number = time.CLOCK_MONOTONIC  # goes on while a Mac sleeps, as `time.monotonic` does not
    return Clock(wall, lambda: time.clock_gettime(number), boot)


@dataclass(frozen=True, slots=True)
class Reading:
    """A moment, and what the counter said then."""

    at: datetime
    counter: float
    boot: str


@dataclass(frozen=True, slots=True)
class Timer:
    """The time of an interview: reckoned from a reading that its log holds.

    Parameters
    ----------
    since
        The reading.
    not_before
        The latest moment that the log knows of.
    ends_at
        When the time is up.
    """

    clock: Clock
    since: Reading
    not_before: datetime
    ends_at: datetime

    def now(self) -> datetime:
        """Return what time it is in the interview."""
        counted = self.clock.counter() - self.since.counter
        comparable = self.clock.boot == self.since.boot and counted >= 0
        at = self.since.at + timedelta(seconds=counted) if comparable else self.clock.wall()
        return max(at, self.not_before)

    def left(self) -> timedelta:
        """Return how much time is left, never less than none."""
        return max(self.ends_at - self.now(), timedelta(0))

    @property
    def is_up(self) -> bool:
        """Whether there is no time left."""
        return self.now() >= self.ends_at

    def wall_is_behind(self) -> timedelta:
        """Return by how much the wall clock is behind the interview's time; negative if it is ahead."""
        return self.now() - self.clock.wall()


def countdown(left: timedelta) -> str:
    """Return the time left as a clock shows it, begun seconds counted: ``44:59``, or ``1:30:00``."""
    seconds = -(-int(left.total_seconds() * 1000) // 1000)
    hours, minutes = divmod(seconds // 60, 60)
    return f"{hours}:{minutes:02}:{seconds % 60:02}" if hours else f"{minutes}:{seconds % 60:02}"


def span(seconds: float) -> str:
    """Return a span of time in words that suit it: ``40 s``, ``3 min 20 s``, ``25 min``, ``1 h 5 min``."""
    whole = round(seconds)
    if whole < 60:
        return f"{whole} s"
    if whole < 600:
        minutes, rest = divmod(whole, 60)
        return f"{minutes} min {rest} s" if rest else f"{minutes} min"
    hours, minutes = divmod(round(seconds / 60), 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"
