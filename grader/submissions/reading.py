"""Reading one file of a submission: limits first, then strict UTF-8.

A file is opened without following links, neither at its end nor on the way down from the folder that was named on the
command line: a candidate who puts a link where a file or folder was listed a moment ago gains nothing. Hard links
cannot be told from files, and need not be: only who may read a file can link to it, and may as well copy it.
"""

from __future__ import annotations

import codecs
import errno
import os
import re
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from grader.plaintext import plain
from grader.submissions.limits import MAX_SIZE_OPTION, ReadingLimits, describe_size

NOTEBOOKS = (".ipynb", ".ipynb.json", ".ipynb.txt")  # the longer ones are what browsers make of it on the way
SUFFIXES = (".py", *NOTEBOOKS)

_CODING = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_LINE_END = re.compile(rb"\r\n|\r|\n")
_BLANK_OR_COMMENT = re.compile(rb"^[ \t\f]*(?:#.*)?$")
_UTF_8 = re.compile(rb"(?:utf-?8|(?:us-)?ascii)(?:-.*)?")  # and utf-8-sig, utf-8-unix
_OTHER_UNICODE = {  # the longer marks first: UTF-32's begins as UTF-16's does
    codecs.BOM_UTF32_LE: "UTF-32", codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16", codecs.BOM_UTF16_BE: "UTF-16",
}  # fmt: skip
_OPEN_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY
_PASS_FOLDER = getattr(os, "O_PATH", os.O_RDONLY) | os.O_DIRECTORY  # passing through needs no leave to list it


class Unreadable(Exception):
    """A file cannot be taken as a submission; the message says why, and what to do, in one or two sentences."""


@dataclass(frozen=True, slots=True)
class File:
    """A file that was handed in, on disk or in an archive.

    Parameters
    ----------
    name
        Its own name, readable.
    source
        Where it is, readable, for reports.
    read
        Returns its bytes, at most as many as asked for, so that one too many tells that it is too large. Raises
        Unreadable.
    open
        Opens it, if it lies on disk; an archive within an archive is not opened. Raises Unreadable.
    """

    name: str
    source: str
    read: Callable[[int], bytes]
    open: Callable[[], BinaryIO] | None = None

    @property
    def stem(self) -> str:
        """The name without its suffix."""
        longest = max((end for end in SUFFIXES if self.name.lower().endswith(end)), key=len, default="")
        return self.name[: -len(longest)] if longest else Path(self.name).stem

    @property
    def is_notebook(self) -> bool:
        """Whether the name is a notebook's."""
        return is_notebook(self.name)


def is_notebook(name: str) -> bool:
    """Say whether a file of this name is a notebook."""
    return name.lower().endswith(NOTEBOOKS)


def readable(path: str | Path) -> str:
    """Return a path as one line of text that can be written anywhere: what is no UTF-8, or no text, is replaced."""
    text = plain(os.fsencode(path).decode("utf-8", "replace"))
    return text.replace("\n", "�").replace("\t", "�")


def file_at(path: Path, *, below: Path | None = None) -> File:
    """Return the file at ``path``. Folders between ``below`` and the file may not be links; those above may."""

    def open_here() -> BinaryIO:
        return open_below(path, below)

    def read(most: int) -> bytes:
        with open_here() as file:
            return file.read(most)

    return File(readable(path.name), readable(path), read, open_here)


def refused_file(name: str, source: str, problem: str) -> File:
    """Return a file that is listed but never read, for the reason given."""

    def read(_most: int) -> bytes:
        raise Unreadable(problem)

    return File(name, source, read)


def open_below(path: Path, below: Path | None = None) -> BinaryIO:
    """Open a regular file for reading, following no link from ``below`` (default: its own folder) downwards.

    Raises
    ------
    Unreadable
        If it cannot be opened, is a link, or is no regular file.
    """
    name = readable(path.name)
    root = path.parent if below is None else below
    try:
        descriptor = _descend(root, path.relative_to(root).parts)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise Unreadable(f"{name} is a link to another file; hand in the file itself.") from None
        if error.errno == errno.ENOTDIR:
            raise Unreadable(f"{name} lies behind a link to another folder; hand in the file itself.") from None
        if error.errno == errno.ENXIO:  # a socket
            raise Unreadable(f"{name} is not a regular file.") from None
        raise Unreadable(f"{name} cannot be opened: {(error.strerror or 'no reason given').lower()}.") from None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise Unreadable(f"{name} is not a regular file.")
    return open(descriptor, "rb")


def _descend(root: Path, parts: tuple[str, ...]) -> int:
    folder = os.open(root, _PASS_FOLDER)
    try:
        for part in parts[:-1]:
            inner = os.open(part, _PASS_FOLDER | os.O_NOFOLLOW, dir_fd=folder)
            os.close(folder)
            folder = inner
        return os.open(parts[-1], _OPEN_FILE, dir_fd=folder)
    finally:
        os.close(folder)


def read_text(file: File, limits: ReadingLimits) -> str:
    """Return the text of a submitted file.

    Raises
    ------
    Unreadable
        If it is not a regular file, too large, or not UTF-8 text.
    """
    limit = limits.bytes_for(notebook=file.is_notebook)
    try:
        data = file.read(limit + 1)
    except OSError as error:
        raise Unreadable(f"{file.name} cannot be read: {(error.strerror or 'no reason given').lower()}.") from None
    if len(data) > limit:
        raise Unreadable(
            f"{file.name} holds more than {describe_size(limit)}, the most that is read ({MAX_SIZE_OPTION} raises it). "
            "Send the source alone, without data or outputs."
        )
    return _decode(data, file.name)


def _decode(data: bytes, name: str) -> str:
    for mark, encoding in _OTHER_UNICODE.items():
        if data.startswith(mark):
            raise Unreadable(f"{name} is {encoding} text; save it as UTF-8.")
    if b"\0" in data:
        raise Unreadable(f"{name} is a binary file, not Python text. Was another kind of file renamed?")
    declared = _declared_encoding(data)
    if declared is not None:
        raise Unreadable(f"{name} declares the encoding {declared}; save it as UTF-8.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        byte = data[error.start]
        line_number = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(
            f"{name} is not UTF-8 text: byte 0x{byte:02x} in line {line_number}. "
            "If it is Python, save it as UTF-8; if not, it was renamed by mistake."
        ) from None


def _declared_encoding(data: bytes) -> str | None:
    """Return the encoding that the first two lines declare (PEP 263), if it is not UTF-8."""
    for line in _LINE_END.split(data.removeprefix(codecs.BOM_UTF8), maxsplit=2)[:2]:
        declared = _CODING.match(line)
        if declared:
            normal = declared[1].lower().replace(b"_", b"-")
            return None if _UTF_8.fullmatch(normal) else declared[1].decode("ascii")
        if not _BLANK_OR_COMMENT.match(line):
            return None
    return None
