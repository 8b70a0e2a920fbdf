"""Limits a worker puts around itself before it runs a line of candidate code, and the place where kernel walls go.

Today's walls are the separate process, resource limits, no new privileges, closed descriptors and death with the
parent. They stop accidents (an endless loop, a huge array, a fork bomb's files), not an attacker, and
:func:`Walls.level` says so.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import resource
import signal
import sys

_PR_SET_PDEATHSIG = 1
_PR_SET_NO_NEW_PRIVS = 38
_MAX_FILE = 16 << 20


class Walls:
    """Prepared once in the zygote, raised in each worker."""

    def __init__(self) -> None:
        self._libc = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None

    def tie_to_parent(self) -> None:
        """Die when the zygote dies, and gain no privilege by exec. Called first thing after the fork."""
        if self._libc is not None:
            self._libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
            self._libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)

    def raise_around_this_process(self, memory: int, cpu_seconds: int) -> None:
        """Put every limit in force.

        Parameters
        ----------
        memory
            Bytes of address space beyond what the process has now.
        cpu_seconds
            Seconds of processor time, a second line behind the grader's wall clock.
        """
        _limit(resource.RLIMIT_CORE, 0)
        _limit(resource.RLIMIT_CPU, cpu_seconds)
        _limit(resource.RLIMIT_FSIZE, _MAX_FILE)
        _limit(resource.RLIMIT_NOFILE, 64)
        if sys.platform == "linux":
            _limit(resource.RLIMIT_AS, _address_space() + memory)


def walls_in_force() -> tuple[str, ...]:
    """Return the names of the walls a worker on this machine stands behind."""
    return ("process", "rlimits", "no_new_privs") if sys.platform == "linux" else ("process", "rlimits")


def _limit(kind: int, value: int) -> None:
    with contextlib.suppress(ValueError, OSError):  # a lower hard limit is already in force
        resource.setrlimit(kind, (value, value))


def _address_space() -> int:
    with open("/proc/self/statm", encoding="ascii") as statm:
        return int(statm.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
