"""The loop: keys, saves, verdicts and the clock, in one thread."""

from __future__ import annotations

import contextlib
import select
import signal
import time
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING

from grader.practice.recording import now as wall_clock
from grader.practice.watch.checking import Checking
from grader.practice.watch.conversation import Conversation
from grader.practice.watch.detection import Detection
from grader.practice.watch.events import source_for
from grader.practice.watch.files import exercises_of, files_of, packages_in
from grader.practice.watch.keys import ESCAPE_WAIT, Keys
from grader.practice.watch.screen import Look, by_line
from grader.practice.watch.session import Opening
from grader.practice.watch.terminal import Terminal, heard, signals
from grader.practice.watch.terms import Ended, Reason
from grader.reports.text import Paint, unpainted

if TYPE_CHECKING:
    from grader.catalogue import Catalogue
    from grader.practice.watch.terms import Terms
    from grader.practice.workspace import Workspace

_A_SECOND = 1.0
_SPINNING = 0.25  # between screens while something is being checked
_LAST_CHECKS = 35.0  # seconds that what was saved in time may take: an exercise's own limit, and a little
_ENDS: dict[int, Reason] = {
    signal.SIGINT: "interrupted", signal.SIGTERM: "terminated", signal.SIGHUP: "terminated",
}  # fmt: skip


def watch(
    workspace: Workspace,
    catalogue: Catalogue,
    terms: Terms,
    *,
    terminal: Terminal,
    paint: Paint = unpainted,
    links: bool = False,
    poll: bool = False,
    clock: Callable[[], datetime] = wall_clock,
) -> Ended:
    """Check each file of ``workspace`` as it is saved, until somebody quits or the time is up.

    Parameters
    ----------
    terminal
        Taken while this runs, and given back however it ends.
    paint, links
        Colour, and whether a file's name is to lead to it.
    poll
        Look at the files again and again, instead of being told of changes.
    clock
        The time of day: for records, and for ``terms.ends_at``.

    Raises
    ------
    UsageError
        If the workspace cannot be read.
    """
    with (
        opened(workspace, catalogue, terms, poll=poll, clock=clock) as (checking, detection),
        contextlib.closing(Conversation(workspace, checking, detection, terms, clock, time.monotonic())) as talk,
        signals() as news,
        terminal,
    ):
        return _Loop(terminal, talk, checking, detection, terms, news, (paint, links), clock).run()


@contextlib.contextmanager
def opened(
    workspace: Workspace, catalogue: Catalogue, terms: Terms, *, poll: bool, clock: Callable[[], datetime]
) -> Iterator[tuple[Checking, Detection]]:
    """Yield what checks the files of a workspace, and what notices that they are saved."""
    exercises = exercises_of(catalogue, terms)
    names = [exercise.name for exercise in exercises]
    opening = Opening(catalogue, names, terms.feedback, packages_in(files_of(workspace, exercises), exercises))
    # The grading process is forked before there is any thread here.
    with Checking(workspace, catalogue, terms, opening, clock) as checking:
        source = None if poll else source_for(workspace.root)
        with contextlib.closing(Detection(checking.files, source, time.monotonic())) as detection:
            yield checking, detection


class _Loop:
    def __init__(
        self,
        terminal: Terminal,
        talk: Conversation,
        checking: Checking,
        detection: Detection,
        terms: Terms,
        news: int,
        style: tuple[Paint, bool],
        clock: Callable[[], datetime],
    ) -> None:
        self._terminal, self._talk, self._checking, self._detection = terminal, talk, checking, detection
        self._terms, self._news, self._clock = terms, news, clock
        paint, self._links = style
        self._paint, self._colour = by_line(paint), paint is not unpainted
        self._keys = Keys()
        self._typed_at = 0.0
        self._deadline: float | None = None  # set when the time is up: until then, what was saved is still checked

    def run(self) -> Ended:
        """Go on until it ends."""
        while True:
            now = time.monotonic()
            self._draw(now)
            if self._terminal.is_gone:
                return self._ended("terminated")
            ready = self._wait(now)
            now = time.monotonic()
            for number in heard(self._news) if self._news in ready else ():
                if number in _ENDS:
                    return self._ended(_ENDS[number])
                self._take_notice(number)
            if self._terminal.keyboard in ready and not self._read_keys(now):
                return self._ended("terminated")
            if self._keys.unfinished and now - self._typed_at >= ESCAPE_WAIT:
                self._press(self._keys.timed_out(), now)
            if self._talk.wants_to_leave:
                return self._ended("quit")
            self._checking.answers(now)
            if self._deadline is None:
                self._talk.saved(self._detection.saved(now), now)
            self._checking.refresh()
            self._talk.tick()
            if self._is_over(now):
                return self._ended("time")

    def _draw(self, now: float) -> None:
        width, height = self._terminal.size()
        self._terminal.show(self._talk.frame(Look(width, height, self._paint, self._colour, self._links), now))

    def _wait(self, now: float) -> set[int]:
        watched = [self._news, self._terminal.keyboard, self._checking.fileno()]
        until = [now + _A_SECOND]
        if self._deadline is None:  # later saves are not listened to
            watched.append(self._detection.fileno())
            until.append(self._detection.next_time())
        if self._keys.unfinished:
            until.append(now + ESCAPE_WAIT)
        if self._talk.changes_by_itself():
            until.append(now + (_SPINNING if self._checking.busy else _A_SECOND))
        if self._terms.ends_at is not None and self._deadline is None:
            until.append(now + max((self._terms.ends_at - self._clock()).total_seconds(), 0.0))
        descriptors = [descriptor for descriptor in watched if descriptor is not None]
        ready, _, _ = select.select(descriptors, [], [], max(min(until) - now, 0.0))
        return set(ready)

    def _take_notice(self, number: int) -> None:
        if number == signal.SIGTSTP:
            self._terminal.stop()
        elif number == signal.SIGCONT:
            self._terminal.take()
        self._terminal.forget()

    def _read_keys(self, now: float) -> bool:
        data = self._terminal.read()
        self._typed_at = now
        self._press(self._keys.feed(data), now)
        return bool(data)

    def _press(self, keys: Iterable[str], now: float) -> None:
        for key in keys:
            self._talk.pressed(key, now)

    def _is_over(self, now: float) -> bool:
        if self._terms.ends_at is None or self._clock() < self._terms.ends_at:
            return False
        if self._deadline is None:
            self._deadline = now + _LAST_CHECKS
            self._talk.saved(self._detection.last_look(now), now)
            self._talk.say("Time is up. What you have saved is being checked.")
        return not self._checking.busy or now > self._deadline

    def _ended(self, reason: Reason) -> Ended:
        return Ended(reason, self._talk.current, self._talk.farewell())
