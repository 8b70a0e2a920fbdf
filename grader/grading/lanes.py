"""Several lanes side by side: each a process of its own with a zygote and a pytest session, fed one submission ahead.

The lanes are forked when the grader has imported pytest and numpy, once for all of them, and before it has met any
candidate's code. Their zygotes are started first, by exec, and import numpy meanwhile.
"""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import msgspec

from grader.boundary.host import Host
from grader.boundary.launch import Zygote
from grader.boundary.selftest import Level
from grader.catalogue import Catalogue
from grader.errors import BankError, BoundaryError, GradlingsError
from grader.grading.engine import grade
from grader.grading.planning import exercises_to_run, packages_wanted
from grader.grading.sandbox import measured
from grader.report import Feedback, Report, SubmissionReport
from grader.submissions.discovery import Submission

_AHEAD = 2  # one being graded, one whose worker is already importing
_LENGTH = 4  # bytes of the number before each message


class _Done(msgspec.Struct, tag=True):
    number: int
    report: SubmissionReport


class _Failed(msgspec.Struct, tag=True):
    by_author: bool
    message: str


@dataclass(frozen=True, slots=True)
class _Lane:
    pid: int
    channel: socket.socket


def grade_in_lanes(
    submissions: Sequence[Submission],
    catalogue: Catalogue,
    zygotes: Sequence[Zygote],
    on_report: Callable[[SubmissionReport], None],
    *,
    at_least: Level = "none",
    feedback: Feedback = "full",
) -> Report:
    """Grade ``submissions`` on as many lanes as there are zygotes; report them in the submissions' order.

    Parameters
    ----------
    at_least
        How strong the walls have to be.
    feedback
        How much of the hidden suites the reports show: see :mod:`grader.feedback`.

    Raises
    ------
    SandboxError
        If they are weaker; nothing has been run then.
    BankError
        If a hidden suite cannot be run.
    BoundaryError
        If a lane cannot be started, or ends early.
    """
    packages = packages_wanted(submissions, catalogue)
    for zygote in zygotes:
        zygote.admit(packages)
    hosts = [Host(zygote) for zygote in zygotes]
    sandbox = measured(hosts, at_least)
    waiting = deque(range(len(submissions)))
    reports: dict[int, SubmissionReport] = {}
    failures: list[GradlingsError] = []
    lanes: list[_Lane] = []

    def feed(lane: _Lane) -> None:
        try:
            for done in _feed(lane, waiting):
                reports[done.number] = done.report
                on_report(done.report)
        except GradlingsError as error:
            failures.append(error)
            waiting.clear()

    try:
        for host in hosts:
            lanes.append(_start(submissions, catalogue, host, [lane.channel for lane in lanes], feedback))
        threads = [threading.Thread(target=feed, args=(lane,), daemon=True) for lane in lanes]
        for thread in threads:
            thread.start()
        for thread in threads:
            while thread.is_alive():
                thread.join(0.2)  # a bare join would not hear Ctrl-C
    finally:
        for lane in lanes:
            with contextlib.suppress(ProcessLookupError):
                os.kill(lane.pid, signal.SIGKILL)
            os.waitpid(lane.pid, 0)
            lane.channel.close()
    if failures:
        raise failures[0]
    return Report(sandbox, [reports[number] for number in range(len(submissions))])


def _start(
    submissions: Sequence[Submission],
    catalogue: Catalogue,
    host: Host,
    others: Sequence[socket.socket],
    feedback: Feedback,
) -> _Lane:
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid:
        theirs.close()
        return _Lane(pid, ours)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer; it then ends the lanes
    for channel in (ours, *others):
        channel.close()
    try:
        _be_a_lane(submissions, catalogue, host, theirs, feedback)
    finally:  # nothing of the parent's may be run again here, whatever happens
        os._exit(0)


def _be_a_lane(
    submissions: Sequence[Submission], catalogue: Catalogue, host: Host, channel: socket.socket, feedback: Feedback
) -> None:
    numbers: deque[int] = deque()

    def arriving() -> Iterator[Submission]:
        while (number := channel.recv(_LENGTH, socket.MSG_WAITALL)) != b"":
            numbers.append(int.from_bytes(number, "little"))
            yield submissions[numbers[-1]]

    def deliver(report: SubmissionReport) -> None:
        _send(channel, _Done(numbers.popleft(), report))

    try:
        grade(host, arriving(), catalogue, exercises_to_run(submissions, catalogue), deliver, feedback)
    except GradlingsError as error:
        _send(channel, _Failed(isinstance(error, BankError), str(error)))


def _feed(lane: _Lane, waiting: deque[int]) -> Iterator[_Done]:
    outstanding = 0
    open_ended = True
    while True:
        while open_ended and outstanding < _AHEAD:
            number = _next_of(waiting)
            if number is None:
                lane.channel.shutdown(socket.SHUT_WR)
                open_ended = False
            else:
                lane.channel.sendall(number.to_bytes(_LENGTH, "little"))
                outstanding += 1
        if not outstanding:
            return
        answer = _receive(lane.channel)
        if isinstance(answer, _Failed):
            raise (BankError if answer.by_author else BoundaryError)(answer.message)
        outstanding -= 1
        yield answer


def _next_of(waiting: deque[int]) -> int | None:
    try:
        return waiting.popleft()
    except IndexError:  # another lane took the last one
        return None


def _send(channel: socket.socket, message: _Done | _Failed) -> None:
    data = msgspec.msgpack.encode(message)
    channel.sendall(len(data).to_bytes(_LENGTH, "little") + data)


def _receive(channel: socket.socket) -> _Done | _Failed:
    length = channel.recv(_LENGTH, socket.MSG_WAITALL)
    data = channel.recv(int.from_bytes(length, "little"), socket.MSG_WAITALL) if length else b""
    if not data:
        raise BoundaryError("A grading process ended before its work was done.")
    answer: _Done | _Failed = msgspec.msgpack.decode(data, type=_Done | _Failed)
    return answer
