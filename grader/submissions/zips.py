"""The members of a zip. Only the list of contents is read at once; a member is unpacked when it is asked for."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Sequence
from itertools import pairwise
from typing import BinaryIO

from grader.submissions.archives import Member, Meter
from grader.submissions.limits import ArchiveLimits
from grader.submissions.reading import Unreadable, readable

_PIECE = 64 << 10
_UTF_8_NAME, _ENCRYPTED = 0x800, 0x2041  # flags; the latter: encrypted, strongly, or with a masked header
_LOCAL_HEADER = 30  # bytes, before the name
_BROKEN = (
    zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError, NotImplementedError,
    RuntimeError,
)  # fmt: skip  # what zipfile raises for bytes that are no zip, or are one that it cannot unpack


class _Capped:
    """A file that refuses to be read in very large pieces: ``zipfile`` reads a list of contents of any size at once."""

    def __init__(self, file: BinaryIO, name: str, most: int) -> None:
        self._file = file
        self._name = name
        self._most = most
        self.seek, self.tell, self.seekable = file.seek, file.tell, file.seekable

    def read(self, size: int = -1) -> bytes:
        if size > self._most:
            raise Unreadable(f"{self._name} lists more files than are read. Send the sources alone.")
        return self._file.read(self._most if size < 0 else size)


def members_of_zip(file: BinaryIO, name: str, limits: ArchiveLimits, meter: Meter) -> list[Member]:
    """Return the files of a zip, folders left out.

    Raises
    ------
    Unreadable
        If it is no zip, is damaged, or lists too much.
    """
    try:
        archive = zipfile.ZipFile(_Capped(file, name, limits.directory))
    except UnicodeError:
        raise Unreadable(
            f"The name of a file in {name} is not the UTF-8 that it is said to be. Zip it again."
        ) from None
    except _BROKEN:
        raise Unreadable(
            f"{name} cannot be read as a zip: it is damaged, incomplete or of another kind. Zip and send it again."
        ) from None
    entries = archive.infolist()
    if len(entries) > limits.entries:
        raise Unreadable(f"{name} holds more than {limits.entries:,} files. Send the sources alone.")
    overlapping = _overlapping(entries, archive.start_dir)
    return [
        _member(archive, entry, meter, overlaps=entry.header_offset in overlapping)
        for entry in entries
        if not entry.is_dir()
    ]


def _member(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, meter: Meter, *, overlaps: bool) -> Member:
    name = _name_of(entry)
    short = readable(name.rpartition("/")[2])

    def read(most: int) -> bytes:
        data = bytearray()
        try:
            with archive.open(entry) as stream:
                while len(data) < most and (piece := stream.read(min(_PIECE, most - len(data)))):
                    meter.count(piece)
                    data += piece
        except _BROKEN:
            raise Unreadable(f"{short} is damaged within the archive. Zip and send it again.") from None
        return bytes(data)

    return Member(name, "overlaps another file and is not read" if overlaps else _problem_of(entry), read)


def _name_of(entry: zipfile.ZipInfo) -> str:
    """Return the name with nothing cut off or replaced; many programs write UTF-8 without saying so."""
    if entry.flag_bits & _UTF_8_NAME:
        return entry.orig_filename
    try:
        return entry.orig_filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return entry.orig_filename


def _problem_of(entry: zipfile.ZipInfo) -> str:
    kind = stat.S_IFMT(entry.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "is a link and is not followed; pack the file itself"
    if kind not in (0, stat.S_IFREG):
        return "is not a regular file"
    if entry.flag_bits & _ENCRYPTED:
        return "is encrypted; zip it without a password"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        # For these zipfile unpacks as much at once as the archive likes.
        return "is compressed in a way that is not read; zip it in the usual way (deflate)"
    return ""


def _overlapping(entries: Sequence[zipfile.ZipInfo], end_of_data: int) -> set[int]:
    """Return the offsets of entries that share bytes, as those of bombs do that quote one another."""
    spans = sorted(
        (entry.header_offset, entry.header_offset + _LOCAL_HEADER + entry.compress_size + len(entry.orig_filename))
        for entry in entries
    )
    overlapping = {begin for begin, end in spans if begin < 0 or end > end_of_data}
    furthest_begin, furthest_end = -1, -1
    for (begin, end), (later, _) in pairwise([*spans, (end_of_data, end_of_data)]):
        if end > furthest_end:
            furthest_begin, furthest_end = begin, end
        if furthest_end > later and later < end_of_data:
            overlapping |= {furthest_begin, later}
    return overlapping
