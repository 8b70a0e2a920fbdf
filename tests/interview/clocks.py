"""Clocks for tests: they stand still until they are moved."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from grader.interview.clock import Clock

START = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)


class HandMoved:
    """A machine's time, moved by hand: the counter and the wall clock, each by itself."""

    def __init__(self, boot: str = "boot 1", start: datetime = START) -> None:
        self.boot = boot
        self.counter = 1000.0
        self.wall = start

    def pass_time(self, seconds: float) -> None:
        """Let time pass, as both clocks notice."""
        self.counter += seconds
        self.wall += timedelta(seconds=seconds)

    def set_wall(self, seconds: float) -> None:
        """Set the wall clock forward, or back."""
        self.wall += timedelta(seconds=seconds)

    def start_anew(self, seconds: float) -> None:
        """Start the machine anew, which takes some seconds."""
        self.boot += "'"
        self.counter = 3.0
        self.wall += timedelta(seconds=seconds)

    @property
    def clock(self) -> Clock:
        """Return the clock as a process sees it."""
        return Clock(lambda: self.wall, lambda: self.counter, self.boot)
