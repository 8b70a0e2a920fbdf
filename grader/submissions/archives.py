"""Zips and tars as folders: listed and read in memory, within limits, and never extracted.

Nothing an archive says is believed. Sizes are counted while reading, names are only ever compared and shown, and a
member that is a link, a device, encrypted or there twice is listed as a file that cannot be read, which costs no other.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from grader.submissions.folders import READ_ARCHIVES, Folder, belongs, is_archive, stem_of
from grader.submissions.limits import ArchiveLimits, ReadingLimits, describe_size
from grader.submissions.reading import File, Unreadable, readable, refused_file
from grader.submissions.shadows import is_passed_over, is_vendored

_DRIVE = re.compile(r"^[A-Za-z]:")
_MOST_SAID = 3


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive, by the name it has there.

    ``problem`` says in half a sentence why it is not read ("is a link"); ``read`` is as :class:`File` has it.
    """

    name: str
    problem: str
    read: Callable[[int], bytes]


class Meter:
    """Counts what is read of an archive, and ends it where the limits are."""

    def __init__(self, name: str, size: int, limits: ArchiveLimits) -> None:
        self._name = name
        self._size = size
        self._limits = limits
        self._read = 0

    def count(self, data: bytes) -> None:
        """Count what was unpacked.

        Raises
        ------
        Unreadable
            Once it is too much; from then on at every call.
        """
        self._read += len(data)
        if self._read > self._limits.unpacked:
            raise Unreadable(
                f"{self._name} unpacks to more than {describe_size(self._limits.unpacked)}, and the rest of it is not "
                "read. Unpack it yourself and grade the folder."
            )
        if self._read > max(self._limits.ratio_from, self._limits.ratio * self._size):
            raise Unreadable(
                f"{self._name} unpacks to more than {self._limits.ratio} times its size, as archives do that are made "
                "to do harm; the rest of it is not read."
            )


@contextmanager
def opened_archive(archive: File, limits: ReadingLimits) -> Iterator[Folder]:
    """Give an archive as a folder, whose files can be read until the context is left.

    Raises
    ------
    Unreadable
        If it is no archive that the kit reads, or is damaged from the start.
    """
    if not is_archive(archive.name, read=True):
        kinds = ", ".join(READ_ARCHIVES)
        raise Unreadable(f"{archive.name} is an archive of a kind that is not read. Send one of these: {kinds}.")
    if archive.open is None:
        raise Unreadable(
            f"{archive.name} lies inside another archive, and is not opened. Unpack the outer one and grade the folder."
        )
    with archive.open() as file:
        size = file.seek(0, 2)
        file.seek(0)
        meter = Meter(archive.name, size, limits.archive)
        if archive.name.lower().endswith(".zip"):
            from grader.submissions.zips import members_of_zip

            members, refused = members_of_zip(file, archive.name, limits.archive, meter), list[str]()
        else:
            from grader.submissions.tars import members_of_tar

            members, refused = members_of_tar(file, archive.name, limits, meter)
        yield _as_folder(archive, members, refused, limits.archive)


@dataclass(slots=True)
class _Node:
    """A folder while the members are being sorted into folders; ``names`` are those of all its files."""

    names: set[str] = field(default_factory=set)
    files: list[File] = field(default_factory=list)
    folders: dict[str, _Node] = field(default_factory=dict)


def _as_folder(archive: File, members: Sequence[Member], refused: Sequence[str], limits: ArchiveLimits) -> Folder:
    root = _Node()
    said = list(refused)
    placed: list[tuple[tuple[str, ...], Member]] = []
    for member in members:
        reason = _bad_name(member.name, limits)
        parts = tuple(part for part in member.name.split("/") if part not in ("", "."))
        if reason and (_escapes(member.name) or belongs(parts[-1] if parts else "")):
            said.append(f"{_shown(member.name)} in {archive.name} is not read: {reason}.")
        elif not reason and parts and not any(map(is_passed_over, parts[:-1])):
            placed.append((parts, member))
    times = Counter(_folded(parts) for parts, _ in placed)
    for parts, member in placed:
        node = root
        for part in parts[:-1]:
            node = node.folders.setdefault(part, _Node())
        node.names.add(parts[-1])
        if belongs(parts[-1]):
            node.files.append(_file(archive, parts, member, twice=times[_folded(parts)] > 1))
    return _folder(root, stem_of(archive.name), archive.source, _summary(said))


def _folder(node: _Node, name: str, source: str, refused: Sequence[str] = ()) -> Folder:
    files = sorted(node.files, key=lambda file: file.name)
    return Folder(
        readable(name),
        source,
        tuple(file for file in files if not is_archive(file.name)),
        tuple(file for file in files if is_archive(file.name)),
        tuple(
            _folder(inner, inner_name, f"{source}/{readable(inner_name)}")
            for inner_name, inner in sorted(node.folders.items())
            if not is_vendored(inner_name, inner.names)
        ),
        tuple(refused),
    )


def _file(archive: File, parts: tuple[str, ...], member: Member, *, twice: bool) -> File:
    name = readable(parts[-1])
    source = f"{archive.source}/{readable('/'.join(parts))}"
    if twice:
        problem = "is there more than once, in this or another spelling; which one counts cannot be known"
        return refused_file(name, source, f"{name} in {archive.name} {problem}.")
    if member.problem:
        return refused_file(name, source, f"{name} in {archive.name} {member.problem}.")
    return File(name, source, member.read)


def _bad_name(name: str, limits: ArchiveLimits) -> str:
    """Return what is wrong with a member's name, or an empty string."""
    if any(unicodedata.category(character) == "Cc" for character in name):
        return "there are control characters in its name"
    if "\\" in name:
        return "there is a backslash in its name. Pack the folder with another program"
    if name.startswith("/") or _DRIVE.match(name):
        return "its name is a path from the root of a disk"
    parts = [part for part in name.split("/") if part not in ("", ".")]
    if ".." in parts:
        return "its name leads out of the archive"
    if len(parts) > limits.depth:
        return f"it lies more than {limits.depth} folders deep"
    if len(name.encode("utf-8", "surrogateescape")) > limits.name:
        return f"its name is longer than {limits.name} bytes"
    return ""


def _escapes(name: str) -> bool:
    parts = re.split(r"[/\\]", name)
    return ".." in parts or not parts[0] or _DRIVE.match(name) is not None


def _folded(parts: tuple[str, ...]) -> str:
    """Return what two names have in common that some disk takes for the same."""
    return unicodedata.normalize("NFKC", "/".join(parts)).casefold()


def _shown(name: str) -> str:
    shown = readable(name)
    return shown if len(shown) <= 80 else f"{shown[:60]}…{shown[-15:]}"


def _summary(sentences: Sequence[str]) -> list[str]:
    more = len(sentences) - _MOST_SAID
    return [*sentences[:_MOST_SAID], *([f"And so it is with {more} more."] if more > 0 else [])]
