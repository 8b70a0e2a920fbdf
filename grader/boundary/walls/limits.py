"""Limits on what a worker may use up, and privileges that it gives away."""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import sys

from grader.boundary.walls.libc import LIBC

_PR_SET_PDEATHSIG, _PR_CAPBSET_DROP, _PR_SET_NO_NEW_PRIVS, _PR_CAP_AMBIENT = 1, 24, 38, 47
_PR_CAP_AMBIENT_CLEAR_ALL = 4
_CAPABILITY_VERSION_3 = 0x20080522
_MOST_CAPABILITIES = 64

MAX_FILE = 16 << 20  # bytes
MAX_DESCRIPTORS = 64


def limit_this_process(address_space: int, cpu_seconds: int) -> None:
    """Limit memory, processor time, files and processes.

    Parameters
    ----------
    address_space
        Bytes that the process may map altogether; 0 where it cannot be known.
    cpu_seconds
        Seconds of processor time, a second line behind the grader's wall clock.
    """
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_CPU, cpu_seconds)
    _limit(resource.RLIMIT_FSIZE, MAX_FILE)
    _limit(resource.RLIMIT_NOFILE, MAX_DESCRIPTORS)
    if sys.platform == "linux":
        _limit(resource.RLIMIT_NPROC, 0)  # root is not held by this one
        _limit(resource.RLIMIT_MSGQUEUE, 0)
        _limit(resource.RLIMIT_MEMLOCK, 0)
        if address_space:
            _limit(resource.RLIMIT_AS, address_space)


class AddressSpace:
    """How much a zygote has mapped, and so each worker that it forks, whatever root is in view later."""

    def __init__(self) -> None:
        self._statm = os.open("/proc/self/statm", os.O_RDONLY) if os.path.exists("/proc/self/statm") else -1

    def now(self) -> int:
        """Return bytes; 0 where the system does not tell."""
        if self._statm < 0:
            return 0
        return int(os.pread(self._statm, 64, 0).split()[0]) * os.sysconf("SC_PAGE_SIZE")


def die_with_parent() -> None:
    """Be killed when the parent ends; set anew after every fork."""
    if sys.platform == "linux":
        LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def refuse_new_privileges() -> None:
    """Gain none by running a program that has more, for this process and all that it forks."""
    LIBC.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)


def give_capabilities_away() -> None:
    """Give up every capability and the way back to one, for this process and all that it forks."""
    for capability in range(_MOST_CAPABILITIES):
        LIBC.prctl(_PR_CAPBSET_DROP, capability, 0, 0, 0)  # refused without CAP_SETPCAP, and needless then
    LIBC.prctl(_PR_CAP_AMBIENT, _PR_CAP_AMBIENT_CLEAR_ALL, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(_CAPABILITY_VERSION_3, 0)
    LIBC.capset(header, (ctypes.c_uint32 * 6)())


def first_to_go() -> None:
    """When the machine runs out of memory, let this process and its children be ended before any other."""
    with contextlib.suppress(OSError), open("/proc/self/oom_score_adj", "w", encoding="ascii") as file:
        file.write("1000")


def _limit(kind: int, value: int) -> None:
    with contextlib.suppress(ValueError, OSError):  # a lower hard limit is already in force
        resource.setrlimit(kind, (value, value))
