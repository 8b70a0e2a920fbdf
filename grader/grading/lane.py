"""One lane, from the inside: a process that grades the submissions it is sent, one after the other.

A lane trusts whoever feeds it, and is trusted: both are the grader. What it is sent are sources, never paths, so that
it may as well run on another machine.
"""

from __future__ import annotations

import os
import signal
import socket
import traceback
from collections import deque
from collections.abc import Collection, Iterator
from dataclasses import dataclass

import msgspec

from grader.boundary.host import Host
from grader.boundary.walls.limits import die_with_parent
from grader.catalogue import Catalogue
from grader.errors import BankError, GradlingsError
from grader.grading.engine import grade
from grader.grading.planning import exercises_to_run, packages_wanted
from grader.report import Feedback, SubmissionReport
from grader.submissions.discovery import Submission

LENGTH = 4  # bytes of the number before each message


class Take(msgspec.Struct, frozen=True, tag=True):
    """To the lane: grade this when what you have is done. It is taken up when another one, or a flush, follows."""

    number: int
    submission: Submission


class Flush(msgspec.Struct, frozen=True, tag=True):
    """To the lane: nothing more for now; finish what you have."""


class Ready(msgspec.Struct, frozen=True, tag=True):
    """From the lane: it listens."""


class Done(msgspec.Struct, frozen=True, tag=True):
    """From the lane: the report on the submission of that number. They come in the order of the submissions."""

    number: int
    report: SubmissionReport


class Failed(msgspec.Struct, frozen=True, tag=True):
    """From the lane: the bank's author or the machine is at fault, and nothing more can be graded."""

    by_author: bool
    message: str


ToLane = Take | Flush
FromLane = Ready | Done | Failed

_to_lane: msgspec.msgpack.Decoder[ToLane] = msgspec.msgpack.Decoder(ToLane)
_from_lane: msgspec.msgpack.Decoder[FromLane] = msgspec.msgpack.Decoder(FromLane)


@dataclass(frozen=True, slots=True)
class Terms:
    """How a lane grades, and the exercises that are known to be asked of it."""

    catalogue: Catalogue
    feedback: Feedback
    exercises: frozenset[str]


def framed(message: ToLane | FromLane) -> bytes:
    """Return a message as it travels."""
    data = msgspec.msgpack.encode(message)
    return len(data).to_bytes(LENGTH, "little") + data


def unpacked(data: bytearray) -> Iterator[FromLane]:
    """Take the messages of a lane's out of ``data`` that are there as a whole."""
    while len(data) >= LENGTH:
        end = LENGTH + int.from_bytes(data[:LENGTH], "little")
        if len(data) < end:
            return
        message = _from_lane.decode(memoryview(data)[LENGTH:end].tobytes())
        del data[:end]
        yield message


def be_a_lane(channel: socket.socket, host: Host, terms: Terms, parent: int) -> None:
    """Grade what arrives, in a process that was forked for it, and end the process when nothing more can."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer; it then ends the lanes
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    die_with_parent()
    code = 70
    try:
        if os.getppid() == parent:
            serve(channel, host, terms)
        code = 0
    except (BrokenPipeError, ConnectionResetError):  # the parent is gone
        code = 0
    except BaseException:  # whoever feeds this lane sees it end, and asks another one
        if os.environ.get("GRADLINGS_DEBUG"):
            traceback.print_exc()
    finally:  # nothing of the parent's may be run again here, whatever happens
        os._exit(code)


def serve(channel: socket.socket, host: Host, terms: Terms) -> None:
    """Grade what arrives until the channel is closed.

    A pytest session lasts as long as it knows the suites that the submissions need; for one that it does not know, a
    new session is begun.
    """
    arrivals = _Arrivals(channel, terms.catalogue, terms.exercises)

    def deliver(report: SubmissionReport) -> None:
        channel.sendall(framed(Done(arrivals.numbers.popleft(), report)))

    channel.sendall(framed(Ready()))
    try:
        while arrivals.wait():
            host.admit(arrivals.packages)
            grade(host, arrivals.for_session(), terms.catalogue, arrivals.exercises, deliver, terms.feedback)
    except GradlingsError as error:
        channel.sendall(framed(Failed(isinstance(error, BankError), str(error))))


class _Arrivals:
    """The submissions that arrive, and what is to be imported and collected for those that have."""

    def __init__(self, channel: socket.socket, catalogue: Catalogue, exercises: Collection[str]) -> None:
        self._channel = channel
        self._catalogue = catalogue
        self._waiting: Take | None = None
        self.exercises = set(exercises)
        self.packages: list[str] = []
        self.numbers: deque[int] = deque()

    def wait(self) -> bool:
        """Wait for a submission, and say whether there is one."""
        while self._waiting is None:
            message = _receive(self._channel)
            if message is None:
                return False
            if isinstance(message, Take):
                self._waiting = message
        exercises, packages = self._needs(self._waiting.submission)
        self.exercises |= exercises
        self.packages += packages
        return True

    def for_session(self) -> Iterator[Submission]:
        """Yield those that the session can grade, until there is one that it cannot, or a flush."""
        while True:
            message = self._waiting or _receive(self._channel)
            if not isinstance(message, Take):
                return
            self._waiting = message
            exercises, packages = self._needs(message.submission)
            if packages or not exercises <= self.exercises:
                return
            self._waiting = None
            self.numbers.append(message.number)
            yield message.submission

    def _needs(self, submission: Submission) -> tuple[set[str], list[str]]:
        """Return the exercises of a submission, and the packages that have not been asked for before."""
        packages = packages_wanted([submission], self._catalogue)
        return exercises_to_run([submission], self._catalogue), [p for p in packages if p not in self.packages]


def _receive(channel: socket.socket) -> ToLane | None:
    length = channel.recv(LENGTH, socket.MSG_WAITALL)
    if len(length) < LENGTH:
        return None
    size = int.from_bytes(length, "little")
    data = channel.recv(size, socket.MSG_WAITALL)
    return _to_lane.decode(data) if len(data) == size else None
