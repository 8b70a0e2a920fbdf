"""The journal of a run: a line of JSON for each finished submission, on the disk before anything is said of it.

::

    {"is": "header", "schema": 1, "kit": …, "bank": …, "exercises": […], "feedback": …, "sandbox": {…}}
    {"is": "result", "name": …, "source": …, "sha256": …, "report": {…}}      one for each finished submission
    {"is": "end"}                                                             once there is nothing left to grade

It is only ever appended to. A later line about the same submission is the one that counts; a last line that was not
written to its end, because the power failed, is as if it had never been begun.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import msgspec

from grader.batch.header import Header, check_same
from grader.errors import GradlingsError, UsageError
from grader.report import SubmissionReport

NAME = "journal.jsonl"

_sync = getattr(os, "fdatasync", os.fsync)


class Result(msgspec.Struct, frozen=True, tag="result", tag_field="is", forbid_unknown_fields=True):
    """One finished submission; ``sha256`` is of what was graded."""

    name: str
    source: str
    sha256: str
    report: SubmissionReport


class End(msgspec.Struct, frozen=True, tag="end", tag_field="is", forbid_unknown_fields=True):
    """Everything that was handed in then has been graded."""


class Place(NamedTuple):
    """Where a result stands, and whether its submission passed."""

    offset: int
    length: int
    passed: bool


_decoder: msgspec.json.Decoder[Header | Result | End] = msgspec.json.Decoder(Header | Result | End)


@dataclass(slots=True)
class Journal:
    """An open journal. Close it, or use it as a context manager. While it is open no other run can open it.

    Parameters
    ----------
    shown
        What messages call it.
    descriptor
        The open file, which is closed with the journal.
    durable
        Whether every line is to be on the disk before going on.
    finished
        Where the result on a submission's name and hash stands.
    names
        The names of all submissions that there is a result on.
    """

    shown: str
    descriptor: int
    durable: bool
    header: Header | None = None
    complete: bool = False
    finished: dict[tuple[str, str], Place] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    _end: int = 0

    def __enter__(self) -> Journal:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file. Safe to call twice."""
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1

    def begin(self, header: Header) -> None:
        """Write the header of a new journal, or make sure that what is to be graded now goes with what is there.

        Raises
        ------
        UsageError
            If it does not.
        """
        if self.header is not None:
            check_same(self.header, header, self.shown)
            return
        self.header = header
        self._write(_line(header))
        if self.durable:
            _sync_folder(Path(self.shown).parent)

    def append(self, results: Iterable[Result]) -> list[Place]:
        """Write ``results``, and return when they are on the disk."""
        lines, places, offset = [], [], self._end
        for result in results:
            lines.append(_line(result))
            places.append(Place(offset, len(lines[-1]), result.report.passed))
            offset += len(lines[-1])
        self._write(b"".join(lines))
        self.complete = self.complete and not lines
        return places

    def end(self) -> None:
        """Note that nothing is left to grade."""
        if not self.complete:
            self.complete = True
            self._write(_line(End()))

    def read(self, place: Place) -> Result:
        """Return the result that stands at ``place``."""
        result = _decoder.decode(os.pread(self.descriptor, place.length, place.offset))
        assert isinstance(result, Result)
        return result

    def _write(self, data: bytes) -> None:
        if not data:
            return
        try:
            written = 0
            while written < len(data):
                written += os.pwrite(self.descriptor, data[written:], self._end + written)
            if self.durable:
                _sync(self.descriptor)
        except OSError as error:
            why = (error.strerror or type(error).__name__).lower()
            raise GradlingsError(
                f"{self.shown} cannot be written: {why}. What is finished is kept; mend that and go on with --resume."
            ) from None
        self._end += len(data)

    def take_up(self) -> None:
        """Read what is there, and drop what was not written to its end.

        Raises
        ------
        UsageError
            If it is no journal of the kit's, or damaged in its middle.
        """
        damaged = 0  # the number of the first damaged line
        with open(self.descriptor, "rb", closefd=False) as file:
            file.seek(0)
            for number, line in enumerate(file, start=1):
                record = _record(line)
                if record is None:
                    damaged = damaged or number
                    continue
                if damaged or isinstance(record, Header) != (number == 1):
                    raise UsageError(_damage(self.shown, damaged or number))
                self._note(record, self._end, len(line))
                self._end += len(line)
        if self._end == 0 and damaged and not self._is_torn_header():
            raise UsageError(
                f"{self.shown} is no journal of the kit's. Move it away, give --out another folder, or add --force."
            )
        if damaged:
            os.ftruncate(self.descriptor, self._end)

    def _note(self, record: Header | Result | End, offset: int, length: int) -> None:
        match record:
            case Header():
                self.header = record
            case Result():
                self.finished[record.name, record.sha256] = Place(offset, length, record.report.passed)
                self.names.add(record.name)
                self.complete = False
            case End():
                self.complete = True

    def _is_torn_header(self) -> bool:
        beginning = b'{"is":"header"'
        there = os.pread(self.descriptor, len(beginning), 0)
        return beginning.startswith(there.rstrip(b"\0"))

    def start_over(self) -> None:
        """Forget everything."""
        os.ftruncate(self.descriptor, 0)
        self.header, self.complete, self._end = None, False, 0
        self.finished.clear()
        self.names.clear()


def anonymous_journal() -> Journal:
    """Return a journal that leaves nothing behind."""
    with tempfile.TemporaryFile() as file:
        return Journal("the journal", os.dup(file.fileno()), durable=False)


def open_journal(folder: Path, *, resume: bool, force: bool = False) -> Journal:
    """Open the journal in ``folder``; make it, if there is none.

    Parameters
    ----------
    resume
        Go on with what is there. Otherwise the journal is begun anew; that of a run that was interrupted only with
        ``force``.

    Raises
    ------
    UsageError
        If another run has it open, if it is damaged, or if an interrupted run would be forgotten.
    """
    path = folder / NAME
    try:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o666)
    except OSError as error:
        why = "it is a link" if error.errno == errno.ELOOP else (error.strerror or type(error).__name__).lower()
        raise UsageError(f"{path} cannot be opened: {why}. Give --out another folder.") from None
    with contextlib.ExitStack() as stack:
        journal = stack.enter_context(Journal(str(path), descriptor, durable=True))
        _lock(descriptor, folder)
        if force and not resume:
            journal.start_over()
        else:
            journal.take_up()
        if not resume and journal.finished and not journal.complete:
            raise UsageError(
                f"{path} holds {len(journal.finished)} finished results of a run that was interrupted. "
                "Go on with --resume, or begin anew with --force."
            )
        if not resume:
            journal.start_over()
        stack.pop_all()
    return journal


def _lock(descriptor: int, folder: Path) -> None:
    try:
        fcntl.lockf(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)  # this process's alone: its lanes do not inherit it
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EAGAIN):
            raise UsageError(
                f"Another run is writing into {folder}. Wait for it, or give --out another folder."
            ) from None


def _line(record: Header | Result | End) -> bytes:
    return msgspec.json.encode(record) + b"\n"


def _record(line: bytes) -> Header | Result | End | None:
    if not line.endswith(b"\n"):
        return None
    try:
        return _decoder.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None


def _damage(shown: str, number: int) -> str:
    if number == 1:
        return f"{shown} is damaged in its first line, and what it holds cannot be trusted. Begin anew with --force."
    return (
        f"{shown} is damaged in line {number}. Delete that line, and its submission is graded again; "
        "or begin anew with --force instead of --resume."
    )


def _sync_folder(folder: Path) -> None:
    """Have the name of a new file on the disk, too."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
