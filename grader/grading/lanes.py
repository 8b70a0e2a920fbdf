"""Several lanes side by side: each a process of its own with a zygote and a pytest session, fed one submission ahead.

The parent sends submissions as source text and receives reports; it imports neither numpy nor pytest.
"""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any

import msgspec

from grader.catalogue import Catalogue
from grader.errors import BankError, BoundaryError, GradlingsError
from grader.grading.planning import exercises_to_run, wants_plots
from grader.report import SubmissionReport
from grader.submissions.discovery import Submission

_AHEAD = 2  # one being graded, one whose worker is already importing
_START = "import sys; sys.path[:] = {path!r}; from grader.grading.lanes import serve; serve()"


class _Numbered(msgspec.Struct, tag=True):
    number: int
    submission: Submission


class _Done(msgspec.Struct, tag=True):
    number: int
    report: SubmissionReport


class _Failed(msgspec.Struct, tag=True):
    kind: str
    message: str


class _Start(msgspec.Struct, tag=True):
    exercises: list[str]
    plots: bool


def grade_in_lanes(
    submissions: Sequence[Submission],
    catalogue: Catalogue,
    lanes: int,
    on_report: Callable[[SubmissionReport], None],
) -> list[SubmissionReport]:
    """Grade ``submissions`` on ``lanes`` processes and return the reports in the submissions' order.

    Raises
    ------
    BankError
        If a hidden suite cannot be run.
    BoundaryError
        If a lane cannot be started, or ends early.
    """
    start = _Start(sorted(exercises_to_run(submissions, catalogue)), wants_plots(submissions, catalogue))
    waiting = deque(_Numbered(number, submission) for number, submission in enumerate(submissions))
    reports: dict[int, SubmissionReport] = {}
    failures: list[GradlingsError] = []
    processes = [_start_lane() for _ in range(lanes)]

    def feed(process: subprocess.Popen[bytes]) -> None:
        try:
            for done in _feed_lane(process, waiting, start):
                reports[done.number] = done.report
                on_report(done.report)
        except GradlingsError as error:
            failures.append(error)
            waiting.clear()

    threads = [threading.Thread(target=feed, args=(process,), daemon=True) for process in processes]
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            while thread.is_alive():
                thread.join(0.2)  # a bare join would not hear Ctrl-C
    finally:
        for process in processes:
            process.terminate()
        for process in processes:
            process.wait()
    if failures:
        raise failures[0]
    return [reports[number] for number in range(len(submissions))]


def serve() -> None:
    """Be a lane: read submissions from stdin, write reports to stdout."""
    import signal

    from grader.boundary.launch import Zygote

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # the parent's word to stop, whatever is going on
    source, sink = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    try:
        with Zygote() as zygote:
            _serve(source, sink, zygote)
    except KeyboardInterrupt:
        pass
    except GradlingsError as error:
        _write(sink, _Failed(type(error).__name__, str(error)))


def _serve(source: IO[bytes], sink: IO[bytes], zygote: object) -> None:
    from grader.boundary.host import Host
    from grader.boundary.launch import Zygote
    from grader.catalogue import load_catalogue
    from grader.grading.engine import grade

    assert isinstance(zygote, Zygote)
    start = _read(source, _Start)
    if start is None:
        return
    if start.plots:
        zygote.preload_plots()
    numbers: deque[int] = deque()

    def arriving() -> Iterator[Submission]:
        while (task := _read(source, _Numbered)) is not None:
            numbers.append(task.number)
            yield task.submission

    def deliver(report: SubmissionReport) -> None:
        _write(sink, _Done(numbers.popleft(), report))

    grade(Host(zygote), arriving(), load_catalogue(), start.exercises, deliver)


def _start_lane() -> subprocess.Popen[bytes]:
    code = _START.format(path=[entry for entry in sys.path if entry])
    try:
        return subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    except OSError as error:
        raise BoundaryError(f"A grading process could not be started: {error}.") from error


def _feed_lane(process: subprocess.Popen[bytes], waiting: deque[_Numbered], start: _Start) -> Iterator[_Done]:
    assert process.stdin is not None
    assert process.stdout is not None
    outstanding = 0
    try:
        _write(process.stdin, start)
        while True:
            while outstanding < _AHEAD and (task := _next_of(waiting)) is not None:
                _write(process.stdin, task)
                outstanding += 1
            if outstanding < _AHEAD and not process.stdin.closed:
                process.stdin.close()
            if not outstanding:
                return
            answer: _Done | _Failed | None = _read(process.stdout, _Done | _Failed)
            if isinstance(answer, _Failed):
                raise (BankError if answer.kind == "BankError" else BoundaryError)(answer.message)
            if answer is None:
                raise BoundaryError("A grading process ended before its work was done.")
            outstanding -= 1
            yield answer
    except BrokenPipeError:
        raise BoundaryError("A grading process ended before its work was done.") from None


def _next_of(waiting: deque[_Numbered]) -> _Numbered | None:
    try:
        return waiting.popleft()
    except IndexError:  # another lane took the last one
        return None


def _write(stream: IO[bytes], message: msgspec.Struct) -> None:
    data = msgspec.msgpack.encode(message)
    stream.write(len(data).to_bytes(4, "little") + data)
    stream.flush()


def _read(stream: IO[bytes], kind: Any) -> Any:
    prefix = stream.read(4)
    if len(prefix) < 4:
        return None
    return msgspec.msgpack.decode(stream.read(int.from_bytes(prefix, "little")), type=kind)
