"""The C library, for calls that Python does not offer."""

from __future__ import annotations

import ctypes
import os

LIBC = ctypes.CDLL(None, use_errno=True)


def check(result: int) -> int:
    """Return ``result`` of a C function; where it is -1, raise what errno says.

    Raises
    ------
    OSError
        If the function failed.
    """
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result
