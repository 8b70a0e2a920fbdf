"""The members of a tar, read once from front to back, and unpacked piece by piece if it is compressed.

``tarfile`` reads a single header here, and no more: it takes long names and extended headers of any size into memory,
and follows the sizes an archive claims.
"""

from __future__ import annotations

import bz2
import lzma
import tarfile
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from typing import BinaryIO, Protocol

from grader.submissions.archives import Member, Meter
from grader.submissions.folders import is_source
from grader.submissions.limits import KB, MB, ReadingLimits, describe_size
from grader.submissions.reading import Unreadable, is_notebook

_BLOCK = 512
_PIECE = 64 * KB
_LARGEST_EXTENSION = 64 * KB  # bytes of a long name or extended header
_XZ_MEMORY = 72 * MB  # what unpacking `xz -9` needs
_MOST_STRUNG_TOGETHER = 100  # compressed files one behind the other; `pigz` and `pbzip2` make such
_BROKEN = (tarfile.TarError, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError)
_UNREAD_KINDS = {
    tarfile.LNKTYPE: "is a link and is not followed; pack the file itself",
    tarfile.SYMTYPE: "is a link and is not followed; pack the file itself",
    tarfile.GNUTYPE_SPARSE: "is packed as a file with holes, and is not read",
}


class _Decompressor(Protocol):
    """What the standard library's decompressors have in common."""

    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Gunzip:
    """zlib's decompressor in the manner of the others."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj(wbits=31)
        self._tail = b""
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._inflate.eof

    @property
    def unused_data(self) -> bytes:
        return self._inflate.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        unpacked = self._inflate.decompress(self._tail + data, max_length)
        self._tail = self._inflate.unconsumed_tail
        self.needs_input = not self._tail and len(unpacked) < max_length
        return unpacked


_DECOMPRESSORS: dict[str, Callable[[], _Decompressor]] = {
    "gz": _Gunzip,
    "bz2": bz2.BZ2Decompressor,
    "xz": lambda: lzma.LZMADecompressor(lzma.FORMAT_XZ, memlimit=_XZ_MEMORY),
}


class _Stream:
    """The unpacked bytes, each counted as it comes."""

    def __init__(self, pieces: Iterator[bytes], meter: Meter) -> None:
        self._pieces = pieces
        self._meter = meter
        self._buffer = b""
        self._position = 0

    def take(self, size: int, keep: int | None = None) -> bytes:
        """Return the next ``size`` bytes, or of these no more than ``keep``.

        Raises
        ------
        EOFError
            If there are not so many left.
        """
        kept = bytearray()
        keep = size if keep is None else keep
        while size:
            if self._position == len(self._buffer):
                self._buffer, self._position = next(self._pieces, b""), 0
                if not self._buffer:
                    raise EOFError
                self._meter.count(self._buffer)
            step = min(size, len(self._buffer) - self._position)
            kept += self._buffer[self._position : self._position + min(step, keep - len(kept))]
            self._position += step
            size -= step
        return bytes(kept)


def members_of_tar(file: BinaryIO, name: str, limits: ReadingLimits, meter: Meter) -> tuple[list[Member], list[str]]:
    """Return the files of a tar, folders left out, and what is to be said of the rest if it could not be read.

    Raises
    ------
    Unreadable
        If it is no tar, or nothing of it can be read.
    """
    stream = _Stream(_unpacked(file, name), meter)
    members: list[Member] = []
    problem = ""
    try:
        for member in _members(stream, name, limits):
            members.append(member)
    except Unreadable as error:
        problem = str(error)
    except _BROKEN:
        problem = f"{name} is damaged, incomplete or of another kind. Pack and send it again."
    if problem and not members:
        raise Unreadable(problem)
    return members, [problem] if problem else []


def _unpacked(file: BinaryIO, name: str) -> Iterator[bytes]:
    kind = name.lower().rpartition(".")[2]
    suffix = {"tgz": "gz", "tbz2": "bz2", "txz": "xz"}.get(kind, kind)
    if suffix not in _DECOMPRESSORS:
        return iter(lambda: file.read(_PIECE), b"")
    return _decompressed(file, _DECOMPRESSORS[suffix])


def _decompressed(file: BinaryIO, new: Callable[[], _Decompressor]) -> Iterator[bytes]:
    decompressor, strung_together = new(), 1
    data = file.read(_PIECE)
    while data or not decompressor.needs_input:
        piece = decompressor.decompress(data, _PIECE)
        if piece:
            yield piece
        data = b""
        if decompressor.eof:
            data = decompressor.unused_data or file.read(_PIECE)
            if not data.strip(b"\0"):
                return
            decompressor, strung_together = new(), strung_together + 1
            if strung_together > _MOST_STRUNG_TOGETHER:
                break
        elif decompressor.needs_input:
            data = file.read(_PIECE)
    raise EOFError


def _members(stream: _Stream, name: str, limits: ReadingLimits) -> Iterator[Member]:
    kept = 0
    extension = _Extension()
    for _ in range(2 * limits.archive.entries):
        block = stream.take(_BLOCK)
        if not block.strip(b"\0"):
            return
        header = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
        if header.size < 0:
            raise tarfile.HeaderError("a negative size")
        if header.type in (tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK, tarfile.XHDTYPE, tarfile.XGLTYPE):
            extension.read(header.type, _extension_of(stream, header))
            continue
        if header.type == tarfile.GNUTYPE_SPARSE:
            _skip_map_of_holes(stream, block)
        path, size = extension.name or header.name, header.size if extension.size is None else extension.size
        problem = "is packed as a file with holes, and is not read" if extension.sparse else _problem_of(header)
        extension = _Extension()
        wanted = not problem and is_source(path)
        most = limits.bytes_for(notebook=is_notebook(path)) + 1 if wanted else 0
        data = b""
        if header.isreg() or header.type not in tarfile.SUPPORTED_TYPES:
            data = stream.take(size, most)
            stream.take(-size % _BLOCK, 0)
        kept += len(data)
        if kept > limits.archive.kept:
            raise Unreadable(
                f"{name} holds more than {describe_size(limits.archive.kept)} of Python and notebooks, and the rest of "
                "it is not read. Unpack it yourself and grade the folder."
            )
        if not header.isdir():
            yield Member(_decoded(path), problem, partial(_first_of, data))
    raise Unreadable(f"{name} holds more than {limits.archive.entries:,} files. Send the sources alone.")


class _Extension:
    """What precedes a header and overrides it: a name or size that its fields are too small for."""

    def __init__(self) -> None:
        self.name = ""
        self.size: int | None = None
        self.sparse = False

    def read(self, kind: bytes, data: bytes) -> None:
        """Take in a GNU long name, or the records of a pax header (POSIX.1-2001): ``27 path=some/long/name``."""
        if kind == tarfile.GNUTYPE_LONGNAME:
            self.name = data.partition(b"\0")[0].decode("utf-8", "surrogateescape")
        if kind != tarfile.XHDTYPE:
            return
        position = 0
        while position < len(data.rstrip(b"\0")):
            length, blank, _ = data[position : position + 8].partition(b" ")
            if not blank or not length.isdigit() or int(length) <= len(length) + 1:
                raise tarfile.HeaderError("an extended header that is none")
            record = data[position + len(length) + 1 : position + int(length) - 1]
            position += int(length)
            key, _, value = record.partition(b"=")
            if key == b"path":
                self.name = value.decode("utf-8", "surrogateescape")
            elif key == b"size":
                if not value.isdigit() or len(value) > 18:
                    raise tarfile.HeaderError("a size that is none")
                self.size = int(value)
            elif key.startswith(b"GNU.sparse."):
                self.sparse = True


def _extension_of(stream: _Stream, header: tarfile.TarInfo) -> bytes:
    if header.size > _LARGEST_EXTENSION:
        raise tarfile.HeaderError("an extended header without end")
    data = stream.take(header.size)
    stream.take(-header.size % _BLOCK, 0)
    return data


def _first_of(data: bytes, most: int) -> bytes:
    return data[:most]


def _skip_map_of_holes(stream: _Stream, block: bytes) -> None:
    more = block[482]
    while more:
        more = stream.take(_BLOCK)[504]


def _problem_of(header: tarfile.TarInfo) -> str:
    if header.isreg() and header.type != tarfile.GNUTYPE_SPARSE:
        return ""
    return _UNREAD_KINDS.get(header.type, "is not a regular file")


def _decoded(name: str) -> str:
    """Return a name as text: UTF-8, or else Latin-1, which older systems wrote."""
    data = name.encode("utf-8", "surrogateescape")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("latin-1")
