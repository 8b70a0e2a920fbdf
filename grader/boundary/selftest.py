"""How strong the walls are, measured: a throw-away worker tries what no worker must be able to do.

A wall counts only if its own probe shows it, whatever the zygote was asked to raise; and a level is given only if every
try was refused. The worker is an ordinary one, started as any submission's, before any submission has run.
"""

from __future__ import annotations

import contextlib
import errno
import os
import signal
import socket
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from grader.boundary.host import Host, Worker
from grader.boundary.losses import LoadError, WorkerLost
from grader.boundary.messages import Chunk, Texts
from grader.boundary.walls.namespaces import UNLISTED
from grader.catalogue import Limits
from grader.errors import BoundaryError

Level = Literal["strong", "good", "weak", "none"]

LEVELS: tuple[Level, ...] = ("none", "weak", "good", "strong")

# What is tried → what a person would call it.
THREATS: Mapping[str, str] = {
    "read": "read a file outside",
    "list": "list a folder outside",
    "write": "write a file",
    "change_mode": "change a file's permissions",
    "connect": "reach the network",
    "signal": "signal the grader",
    "signal_parent": "signal the process that starts workers",
    "fork": "start a process",
    "execute": "become another program",
    "see": "learn that a file exists",
}
_STRONG_ONLY = frozenset({"see"})
_SOURCE = Path(__file__).with_name("probes.py")
_LIMITS = Limits(call=5.0, load=10.0, exercise=15.0)
_OWN_DESCRIPTORS = 4  # the channel, and three that lead nowhere


@dataclass(frozen=True, slots=True)
class Sandbox:
    """What was found.

    ``held`` says of each of :data:`THREATS` whether the try was refused; ``walls`` are those that showed themselves,
    ``missing`` those that could not be had or did nothing, each with the reason.
    """

    level: Level
    walls: tuple[str, ...]
    held: Mapping[str, bool]
    missing: Mapping[str, str]

    def at_least(self, level: Level) -> bool:
        """Say whether the walls are as strong as ``level`` or stronger."""
        return LEVELS.index(self.level) >= LEVELS.index(level)


class SelfTest:
    """The worker that tries, and what is planted for it. Use it as a context manager: leaving removes both.

    Raises
    ------
    BoundaryError
        If no worker can be had.
    """

    def __init__(self, host: Host) -> None:
        self._host = host
        self._laid_out = contextlib.ExitStack()

    def __enter__(self) -> SelfTest:
        with self._laid_out as laid_out:  # what has been laid out goes, should the rest fail
            self._folder = laid_out.enter_context(tempfile.TemporaryDirectory(prefix="gradlings-"))
            self._planted = os.path.join(self._folder, "solution.py")
            with open(self._planted, "w", encoding="utf-8") as file:
                file.write("The self-test of the walls tries to read this.\n")
            os.chmod(self._planted, 0o600)
            self._listener = laid_out.enter_context(socket.create_server(("127.0.0.1", 0)))
            self._listener.setblocking(False)
            text = _SOURCE.read_text(encoding="utf-8")
            self._worker = self._host.start(Texts("", [Chunk("probes.py", text)]), _LIMITS)
            laid_out.callback(self._worker.close)
            self._laid_out = laid_out.pop_all()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._laid_out.close()

    def measure(self) -> Sandbox:
        """Wait for the answers and judge them.

        Raises
        ------
        BoundaryError
            If the worker does not answer.
        """
        port = self._listener.getsockname()[1]
        try:
            unlisted = UNLISTED if sys.platform == "linux" else self._planted
            found = self._ask("state")
            tried = self._ask("tries", self._planted, unlisted, port, os.getpid())
            if tried["read_unlisted"] == errno.ENOENT:  # no root of its own: the planted file is in view
                tried["read_unlisted"] = tried["read"]
        except (LoadError, WorkerLost) as error:
            raise BoundaryError(f"The walls could not be tested, so nothing can be graded: {error}") from error
        tried["execute"] = self._try_to_execute()
        held = {threat: tried[threat] != 0 for threat in THREATS}
        held["signal_parent"] |= found["parent"] == 1  # the first process of a namespace hears no signal from inside
        held["write"] &= not os.path.exists(os.path.join(self._folder, "canary"))
        held["change_mode"] &= os.stat(self._planted).st_mode & 0o777 == 0o600
        held["connect"] &= not self._somebody_connected()
        return _judge(held, tried, found, self._host.missing_walls())

    def _ask(self, function: str, *arguments: object) -> dict[str, int]:
        reply = self._worker.call(function, arguments, {}, time.monotonic() + _LIMITS.call)
        if reply.problem is not None or not isinstance(reply.value, dict):
            problem = f"{reply.problem.type}: {reply.problem.message}" if reply.problem else "no answer"
            raise BoundaryError(f"The walls could not be tested, so nothing can be graded: {problem}.")
        return {str(name): int(value) for name, value in reply.value.items()}

    def _try_to_execute(self) -> int:
        try:
            reply = self._worker.call("execute", (sys.executable,), {}, time.monotonic() + _LIMITS.call)
        except WorkerLost:  # it has become another program
            return 0
        return int(reply.value) if isinstance(reply.value, int) else 0

    def _somebody_connected(self) -> bool:
        with contextlib.suppress(BlockingIOError):
            self._listener.accept()[0].close()
            return True
        return False


def _judge(
    held: Mapping[str, bool], tried: Mapping[str, int], found: Mapping[str, int], missing: Mapping[str, str]
) -> Sandbox:
    shows = {
        "process": found["process"] != os.getpid() or found["parent"] == 1,  # namespaces number their own
        "rlimits": found["cpu_seconds"] == Worker.cpu_seconds(_LIMITS) and _is_limited(found["address_space"]),
        "no_new_privs": found.get("no_new_privs") == 1,
        "capabilities": found.get("capabilities") == 0,
        "descriptors": found["descriptors"] <= _OWN_DESCRIPTORS,
        "parent_death": found.get("death_signal") == signal.SIGKILL,
        "landlock": tried["read_unlisted"] == errno.EACCES,
        "seccomp": tried["fork"] == tried["socket"] == tried["change_mode"] == errno.EPERM,
        "namespaces": tried["see"] == errno.ENOENT and found["parent"] == 1,
    }
    walls = tuple(name for name, shown in shows.items() if shown)
    without = {name: missing.get(name, "it was raised and does nothing") for name, shown in shows.items() if not shown}
    return Sandbox(_level(held, shows), walls, dict(held), without)


def _level(held: Mapping[str, bool], shows: Mapping[str, bool]) -> Level:
    if not shows["rlimits"]:
        return "none"
    if not all(held[threat] for threat in THREATS if threat not in _STRONG_ONLY):
        return "weak"
    return "strong" if all(shows.values()) and all(held.values()) else "good"


def _is_limited(address_space: int) -> bool:
    return sys.platform != "linux" or 0 < address_space < 1 << 60
