"""The grader held open: a process with a zygote and a pytest session, which checks what it is sent, one by one.

A process, not a thread: the screen answers to keys while a candidate's loop runs into its limit, Ctrl-C reaches only
the one that listens to it, and a check that is not wanted any more can be ended at once.
"""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import socket
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import msgspec

from grader.errors import BankError, BoundaryError, GradlingsError
from grader.report import ExerciseReport, Feedback, Sandbox

if TYPE_CHECKING:
    from grader.catalogue import Catalogue
    from grader.report import SubmissionReport
    from grader.submissions.discovery import Submission

_LENGTH = 4  # bytes of the number before each message
_AT_ONCE = 1 << 16
_MOST_DESCRIPTORS = 1 << 16  # where the system sets no bound, nobody has more of them either


class Work(msgspec.Struct, frozen=True):
    """A file to be checked, as it was when it was saved.

    Parameters
    ----------
    exercise
        What it is checked for.
    name
        The file's name, for messages.
    data
        What it held.
    """

    exercise: str
    name: str
    data: bytes


class Ready(msgspec.Struct, tag=True, frozen=True):
    """The suites are collected and the walls measured; files may be sent."""

    sandbox: Sandbox


class Graded(msgspec.Struct, tag=True, frozen=True):
    """What came of the file that was sent."""

    report: ExerciseReport


class Failed(msgspec.Struct, tag=True, frozen=True):
    """Nothing more will come, for no fault of a candidate's."""

    by_author: bool
    message: str

    def error(self) -> GradlingsError:
        """Return it as the error it was."""
        return (BankError if self.by_author else BoundaryError)(self.message)


Answer = Ready | Graded | Failed

_encode = msgspec.msgpack.Encoder().encode
_work = msgspec.msgpack.Decoder(Work).decode
_answer = msgspec.msgpack.Decoder(Answer).decode


@dataclass(frozen=True, slots=True)
class Opening:
    """What a session is opened for."""

    catalogue: Catalogue
    exercises: Collection[str]
    feedback: Feedback = "full"
    packages: Collection[str] = ()


class Session:
    """The grading process as seen from the one that shows. Use it as a context manager: leaving ends the process."""

    def __init__(self, opening: Opening) -> None:
        self._channel, theirs = socket.socketpair()
        self._received = bytearray()
        self._pid = os.fork()
        if self._pid == 0:
            self._channel.detach()
            _become_grader(theirs, opening)
        theirs.close()
        self._channel.setblocking(False)

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def fileno(self) -> int:
        """Return what becomes readable when there is an answer."""
        return self._channel.fileno()

    def send(self, work: Work) -> None:
        """Have a file checked. Only when the session is ready and has answered what it was sent before."""
        data = _encode(work)
        self._channel.settimeout(10.0)  # the other side waits for this, so it takes it at once
        try:
            self._channel.sendall(len(data).to_bytes(_LENGTH, "little") + data)
        except OSError:
            pass  # gone; ``answers`` tells
        finally:
            self._channel.setblocking(False)

    def answers(self) -> Iterator[Answer]:
        """Yield the answers that are there, without waiting.

        Raises
        ------
        BoundaryError
            If the process has ended.
        """
        ended = False
        while not ended:
            try:
                piece = self._channel.recv(_AT_ONCE)
            except BlockingIOError:
                break
            except OSError:
                piece = b""
            ended = not piece
            self._received += piece
        while len(self._received) >= _LENGTH:
            end = _LENGTH + int.from_bytes(self._received[:_LENGTH], "little")
            if len(self._received) < end:
                break
            message = bytes(self._received[_LENGTH:end])
            del self._received[:end]
            yield _answer(message)
        if ended:
            raise BoundaryError("The grading process has ended.")

    def close(self) -> None:
        """End the process, and with it its zygote and workers. Safe to call twice."""
        if self._pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
            self._pid = 0
            self._channel.close()


def _become_grader(channel: socket.socket, opening: Opening) -> None:
    """Serve ``channel`` and never return."""
    try:
        os.setsid()  # the terminal's signals are for the process that shows
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGWINCH, signal.SIGTSTP):
            signal.signal(number, signal.SIG_DFL)
        signal.set_wakeup_fd(-1)
        _die_with_parent()
        _let_go_of_all_but(channel.fileno())
        _serve(channel, opening)
    finally:  # nothing of the parent's may be run again here, whatever happens
        os._exit(0)


def _let_go_of_all_but(kept: int) -> None:
    """Close what was open in the parent: the terminal above all, which would else outlive its window."""
    gc.freeze()  # what is garbage here may hold the number of a descriptor that will be another one
    os.closerange(3, kept)
    os.closerange(kept + 1, min(os.sysconf("SC_OPEN_MAX"), _MOST_DESCRIPTORS))
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)


def _die_with_parent() -> None:
    from grader.boundary.walls.limits import die_with_parent

    die_with_parent()


def _serve(channel: socket.socket, opening: Opening) -> None:
    from grader.boundary.launch import Zygote

    try:
        # The worker process imports numpy while this one imports pytest: start it before anything heavy.
        with Zygote() as zygote:
            _grade_all(channel, opening, zygote)
    except GradlingsError as error:
        _send(channel, Failed(isinstance(error, BankError), str(error)))
    except BrokenPipeError:  # the other side has gone
        pass
    except Exception as error:
        _send(channel, Failed(False, f"The kit is at fault: {type(error).__name__}: {error}."))


def _grade_all(channel: socket.socket, opening: Opening, zygote: object) -> None:
    from grader.boundary.host import Host
    from grader.boundary.launch import Zygote
    from grader.grading.engine import grade
    from grader.grading.planning import packages_wanted
    from grader.grading.sandbox import measured

    assert isinstance(zygote, Zygote)
    zygote.admit(opening.packages)
    host = Host(zygote)
    sandbox = measured([host], "none")

    def arriving() -> Iterator[Submission]:
        _send(channel, Ready(sandbox))
        while (work := _receive(channel)) is not None:
            submission = _submission(work, opening.catalogue)
            zygote.admit(packages_wanted([submission], opening.catalogue))
            yield submission

    def deliver(report: SubmissionReport) -> None:
        _send(channel, Graded(report.exercises[0]))

    grade(host, arriving(), opening.catalogue, opening.exercises, deliver, opening.feedback, ahead=False)


def _submission(work: Work, catalogue: Catalogue) -> Submission:
    from grader.submissions.attempts import attempt, read_source
    from grader.submissions.discovery import Submission
    from grader.submissions.reading import File

    source = read_source(File(work.name, work.name, lambda most: work.data[:most]))
    return Submission(work.exercise, work.name, [attempt(source, catalogue[work.exercise])])


def _send(channel: socket.socket, message: Answer) -> None:
    data = _encode(message)
    channel.sendall(len(data).to_bytes(_LENGTH, "little") + data)


def _receive(channel: socket.socket) -> Work | None:
    length = channel.recv(_LENGTH, socket.MSG_WAITALL)
    data = channel.recv(int.from_bytes(length, "little"), socket.MSG_WAITALL) if length else b""
    return _work(data) if data else None
