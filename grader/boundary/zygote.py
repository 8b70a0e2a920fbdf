"""The zygote: a process with numpy imported and nothing secret in it, which forks a fresh worker on request.

It is started by exec, so it inherits no memory of the grader's. Its requests come on a socketpair, each with a number
that the grader has given to a worker: ``F`` with a descriptor (fork a worker on that channel), ``K`` (kill it), ``R``
(kill it if it still runs, and answer how it ended) and ``M`` (import matplotlib, for submissions that do). Only ``R``
is answered, so that the grader need not wait for a fork. It stays single-threaded, and takes its scratch folder with it
when the grader is gone.
"""

from __future__ import annotations

import contextlib
import gc
import os
import shutil
import signal
import socket
import struct
import sys
import types
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.boundary.walls import Walls

REQUEST = struct.Struct("<cq")
ANSWER = struct.Struct("<i")
NEVER_STARTED = 1000  # no process ends with this exit code


def main(control_descriptor: int) -> None:
    """Serve requests until the grader hangs up."""
    _preload()
    from grader.boundary.walls import Walls

    walls = Walls()
    control = socket.socket(fileno=control_descriptor)
    gc.freeze()
    try:
        _serve(control, walls)
    finally:
        shutil.rmtree(os.getcwd(), ignore_errors=True)


def _serve(control: socket.socket, walls: Walls) -> None:
    pids: dict[int, int] = {}
    while True:
        try:
            data, descriptors, _, _ = socket.recv_fds(control, REQUEST.size, 1)
        except OSError:
            return
        if not data:
            return
        kind, number = REQUEST.unpack(data)
        if kind == b"F":
            with contextlib.suppress(OSError):
                pids[number] = _fork(control, descriptors[0], walls)
            os.close(descriptors[0])
        elif kind == b"M":
            _preload_plots()
        else:
            code = _reap(pids.pop(number)) if number in pids else NEVER_STARTED
            if kind == b"R":
                control.sendall(ANSWER.pack(code))


def _preload() -> None:
    """Import what candidates and the worker need; a first import inside a worker would cost each of them anew."""
    import ast  # noqa: F401
    import dataclasses  # noqa: F401
    import typing  # noqa: F401

    import numpy as np
    import numpy.fft
    import numpy.linalg
    import numpy.random

    import grader.boundary.worker  # noqa: F401

    np.random.seed(0)
    np.random.default_rng(0)
    np.ones((2, 2)) @ np.ones((2, 2))  # let BLAS make its buffers once
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        np.exp(np.float64(1e4))  # and numpy its warning machinery


def _preload_plots() -> None:
    with contextlib.suppress(ImportError):
        import matplotlib.pyplot  # noqa: F401
    gc.freeze()


def _fork(control: socket.socket, channel: int, walls: Walls) -> int:
    pid = os.fork()
    if pid:
        return pid
    try:
        control.close()
        _become_worker(channel, walls)
    except BaseException:  # nothing may return into the zygote's loop
        os._exit(70)
    os._exit(0)


def _become_worker(channel: int, walls: Walls) -> None:
    from grader.boundary.worker import Worker

    os.setsid()
    walls.tie_to_parent()
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        if standard != channel:
            os.dup2(nothing, standard)
    os.closerange(3, channel)
    os.closerange(channel + 1, 256)
    sys.argv = ["submission"]
    worker = Worker(channel, walls)
    _hide_the_kit()
    worker.serve()


def _hide_the_kit() -> None:
    """Leave of the kit what an exported notebook's last cell calls, and nothing that knows an answer.

    This stops an import, not code that reads the disk: that is the walls' to stop.
    """
    for name in [name for name in sys.modules if name.partition(".")[0] == "grader"]:
        del sys.modules[name]
    stand_in = types.ModuleType("grader")  # no package, so nothing below it can be imported
    vars(stand_in)["check"] = lambda *_names: None
    sys.modules["grader"] = stand_in


def _reap(pid: int) -> int:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, signal.SIGKILL)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    try:
        return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    except ChildProcessError:
        return 0
