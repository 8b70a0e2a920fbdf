"""The zygote: a process with numpy imported and nothing secret in it, which forks a fresh worker on request.

It is started by exec, so it inherits no memory of the grader's. Its requests come on a socketpair, each with a number:

``P``  import packages for submissions that do, and let workers read them; their names follow, the number is the length
``F``  fork a worker that goes by this number and serves the channel whose descriptor comes along
``K``  end that worker
``R``  end that worker if it still runs, and answer how it ended
``W``  answer which walls cannot be had here, and why

The first ``F`` closes the house: the walls are built, and nothing can be imported any more. The zygote stays
single-threaded.
"""

from __future__ import annotations

import contextlib
import gc
import importlib.util
import os
import signal
import socket
import struct
import sys
import warnings
from typing import TYPE_CHECKING

from grader.boundary.walls import ALL_WALLS, Walls
from grader.boundary.walls.limits import die_with_parent

if TYPE_CHECKING:
    from collections.abc import Collection

    from grader.boundary.worker import Worker

# What candidates and the worker need. Extension modules that need a library of the system's are among them: once the
# house is closed, none can be found.
_PRELOADED = (
    "ast", "bz2", "dataclasses", "decimal", "lzma", "typing",
    "numpy", "numpy.fft", "numpy.linalg", "numpy.random",
    "grader.boundary.worker",
)  # fmt: skip
_PRELOADED_ON_LINUX = ("places", "landlock", "seccomp", "namespaces")

REQUEST = struct.Struct("<cq")
ANSWER = struct.Struct("<i")
NEVER_STARTED = 1000  # no process ends with this exit code


def main(control_descriptor: int, wanted: Collection[str] = ALL_WALLS) -> None:
    """Serve requests until the grader hangs up."""
    walls = Walls(wanted)
    walls.enter(control_descriptor)
    _preload()
    Zygote(socket.socket(fileno=control_descriptor), walls).serve()
    os._exit(0)  # at once: the grader waits, and nothing here is worth tidying


class Zygote:
    """The process's state: its workers, the packages they may import, and the walls."""

    def __init__(self, control: socket.socket, walls: Walls) -> None:
        self._control = control
        self._walls = walls
        self._nothing = os.open(os.devnull, os.O_RDWR)  # there is no /dev once the house is closed
        self._worker: type[Worker] | None = None  # what a worker runs, once the house is closed
        self._workers: dict[int, int] = {}  # the grader's number for it → process id
        self._packages: dict[str, list[str]] = {"numpy": ["numpy"]}  # declared → all that its import brings along

    def serve(self) -> None:
        """Answer requests until the grader hangs up."""
        while True:
            try:
                data, descriptors, _, _ = socket.recv_fds(self._control, REQUEST.size, 1)
            except OSError:
                return
            if not data:
                return
            kind, number = REQUEST.unpack(data)
            if kind == b"P":
                self._admit(self._control.recv(number, socket.MSG_WAITALL).decode().split())
            elif kind == b"W":
                self._answer_with_missing_walls()
            elif kind == b"F":
                self._close_the_house()
                with contextlib.suppress(OSError):
                    self._workers[number] = self._fork(descriptors[0])
                os.close(descriptors[0])
            else:
                code = _reap(self._workers.pop(number)) if number in self._workers else NEVER_STARTED
                if kind == b"R":
                    self._control.sendall(ANSWER.pack(code))

    def _admit(self, packages: list[str]) -> None:
        from grader.boundary.walls.places import third_party

        for package in packages:
            before = third_party(sys.modules)
            with contextlib.suppress(ImportError):
                importlib.import_module(package)
                if package == "matplotlib":
                    importlib.import_module("matplotlib.pyplot")
                self._packages[package] = [package, *(third_party(sys.modules) - before)]

    def _close_the_house(self) -> None:
        if self._worker is None:
            from grader.boundary.imports import hide_the_kit
            from grader.boundary.worker import Worker

            self._worker = Worker
            importlib.util.find_spec("no_such_module")  # every folder on the path is listed once, while it can be
            self._walls.prepare({name for names in self._packages.values() for name in names})
            hide_the_kit()  # here, once: in each worker it would write to a thousand objects that are shared till then
            gc.freeze()

    def _answer_with_missing_walls(self) -> None:
        self._close_the_house()
        text = "\n".join(f"{wall}\t{reason}" for wall, reason in self._walls.missing.items()).encode()
        self._control.sendall(ANSWER.pack(len(text)) + text)

    def _fork(self, channel: int) -> int:
        self._walls.before_fork()
        pid = os.fork()
        if pid:
            return pid
        try:
            self._become_worker(channel)
        except BaseException:  # nothing may return into the zygote's loop
            os._exit(70)
        os._exit(0)

    def _become_worker(self, channel: int) -> None:
        die_with_parent()
        os.setsid()
        self._control.detach()
        for standard in (0, 1, 2):
            os.dup2(self._nothing, standard)
        _close_all_but([channel, *self._walls.kept_descriptors()])
        sys.argv = ["submission"]
        assert self._worker is not None
        self._worker(channel, self._walls, self._packages).serve()


def _preload() -> None:
    """Import all that a worker needs, once: a first import inside a worker would cost each of them anew."""
    for name in _PRELOADED:
        importlib.import_module(name)
    for name in _PRELOADED_ON_LINUX if sys.platform == "linux" else ():
        importlib.import_module(f"grader.boundary.walls.{name}")

    import numpy as np

    np.random.seed(0)
    np.random.default_rng(0)
    np.ones((2, 2)) @ np.ones((2, 2))  # let BLAS make its buffers once
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        np.exp(np.float64(1e4))  # and numpy its warning machinery


def _close_all_but(kept: Collection[int]) -> None:
    below = 3  # the standard ones stay
    for descriptor in sorted(kept):
        os.closerange(below, descriptor)
        below = descriptor + 1
    os.closerange(below, 1024)


def _reap(pid: int) -> int:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    try:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    except ChildProcessError:
        return 0
