"""Starting the zygote, and nothing heavy, so that it is on its way while the grader imports numpy and pytest."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from grader.boundary.zygote import ANSWER, NEVER_STARTED, REQUEST
from grader.errors import BoundaryError

_START = "import sys; sys.path[:] = {path!r}; from grader.boundary.zygote import main; main({descriptor})"
_PASSED_ON = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "LD_LIBRARY_PATH", "TMPDIR")
_PATIENCE = 20.0  # seconds for an answer; starting with a cold disk takes a few
_ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")


class Zygote:
    """The zygote's process and the channel to it. Use it as a context manager: leaving ends it and every worker."""

    def __init__(self) -> None:
        self.generation = 0  # counts restarts: workers of an earlier generation are gone
        self._start()

    def _start(self) -> None:
        self._scratch = tempfile.mkdtemp(prefix="gradlings-")
        self._log = os.path.join(self._scratch, "zygote.log")
        self._workers = 0
        self._control, theirs = socket.socketpair()
        try:
            with theirs, open(self._log, "wb") as log:
                self._process = subprocess.Popen(
                    [sys.executable, "-I", "-c", _START.format(path=_import_path(), descriptor=theirs.fileno())],
                    pass_fds=(theirs.fileno(),),
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=log,
                    env=_environment(self._scratch),
                    cwd=self._scratch,
                    start_new_session=True,  # Ctrl-C is the grader's to answer
                )
            self._control.settimeout(_PATIENCE)
        except OSError as error:
            shutil.rmtree(self._scratch, ignore_errors=True)
            raise BoundaryError(f"The worker process could not be started: {error}.") from error

    def __enter__(self) -> Zygote:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """End the zygote and every worker, and remove their scratch folder."""
        self._control.close()
        self._process.kill()
        self._process.wait()
        shutil.rmtree(self._scratch, ignore_errors=True)

    def renew(self) -> None:
        """Start again after a submission has ended or stopped the process; workers that were running are gone."""
        self.close()
        self.generation += 1
        self._start()

    def fork(self, channel: int) -> int:
        """Have a worker forked that serves ``channel``, without waiting for it, and return the number it goes by."""
        self._workers += 1
        self._request(b"F", self._workers, channel)
        return self._workers

    def preload_plots(self) -> None:
        """Have matplotlib imported once, for submissions that import it at their top."""
        self._request(b"M", 0)

    def kill(self, number: int) -> None:
        """End a worker."""
        self._request(b"K", number)

    def reap(self, number: int) -> int:
        """End a worker if it still runs, and return its exit code; a negative one is a signal's number."""
        self._request(b"R", number)
        try:
            answer = self._control.recv(ANSWER.size, socket.MSG_WAITALL)
        except OSError:
            answer = b""
        if len(answer) != ANSWER.size:
            raise self._lost()
        code = int(ANSWER.unpack(answer)[0])
        if code == NEVER_STARTED:
            raise BoundaryError("No worker process could be forked. Is the limit of processes or memory reached?")
        return code

    def _request(self, kind: bytes, number: int, *descriptors: int) -> None:
        try:
            socket.send_fds(self._control, [REQUEST.pack(kind, number)], list(descriptors))
        except OSError:
            raise self._lost() from None

    def _lost(self) -> BoundaryError:
        return BoundaryError(
            f"The worker process could not be started{self._last_words()}. "
            "Does `python -c 'import numpy, msgspec'` work in this environment?"
        )

    def _last_words(self) -> str:
        """Return the last line that the zygote wrote before it ended, as the end of a sentence."""
        try:
            lines = Path(self._log).read_text(encoding="utf-8", errors="replace").split("\n")
        except OSError:
            return ""
        said = [line for line in lines if line.strip()]
        return f": {said[-1].strip()}" if said else ""


def _import_path() -> list[str]:
    package_parent = str(Path(__file__).resolve().parents[2])
    listed = [entry for entry in sys.path if os.path.isabs(entry) and entry != os.getcwd()]
    return listed if package_parent in listed else [*listed, package_parent]


def _environment(scratch: str) -> dict[str, str]:
    return {
        "PATH": os.defpath,
        "LANG": "C.UTF-8",
        "HOME": scratch,
        "MPLBACKEND": "agg",
        "MPLCONFIGDIR": scratch,
        "PYTHONDONTWRITEBYTECODE": "1",
        **_ONE_THREAD,
        **{name: os.environ[name] for name in _PASSED_ON if name in os.environ},
    }
