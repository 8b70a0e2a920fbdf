"""The seccomp wall: a filter prepared as data, installed in a worker as its last wall.

The filter's bytes are made by :mod:`grader.boundary.walls.policy`, which nothing imports at run time.
"""

from __future__ import annotations

import ctypes
import os
from pathlib import Path

from grader.boundary.walls.libc import LIBC, check

_FILTERS = Path(__file__).parent / "filters"
_PR_SET_SECCOMP = 22
_MODE_FILTER = 2
_INSTRUCTION = 8  # bytes of a struct sock_filter


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


class SeccompFilter:
    """The filter of this machine's architecture.

    Raises
    ------
    OSError
        If there is no filter for the architecture.
    """

    def __init__(self) -> None:
        text = (_FILTERS / f"{os.uname().machine}.bpf").read_bytes()
        self._bytes = ctypes.create_string_buffer(text, len(text))
        self._program = _Program(len(text) // _INSTRUCTION, ctypes.addressof(self._bytes))

    def install(self) -> None:
        """Refuse this process every system call but the listed ones, for good; it must have ``no_new_privs``."""
        check(LIBC.prctl(_PR_SET_SECCOMP, _MODE_FILTER, ctypes.byref(self._program), 0, 0))
