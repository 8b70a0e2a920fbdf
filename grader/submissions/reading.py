"""Reading one file of a submission: limits first, then strict UTF-8, then Python or notebook."""

from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path

MAX_PYTHON_BYTES = 1 << 20
MAX_NOTEBOOK_BYTES = 16 << 20  # a notebook carries its plots
SUFFIXES = (".py", ".ipynb")

_CODING = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")


class Unreadable(Exception):
    """A file cannot be taken as a submission; the message says why, and what to do, in one or two sentences."""


def readable(path: str | Path) -> str:
    """Return a path as text that can be written anywhere: bytes that are no UTF-8 are replaced."""
    return os.fsencode(path).decode("utf-8", "replace")


def read_text(path: Path) -> str:
    """Return the text of a submitted file.

    Raises
    ------
    Unreadable
        If it is not a regular file, too large, or not UTF-8 text.
    """
    limit = MAX_NOTEBOOK_BYTES if path.suffix == ".ipynb" else MAX_PYTHON_BYTES
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise Unreadable(f"{readable(path.name)} is a link to another file; hand in the file itself.") from None
        raise Unreadable(
            f"{readable(path.name)} cannot be opened: {(error.strerror or 'no reason given').lower()}."
        ) from None
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            raise Unreadable(f"{readable(path.name)} is not a regular file.")
        data = file.read(limit + 1) if status.st_size <= limit else b""
    size = max(status.st_size, len(data))
    if size > limit:
        raise Unreadable(
            f"{readable(path.name)} holds {size / (1 << 20):.1f} MB; a submission is at most {limit >> 20} MB. "
            "Send the source alone, without data or outputs."
        )
    return _decode(data, readable(path.name))


def _decode(data: bytes, name: str) -> str:
    for line in data.splitlines()[:2]:
        declared = _CODING.match(line)
        if declared and declared[1].lower().replace(b"_", b"-") not in (b"utf-8", b"utf8", b"ascii", b"us-ascii"):
            raise Unreadable(f"{name} declares the encoding {declared[1].decode('ascii')}; save it as UTF-8.")
    if b"\0" in data:
        raise Unreadable(f"{name} is a binary file, not Python text. Was another kind of file renamed?")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = data[error.start]
        line_number = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            f"{name} is not UTF-8 text: byte 0x{byte:02x} in line {line_number}. "
            "If it is Python, save it as UTF-8; if not, it was renamed by mistake."
        ) from None
