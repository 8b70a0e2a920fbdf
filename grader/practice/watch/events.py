"""Where news of saves comes from: the kernel, where it tells."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Literal, Protocol

Touch = Literal["closed", "made", "open", "gone"]  # complete; made anew; being written; moved away or deleted

# File systems on which changes can be made elsewhere, so that this kernel hears nothing of them.
_SHARED = frozenset({
    "9p", "afs", "beegfs", "ceph", "cifs", "drvfs", "fakeowner", "gpfs", "lustre", "ncpfs", "nfs", "nfs4", "prl_fs",
    "smb3", "smbfs", "vboxsf", "virtiofs", "vmhgfs",
})  # fmt: skip


class Source(Protocol):
    """Tells of files that somebody has touched."""

    def fileno(self) -> int:
        """Return what becomes readable when there is news."""

    def watch(self, folders: Collection[str]) -> None:
        """Listen to these folders, and to no others."""

    def touched(self) -> Iterator[tuple[str, Touch]]:
        """Yield what there is: paths, below the folders as they were given; an empty path stands for anything."""

    def close(self) -> None:
        """Stop listening."""


def source_for(folder: Path) -> Source | None:
    """Return the source for files below ``folder``; None where only looking again and again tells of changes."""
    if tells_nothing(folder):
        return None
    try:
        return Inotify() if sys.platform == "linux" else Watchfiles()
    except OSError:  # no more of them are to be had, or none at all in this sandbox
        return None


def tells_nothing(folder: Path, mounts: str = "/proc/self/mountinfo", system: str | None = None) -> bool:
    """Say whether changes to files in ``folder`` may be made where this kernel does not see them: a network's mount,
    a virtual machine's shared folder, the Windows side of WSL.
    """
    release = os.uname().release if system is None else system
    if "Microsoft" in release:  # the first WSL, which has no kernel of its own; the second spells it small
        return True
    kind = _kind_of_mount(folder, mounts)
    return kind in _SHARED or kind.startswith("fuse")


def _kind_of_mount(folder: Path, mounts: str) -> str:
    try:
        lines = Path(mounts).read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    place, longest, kind = os.path.realpath(folder), -1, ""
    for line in lines:
        before, _, after = line.partition(" - ")  # see proc_pid_mountinfo(5): the fifth field is the mount point
        fields = before.split(" ")
        if len(fields) < 5 or not after:
            continue
        point = fields[4].replace(r"\040", " ").replace(r"\011", "\t").replace(r"\134", "\\")
        inside = point == "/" or place == point or place.startswith(point + "/")
        if inside and len(point) >= longest:  # of two at one point, the later one covers the earlier
            longest, kind = len(point), after.split(" ")[0]
    return kind


class Inotify:
    """Linux: the kernel says which file was written, and when its writer closed it."""

    def __init__(self) -> None:
        from inotify_simple import INotify, flags  # type: ignore[import-untyped]

        self._words: dict[int, Touch] = {
            flags.CLOSE_WRITE: "closed", flags.MOVED_TO: "closed", flags.CREATE: "made", flags.MODIFY: "open",
            flags.DELETE: "gone", flags.MOVED_FROM: "gone",
        }  # fmt: skip
        self._lost = flags.Q_OVERFLOW | flags.IGNORED | flags.UNMOUNT
        self._mask = sum(self._words) | flags.ONLYDIR
        self._kernel = INotify(nonblocking=True)
        self._folders: dict[int, str] = {}

    def fileno(self) -> int:
        """Return what becomes readable when there is news."""
        return int(self._kernel.fileno())

    def watch(self, folders: Collection[str]) -> None:
        """Listen to these folders; one that is not there is passed over, to be asked for again."""
        listened: dict[int, str] = {}
        for folder in folders:
            try:
                listened[self._kernel.add_watch(folder, self._mask)] = folder
            except OSError:
                continue
        for number in self._folders.keys() - listened.keys():
            try:
                self._kernel.rm_watch(number)
            except OSError:  # gone with its folder
                continue
        self._folders = listened

    def touched(self) -> Iterator[tuple[str, Touch]]:
        """Yield the files that were touched."""
        for event in self._kernel.read(timeout=0):
            if event.mask & self._lost:
                yield "", "made"
            elif event.wd in self._folders:
                yield os.path.join(self._folders[event.wd], event.name), self._how(event.mask)

    def _how(self, mask: int) -> Touch:
        for flag, how in self._words.items():
            if mask & flag:
                return how
        return "open"

    def close(self) -> None:
        """Stop listening."""
        self._kernel.close()


class Watchfiles:
    """macOS and others: a thread of watchfiles', whose wait between looks at what it has heard is made short.

    Its defaults, made for servers that reload, tell of a change after 50 ms at least; with 2 ms it is under 5, for
    under one percent of a processor.
    """

    _STEP = 2  # milliseconds

    def __init__(self) -> None:
        self._news, self._tell = os.pipe()
        os.set_blocking(self._news, False)
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None
        self._folders: frozenset[str] = frozenset()
        self._heard: list[str] = []

    def fileno(self) -> int:
        """Return what becomes readable when there is news."""
        return self._news

    def watch(self, folders: Collection[str]) -> None:
        """Listen to these folders."""
        there = frozenset(folder for folder in folders if os.path.isdir(folder))
        if there != self._folders:
            self._end_thread()
            self._folders = there
            self._stop = threading.Event()
            self._thread = threading.Thread(target=self._listen, args=(sorted(there), self._stop), daemon=True)
            self._thread.start()

    def _listen(self, folders: list[str], stop: threading.Event) -> None:
        import watchfiles

        for changes in watchfiles.watch(
            *folders, watch_filter=None, debounce=self._STEP, step=self._STEP, rust_timeout=200, recursive=False,
            stop_event=stop, raise_interrupt=False,
        ):  # fmt: skip
            self._heard += [path for _, path in changes]
            os.write(self._tell, b".")

    def touched(self) -> Iterator[tuple[str, Touch]]:
        """Yield the files that were touched. Whether their writer is done nobody says, so it is taken to be."""
        try:
            os.read(self._news, 1 << 12)
        except BlockingIOError:
            return
        while self._heard:
            yield self._heard.pop(0), "closed"

    def close(self) -> None:
        """Stop listening."""
        self._end_thread()
        os.close(self._news)
        os.close(self._tell)

    def _end_thread(self) -> None:
        if self._thread is not None:
            self._stop.set()
            self._thread.join()
            self._thread = None
