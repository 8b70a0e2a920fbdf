"""Somebody at a terminal, watched: keys go in, and the screen is read as a person would."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte

from grader.practice.store import read_progress
from grader.practice.workspace import Workspace
from tests.commands.test_interruption import hear_ctrl_c

PATIENCE = 30.0  # seconds for anything to show; a busy machine takes some


class Sitting:
    """A command in a terminal of its own. Use it as a context manager: leaving ends it."""

    def __init__(
        self,
        folder: Path,
        *arguments: str,
        columns: int = 80,
        rows: int = 24,
        environment: dict[str, str] | None = None,
    ) -> None:
        self.folder = folder
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.sent = b""  # everything the command wrote
        outside = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
        self.child = pexpect.spawn(
            sys.executable, ["-P", "-m", "grader", *arguments], cwd=folder, dimensions=(rows, columns),
            env={**outside, "TERM": "xterm-256color", **(environment or {})}, preexec_fn=hear_ctrl_c,
        )  # fmt: skip

    def __enter__(self) -> Sitting:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.child.close(force=True)

    @property
    def lines(self) -> list[str]:
        """What stands on the screen."""
        return [line.rstrip() for line in self.screen.display]

    @property
    def text(self) -> str:
        """What stands on the screen, as running text."""
        return re.sub(r"\s+", " ", " ".join(self.lines))

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.child.send(key)
            time.sleep(0.02)

    def sees(self, *texts: str, without: str = "") -> None:
        """Wait until all of ``texts`` stand on the screen, and ``without`` does not."""
        self.until(
            lambda: all(text in self.text for text in texts) and not (without and without in self.text),
            f"{texts} without {without!r}",
        )

    def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds; fail, with the screen, if it never does."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < deadline, f"never came: {what}\n" + "\n".join(self.lines)
            self.read()

    def read(self, seconds: float = 0.1) -> None:
        """Take what the command writes meanwhile."""
        try:
            data = self.child.read_nonblocking(1 << 16, timeout=seconds)
        except (pexpect.TIMEOUT, pexpect.EOF):
            if not self.child.isalive():
                time.sleep(seconds)
            return
        self.sent += data
        self._stream.feed(data)

    def ends(self) -> int:
        """Wait for the end, and return the exit code."""
        self.until(lambda: not self.child.isalive(), "the end")
        self.read(0.0)
        self.child.close()
        return int(self.child.exitstatus if self.child.exitstatus is not None else -self.child.signalstatus)


def attempts(workspace: Path, exercise: str) -> list[float]:
    """Return the scores of the attempts that the progress knows of."""
    progress, _ = read_progress(Workspace(workspace).progress_path)
    return [attempt.score for attempt in progress.of(exercise).attempts]
