"""What the self-test runs in a throw-away worker, as if a candidate had handed it in: harmless tries of what a worker
must not be able to do.

Each answers with an error number, 0 meaning that it succeeded. The grader looks for itself as well, wherever a success
leaves something to see.
"""

from __future__ import annotations

import ctypes
import os
import resource
import socket
import sys
from collections.abc import Callable

_PR_GET_PDEATHSIG, _PR_GET_NO_NEW_PRIVS = 2, 39
_CAPABILITY_VERSION_3 = 0x20080522


def tries(planted: str, unlisted: str, port: int, grader: int) -> dict[str, int]:
    """Try everything that this process would survive.

    Parameters
    ----------
    planted
        A file of the grader's, in a folder of its own.
    unlisted
        A file that this process can see and that no wall but Landlock keeps it from reading.
    port
        Where the grader listens on the loopback device.
    grader
        The process id of the grader.
    """
    folder = os.path.dirname(planted)
    return {
        "read": _outcome(lambda: _read(planted)),
        "read_unlisted": _outcome(lambda: _read(unlisted)),
        "list": _outcome(lambda: os.listdir(folder)),
        "see": _outcome(lambda: os.stat(planted)),
        "write": _outcome(lambda: os.open(os.path.join(folder, "canary"), os.O_CREAT | os.O_WRONLY)),
        "change_mode": _outcome(lambda: os.chmod(planted, 0o777)),
        "socket": _outcome(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM)),
        "connect": _outcome(lambda: socket.create_connection(("127.0.0.1", port), timeout=0.2)),
        "signal": _outcome(lambda: os.kill(grader, 0)),
        "signal_parent": _outcome(lambda: os.kill(os.getppid(), 0)),
        "fork": _outcome(_fork),
    }


def state() -> dict[str, int]:
    """Return what the kernel says of this process."""
    return {
        **(_privileges() if sys.platform == "linux" else {}),
        "process": os.getpid(),
        "parent": os.getppid(),
        "descriptors": sum(_is_open(descriptor) for descriptor in range(resource.getrlimit(resource.RLIMIT_NOFILE)[0])),
        "cpu_seconds": resource.getrlimit(resource.RLIMIT_CPU)[0],
        "address_space": resource.getrlimit(resource.RLIMIT_AS)[0],
    }


def execute(program: str) -> int:
    """Try to become another program; a success never returns."""
    return _outcome(lambda: os.execv(program, [program, "-c", ""]))


def _outcome(action: Callable[[], object]) -> int:
    try:
        action()
    except OSError as error:
        return error.errno or -1
    return 0


def _read(path: str) -> None:
    os.read(os.open(path, os.O_RDONLY), 1)


def _fork() -> None:
    if os.fork() == 0:
        os._exit(0)


def _is_open(descriptor: int) -> bool:
    try:
        os.fstat(descriptor)
    except OSError:
        return False
    return True


def _privileges() -> dict[str, int]:
    libc = ctypes.CDLL(None)
    header, sets = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0), (ctypes.c_uint32 * 6)()
    libc.capget(header, sets)
    death_signal = ctypes.c_int()
    libc.prctl(_PR_GET_PDEATHSIG, ctypes.byref(death_signal), 0, 0, 0)
    return {
        "capabilities": sum(sets),
        "death_signal": death_signal.value,
        "no_new_privs": libc.prctl(_PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0),
    }
