"""What was saved: from news of touched files to files that hold something else than before.

A save is many things: written in place, in two goes, over a file emptied first, by renaming another file over it, by
deleting and making it anew, through a link. So news only says where to look. A file is read when it has been left alone
for a moment, and counts as saved if it holds other bytes than last time; and every file is looked at now and then in
any case, should the news not come.
"""

from __future__ import annotations

import hashlib
import os
import stat
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from grader.practice.watch.events import Source, Touch

_LEFT_ALONE = 0.004  # seconds; editors that write twice do so within one or two milliseconds
_MADE = 0.02  # for a new file, which may be a link to one that is complete, or about to be written
_BEING_WRITTEN = 0.5  # for one whose writer has not closed it
_VANISHED = 0.2  # for one that is gone or empty, before that is believed: most come back
_PATIENCE = 1.0  # for one that never comes to rest
_GLANCE = 1.0  # between looks at every file
_LOOK = 0.1  # between looks at the one being worked on, where there is no news
_JUST_NOW = 2.5  # a file changed this lately may change again and bear the same time: FAT counts in twos
MOST = (16 << 20) + 1  # bytes read of a file: one more than the kit takes of any


@dataclass(frozen=True, slots=True)
class Saved:
    """A file that holds something else than before.

    Parameters
    ----------
    exercise
        Whose file it is.
    data
        What it holds; None if it is gone.
    digest
        What it is recognised by; as :mod:`grader.practice.recording` has it.
    """

    exercise: str
    data: bytes | None
    digest: str


@dataclass(slots=True)
class _Watched:
    path: str
    digest: str = ""
    signature: tuple[int, ...] = ()
    due: float | None = None  # when to read it; None while nothing is known to have happened
    since: float = 0.0  # when that began
    paths: set[str] = field(default_factory=set)  # where it really lies, links followed


def digest_of(data: bytes | None) -> str:
    """Return what a file's content is recognised by; nothing for a file that is not there."""
    return "" if data is None else hashlib.sha256(data).hexdigest()[:16]


class Detection:
    """Which of some files are saved.

    Times are those of a clock that runs evenly, in seconds, and are passed in.

    Parameters
    ----------
    files
        The file of each exercise; it need not exist.
    source
        Where news comes from; None: look often.
    glance
        Seconds between looks at every file, should there be no news of it.
    """

    def __init__(
        self, files: Mapping[str, Path], source: Source | None, now: float, *, glance: float = _GLANCE
    ) -> None:
        self._source = source
        self._between_glances = glance
        self._files = {exercise: _watched(path) for exercise, path in files.items()}
        self._focus = next(iter(self._files), "")
        self._next_glance = now + glance
        self._next_look = now + _LOOK
        self._listen()
        for file in self._files.values():
            data = _read(file.path)
            file.digest, file.signature = digest_of(data), _signature(file.path)

    @property
    def polls(self) -> bool:
        """Whether it only looks, since there is no news to be had."""
        return self._source is None

    def fileno(self) -> int | None:
        """Return what becomes readable when there is news."""
        return None if self._source is None else self._source.fileno()

    def focus(self, exercise: str) -> None:
        """Look at the file of ``exercise`` more often than at the others."""
        self._focus = exercise

    def follow(self, exercise: str, path: Path) -> None:
        """Take another file for that of ``exercise``."""
        self._files[exercise] = _watched(path)
        self._listen()

    def content(self, exercise: str) -> Saved:
        """Return what a file holds now, and take it as known."""
        file = self._files[exercise]
        file.signature = _signature(file.path)
        data = _read(file.path)
        file.digest, file.due = digest_of(data), None
        return Saved(exercise, data, file.digest)

    def next_time(self) -> float:
        """Return when :meth:`saved` is to be asked, if no news comes before."""
        times = [file.due for file in self._files.values() if file.due is not None]
        looks = [self._next_glance, *([self._next_look] if self.polls else [])]
        return min([*times, *looks])

    def saved(self, now: float) -> list[Saved]:
        """Return the files that hold something else than before, each once."""
        for path, how in self._source.touched() if self._source is not None else ():
            self._note(path, how, now)
        if now >= self._next_glance:
            self._next_glance = now + self._between_glances
            self._listen()
            self._glance(self._files, now)
        elif self.polls and now >= self._next_look:
            self._glance({self._focus} & self._files.keys(), now)
        if now >= self._next_look:
            self._next_look = now + _LOOK
        due = [name for name, file in self._files.items() if file.due is not None and file.due <= now]
        return [saved for saved in (self._changed(name, now) for name in due) if saved is not None]

    def last_look(self, now: float) -> list[Saved]:
        """Return what is saved at this very moment, whether or not there was news of it."""
        for file in self._files.values():
            file.due, file.since = now, now - _PATIENCE
        return [saved for saved in (self._changed(name, now) for name in self._files) if saved is not None]

    def close(self) -> None:
        """Stop listening."""
        if self._source is not None:
            self._source.close()

    def _listen(self) -> None:
        """Listen to the folder of each file, and to where the file lies if it is a link."""
        for file in self._files.values():
            file.paths = {file.path, os.path.realpath(file.path)}
        if self._source is not None:
            self._source.watch({os.path.dirname(path) for file in self._files.values() for path in file.paths})

    def _note(self, path: str, how: Touch, now: float) -> None:
        wait = {"closed": _LEFT_ALONE, "made": _MADE, "open": _BEING_WRITTEN, "gone": _VANISHED}[how]
        for file in self._files.values():
            if not path or path in file.paths:
                _wait(file, now, wait)

    def _glance(self, exercises: Collection[str], now: float) -> None:
        for file in map(self._files.__getitem__, exercises):
            if file.due is None and (_signature(file.path) != file.signature or _changed_just_now(file.signature)):
                _wait(file, now, _LEFT_ALONE)

    def _changed(self, exercise: str, now: float) -> Saved | None:
        file = self._files[exercise]
        if os.path.realpath(file.path) not in file.paths:  # it is a link now, or leads elsewhere
            self._listen()
        patient = now < file.since + _PATIENCE
        signature = _signature(file.path)
        data = _read(file.path)
        if patient and signature != _signature(file.path):
            _wait(file, now, _LEFT_ALONE)
            return None
        if not data and digest_of(data) != file.digest and now < file.since + _VANISHED:
            _wait(file, now, file.since + _VANISHED - now)
            return None
        file.due, file.signature = None, signature
        digest = digest_of(data)
        if digest == file.digest:
            return None
        file.digest = digest
        return Saved(exercise, data, digest)


def _watched(path: Path) -> _Watched:
    return _Watched(os.path.join(os.path.realpath(path.parent), path.name))  # one name for a folder, links or not


def _wait(file: _Watched, now: float, seconds: float) -> None:
    if file.due is None:
        file.since = now
    file.due = min(now + seconds, file.since + _PATIENCE)


def _signature(path: str) -> tuple[int, ...]:
    try:
        found = os.stat(path)
    except OSError:
        return ()
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def _changed_just_now(signature: tuple[int, ...]) -> bool:
    return bool(signature) and abs(time.time() - signature[0] / 1e9) < _JUST_NOW


def _read(path: str) -> bytes | None:
    """Return what a regular file holds, as far as the kit would read it; None if there is none."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
    except OSError:
        return None
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):  # a folder cannot even be made a file object of
        os.close(descriptor)
        return None
    with open(descriptor, "rb") as file:
        return file.read(MOST)
