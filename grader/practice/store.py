"""The progress on disk: one small file, changed by one process at a time, whole or not at all, never lost.

``progress.json`` is versioned. The copy before the last change is ``progress.json.bak``; a damaged file is kept aside
and the copy takes its place; a newer version's file is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec

from grader.errors import UsageError
from grader.practice.progress import VERSION, Progress
from grader.writing import write_whole


class _Versioned(msgspec.Struct):
    version: int = 1


class Damaged(Exception):
    """A file does not hold what was once written there."""


def read_progress(path: Path) -> tuple[Progress, str]:
    """Return the progress, and a sentence for the person if the file was damaged and had to be put aside.

    Raises
    ------
    UsageError
        If the file cannot be read, or was written by a newer version.
    """
    try:
        return _read(path), ""
    except Damaged:
        pass
    try:
        with _locked(path):
            return _mended(path)
    except OSError as error:
        raise UsageError(f"The progress {path} is damaged, and cannot be mended: {error.strerror}.") from error


def change_progress(path: Path, change: Callable[[Progress], Progress]) -> Progress:
    """Change the progress as ``change`` says, and return it as it is then.

    Other processes wait meanwhile, so ``change`` gets what is there at this moment, and is quick.

    Raises
    ------
    UsageError
        If the file cannot be read or written, or was written by a newer version.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _locked(path):
            progress, _ = _mended(path)
            changed = change(progress)
            if changed != progress:
                if path.exists():
                    write_whole(_copy_of(path), path.read_bytes())
                write_whole(path, encode(changed))
            return changed
    except OSError as error:
        raise UsageError(f"The progress {path} cannot be written: {error.strerror}.") from error


def encode(progress: Progress) -> bytes:
    """Return the progress as it is written to a file."""
    return msgspec.json.format(msgspec.json.encode(progress), indent=1) + b"\n"


def decode(data: bytes, path: Path) -> Progress:
    """Return the progress that a file holds.

    Raises
    ------
    Damaged
        If it holds something else.
    UsageError
        If a newer version wrote it.
    """
    try:
        if msgspec.json.decode(data, type=_Versioned).version > VERSION:
            raise UsageError(f"The progress {path} was written by a newer gradlings. Update, or move the file away.")
        return msgspec.json.decode(data, type=Progress)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Damaged(str(error)) from error


def _read(path: Path) -> Progress:
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return Progress()
    except OSError as error:
        raise UsageError(f"The progress {path} cannot be read: {error.strerror}.") from error
    return decode(data, path)


def _mended(path: Path) -> tuple[Progress, str]:
    """Return the progress; a damaged file is put aside, and the copy before the last change takes its place."""
    try:
        return _read(path), ""
    except Damaged:
        kept = _put_aside(path)
    copy = _copy_of(path)
    try:
        progress = _read(copy)
    except Damaged:
        progress = Progress()
    if not progress.exercises:
        return Progress(), f"The progress was damaged. It is kept as {kept.name}, and a new one begins."
    write_whole(path, encode(progress))
    return progress, f"The progress was damaged. It is kept as {kept.name}; all but the last change is restored."


def _put_aside(path: Path) -> Path:
    number = 1
    while (kept := path.with_name(f"{path.name}.damaged-{number}")).exists():
        number += 1
    return path.replace(kept)


def _copy_of(path: Path) -> Path:
    return path.with_name(f"{path.name}.bak")


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Let one process at a time in; where the system has no such locks, everybody."""
    try:
        import fcntl
    except ImportError:  # Windows: two windows that save in the same millisecond may lose one of two attempts
        yield
        return
    with path.with_name("progress.lock").open("a") as file:
        with suppress(OSError):  # some network mounts have no locks
            fcntl.flock(file, fcntl.LOCK_EX)
        yield
