"""The log of an interview: one JSON line for each record, on disk before anything follows from it.

Everything an interview shows afterwards is made from its log alone. A line that was cut off while it was written is
passed over.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from grader.errors import UsageError
from grader.interview.gate import LOG
from grader.interview.records import VERSION, AnyRecord, Opened
from grader.plaintext import plain

_DECODER: msgspec.json.Decoder[Any] = msgspec.json.Decoder(AnyRecord)
_ENCODER = msgspec.json.Encoder()


class Log:
    """The records of an interview, and the file they are added to, if it is ours to write.

    Parameters
    ----------
    file
        Locked, so that nobody else writes it meanwhile; None if the records are only looked at.
    """

    def __init__(self, path: Path, records: Sequence[AnyRecord], file: BinaryIO | None) -> None:
        self.path = path
        self.records = list(records)
        self._file = file

    def add(self, record: AnyRecord) -> None:
        """Write a record; it is on disk when this returns.

        Raises
        ------
        UsageError
            If it cannot be written.
        """
        if self._file is None:
            raise ValueError("this log is only looked at")
        try:
            self._file.write(_ENCODER.encode(record) + b"\n")
            self._file.flush()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise UsageError(
                f"The log {self.path} cannot be written: {error.strerror}. Once it can, `gradlings interview` goes on."
            ) from error
        self.records.append(record)

    @property
    def closed(self) -> bool:
        """Whether nothing can be added any more."""
        return self._file is None or self._file.closed

    def close(self) -> None:
        """Let others write."""
        if self._file is not None:
            self._file.close()

    def __enter__(self) -> Log:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()


def begin_log(path: Path, opened: Opened) -> Log:
    """Begin the log of an interview.

    Raises
    ------
    UsageError
        If it cannot be written.
    """
    log = Log(path, [], _locked(path))
    log.add(opened)
    return log


def continue_log(path: Path) -> Log:
    """Go on with a log.

    Raises
    ------
    UsageError
        If it cannot be read or written, or is being written elsewhere.
    """
    read_log(path)
    file = _locked(path)
    _drop_torn_line(path, file)
    return Log(path, read_log(path), file)  # read again: it may have grown before it was ours


def look_at_log(path: Path) -> Log:
    """Return a log to look at, whoever writes it.

    Raises
    ------
    UsageError
        If it cannot be read.
    """
    return Log(path, read_log(path), None)


def _locked(path: Path) -> BinaryIO:
    try:
        file = path.open("ab")
    except OSError as error:
        raise UsageError(
            f"The log {path} cannot be written: {error.strerror}. Once it can, `gradlings interview` goes on."
        ) from error
    try:
        import fcntl
    except ImportError:  # Windows has no such locks
        return file
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        file.close()
        raise UsageError(
            f"This interview is open in another terminal ({path}). Go on there, or leave it there first."
        ) from None
    return file


def _drop_torn_line(path: Path, file: BinaryIO) -> None:
    data = path.read_bytes()
    if data and not data.endswith(b"\n"):
        file.truncate(data.rfind(b"\n") + 1)


def read_log(path: Path) -> list[AnyRecord]:
    """Return the records of a log; the first is ``Opened``.

    Raises
    ------
    UsageError
        If it cannot be read, is no log of an interview, is damaged, or was written by a newer version.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(f"The log {path} cannot be read: {(error.strerror or 'no reason given').lower()}.") from error
    lines = data.split(b"\n")[:-1]  # the last one is empty, or was cut off
    records: list[AnyRecord] = []
    for number, line in enumerate(lines, start=1):
        try:
            records.append(_DECODER.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            if not records:
                break
            raise UsageError(f"The log {path} is damaged in line {number}: {plain(str(error))}.") from error
    if not records or not isinstance(records[0], Opened):
        raise UsageError(f"{path} is no log of an interview. Each has one in its folder, called {LOG}.")
    if records[0].version > VERSION:
        raise UsageError(f"The log {path} was written by a newer gradlings. Update to read it.")
    return records
