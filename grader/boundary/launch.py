"""Starting the zygote, and nothing heavy, so that it is on its way while the grader imports numpy and pytest."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import BinaryIO

from grader.boundary.processors import held_to
from grader.boundary.walls import ALL_WALLS
from grader.boundary.zygote import ANSWER, NEVER_STARTED, REQUEST
from grader.errors import BoundaryError

_START = "; ".join(
    (
        "import sys",
        "sys.path[:] = {path!r}",
        "from grader.boundary.zygote import main",
        "main({descriptor}, frozenset({walls!r}))",
    )
)
_PASSED_ON = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "LD_LIBRARY_PATH", "TMPDIR")
_PATIENCE = 20.0  # seconds for the first answer; starting with a cold disk takes a few
_PATIENCE_LATER = 5.0  # for the others
_PATIENCE_AT_THE_END = 1.0  # for ending by itself
_ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class Zygote:
    """The zygote's process and the channel to it. Use it as a context manager: leaving ends it and every worker.

    Parameters
    ----------
    walls
        The walls to raise around workers, all that can be had unless a test asks for fewer.
    """

    def __init__(self, walls: Collection[str] = ALL_WALLS, processor: int | None = None) -> None:
        self.processor = processor
        self.generation = 0  # counts restarts: workers of an earlier generation are gone
        self._walls = sorted(walls)
        self._packages: tuple[str, ...] = ()
        self._start()

    def _start(self) -> None:
        self._log: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 (lives as long as the process does)
        self._workers = 0
        self._control, theirs = socket.socketpair()
        start = _START.format(path=_import_path(), descriptor=theirs.fileno(), walls=self._walls)
        try:
            with theirs, held_to(self.processor):
                self._process = subprocess.Popen(
                    [sys.executable, "-I", "-c", start],
                    pass_fds=(theirs.fileno(),),
                    stdin=subprocess.DEVNULL,
                    stdout=self._log,
                    stderr=self._log,
                    env=_environment(),
                    cwd="/",
                    start_new_session=True,  # Ctrl-C is the grader's to answer
                )
            self._control.settimeout(_PATIENCE)
        except OSError as error:
            self._log.close()
            raise BoundaryError(f"The worker process could not be started: {error}.") from error

    def __enter__(self) -> Zygote:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """End the zygote and every worker. When its namespaces have ended, so has every process in them."""
        self._control.close()
        if self._workers:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(_PATIENCE_AT_THE_END)  # it hears that the grader has hung up
        self._process.kill()
        self._process.wait()
        self._log.close()

    def forget(self) -> None:
        """In a process that was forked from the grader: leave this zygote to the grader, which then can end it."""
        self._control.close()
        self._log.close()

    def renew(self) -> None:
        """Start again after a submission has ended or stopped the process; workers that were running are gone."""
        packages, self._packages = self._packages, ()
        self.close()
        self.generation += 1
        self._start()
        self.admit(packages)

    def admit(self, packages: Collection[str]) -> None:
        """Have packages imported once, for submissions that import them. Starts anew if workers have been forked."""
        fresh = [package for package in packages if package not in self._packages]
        if not fresh:
            return
        self._packages += tuple(fresh)
        if self._workers:
            self.renew()
            return
        names = " ".join(fresh).encode()
        self._request(b"P", len(names), following=names)

    def fork(self, channel: int) -> int:
        """Have a worker forked that serves ``channel``, without waiting for it, and return the number it goes by."""
        self._workers += 1
        self._request(b"F", self._workers, channel)
        return self._workers

    def kill(self, number: int) -> None:
        """End a worker."""
        self._request(b"K", number)

    def reap(self, number: int) -> int:
        """End a worker if it still runs, and return its exit code; a negative one is a signal's number."""
        self._request(b"R", number)
        code = self._answer()
        if code == NEVER_STARTED:
            raise BoundaryError("No worker process could be forked. Is the limit of processes or memory reached?")
        return code

    def missing_walls(self) -> dict[str, str]:
        """Return the walls that cannot be raised here, each with the reason the system gives."""
        self._request(b"W", 0)
        text = self._receive(self._answer()).decode()
        return dict(line.split("\t", 1) for line in text.splitlines())

    def _request(self, kind: bytes, number: int, *descriptors: int, following: bytes = b"") -> None:
        try:
            socket.send_fds(self._control, [REQUEST.pack(kind, number), following], list(descriptors))
        except OSError:
            raise self._lost() from None

    def _answer(self) -> int:
        return int(ANSWER.unpack(self._receive(ANSWER.size))[0])

    def _receive(self, size: int) -> bytes:
        try:
            answer = self._control.recv(size, socket.MSG_WAITALL)
        except OSError:
            answer = b""
        if len(answer) != size:
            raise self._lost()
        self._control.settimeout(_PATIENCE_LATER)
        return answer

    def _lost(self) -> BoundaryError:
        return BoundaryError(
            f"The worker process could not be started{self._last_words()}. "
            "Does `python -c 'import numpy, msgspec'` work in this environment?"
        )

    def _last_words(self) -> str:
        """Return the last line that the zygote wrote before it ended, as the end of a sentence."""
        try:
            self._log.seek(0)
            lines = self._log.read().decode("utf-8", "replace").split("\n")
        except (OSError, ValueError):
            return ""
        said = [line for line in lines if line.strip()]
        return f": {said[-1].strip()}" if said else ""


def _import_path() -> list[str]:
    package_parent = str(Path(__file__).resolve().parents[2])
    listed = [entry for entry in sys.path if os.path.isabs(entry) and entry != os.getcwd()]
    return listed if package_parent in listed else [*listed, package_parent]


def _environment() -> dict[str, str]:
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "MPLBACKEND": "agg",
        "MPLCONFIGDIR": _plot_cache(),
        "PYTHONDONTWRITEBYTECODE": "1",
        **_ONE_THREAD,
        **{name: os.environ[name] for name in _PASSED_ON if name in os.environ},
    }


def _plot_cache() -> str:
    """Return where matplotlib keeps its list of fonts: making it anew would cost a second each time."""
    caches = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(caches, "gradlings", "matplotlib")
