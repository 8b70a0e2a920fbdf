"""The terminal: keys as they are pressed, a screen drawn whole, and everything left as it was found.

The alternate screen is used, so that what stood in the terminal before stands there again afterwards, with a line or
two on what was done; what does not fit is scrolled by keys.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import termios
import tty
from collections.abc import Iterator, Sequence

_ENTER = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h"  # other screen, no cursor, no wrapping, pastes marked as such
_LEAVE = "\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l"
_BEGIN, _FINISH = "\x1b[?2026h\x1b[H", "\x1b[J\x1b[?2026l"  # drawn at once, where the terminal knows how
_EMPTY = "\x1b[K"  # the line; before it is written, since at the right edge it would take the last character
_SMALLEST = (20, 5)
_NEVER_LONGER = 1 << 12

HEARD = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGWINCH, signal.SIGTSTP, signal.SIGCONT)


class Terminal:
    """A terminal, while it is ours. Use it as a context manager.

    Parameters
    ----------
    keyboard, screen
        Descriptors.
    encoding, errors
        How text is written there.
    """

    def __init__(self, keyboard: int = 0, screen: int = 1, encoding: str = "utf-8", errors: str = "replace") -> None:
        self.keyboard = keyboard
        self._screen = screen
        self._encoding, self._errors = encoding, errors
        self._before = termios.tcgetattr(keyboard)
        self._shown: tuple[str, ...] | None = None
        self._ours = False
        self.is_gone = False  # the window was closed

    def __enter__(self) -> Terminal:
        self.take()
        return self

    def __exit__(self, *_exception: object) -> None:
        self.give_back()

    def take(self) -> None:
        """Begin to show and to listen."""
        self._ours = True
        tty.setcbreak(self.keyboard, termios.TCSANOW)
        self._write(_ENTER)
        self._shown = None

    def give_back(self) -> None:
        """Leave everything as it was. Safe to call twice."""
        if self._ours:
            self._ours = False
            self._write(_LEAVE)
            with contextlib.suppress(termios.error):  # it may be gone
                termios.tcsetattr(self.keyboard, termios.TCSADRAIN, self._before)

    def stop(self) -> None:
        """Do what Ctrl-Z asks for, and come back when the shell lets us."""
        self.give_back()
        previous = signal.signal(signal.SIGTSTP, signal.SIG_DFL)
        os.kill(os.getpid(), signal.SIGTSTP)
        signal.signal(signal.SIGTSTP, previous)
        self.take()

    def size(self) -> tuple[int, int]:
        """Return how many columns and rows there are; at least as many as something can be shown in."""
        try:
            columns, rows = os.get_terminal_size(self._screen)
        except OSError:
            columns, rows = 0, 0
        return max(columns or 80, _SMALLEST[0]), max(rows or 24, _SMALLEST[1])

    def read(self) -> bytes:
        """Return what was typed; nothing, if the terminal is gone."""
        try:
            return os.read(self.keyboard, _NEVER_LONGER)
        except OSError:
            return b""

    def show(self, lines: Sequence[str]) -> None:
        """Draw a whole screen, unless it stands there already."""
        frame = tuple(lines)
        if frame != self._shown:
            self._shown = frame
            self._write(_BEGIN + "\r\n".join(_EMPTY + line for line in frame) + _FINISH)

    def forget(self) -> None:
        """Draw the next screen in any case: the window has another size, or somebody else wrote on it."""
        self._shown = None

    def _write(self, text: str) -> None:
        data = memoryview(text.encode(self._encoding, self._errors))
        while data and not self.is_gone:
            try:
                data = data[os.write(self._screen, data) :]
            except BlockingIOError:  # somebody has made it so; it is a terminal all the same
                select.select([], [self._screen], [])
            except OSError:
                self.is_gone = True


@contextlib.contextmanager
def signals() -> Iterator[int]:
    """Hear signals as bytes from the descriptor that is yielded, each the number of one; nothing else happens."""
    ours, theirs = os.pipe()
    for end in (ours, theirs):
        os.set_blocking(end, False)
    before = {number: signal.signal(number, _heard) for number in HEARD}
    woken = signal.set_wakeup_fd(theirs, warn_on_full_buffer=False)
    try:
        yield ours
    finally:
        signal.set_wakeup_fd(woken)
        for number, handler in before.items():
            signal.signal(number, handler)
        os.close(ours)
        os.close(theirs)


def heard(descriptor: int) -> set[int]:
    """Return the signals that have come."""
    try:
        return set(os.read(descriptor, _NEVER_LONGER))
    except BlockingIOError:
        return set()


def is_there() -> bool:
    """Say whether somebody sits at a terminal that can be drawn on."""
    return sys.stdin.isatty() and sys.stdout.isatty() and os.environ.get("TERM", "") not in ("", "dumb")


def _heard(_number: int, _frame: object) -> None:
    """Do nothing: the number has been written to the pipe."""
