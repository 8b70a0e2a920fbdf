"""Several lanes side by side: each a process of its own with a zygote and a pytest session, fed one submission ahead.

The lanes are forked when the grader has imported pytest and numpy, once for all of them, and before it has met any
candidate's code. Their zygotes are started first, by exec, and import numpy meanwhile. A lane that ends before its time
is replaced: what it was grading is graded once more by another, and blamed if that one ends, too.
"""

from __future__ import annotations

import contextlib
import gc
import os
import selectors
import signal
import socket
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from grader import report
from grader.boundary.host import Host
from grader.boundary.launch import Zygote
from grader.boundary.processors import held_to, hold_to
from grader.boundary.selftest import Level
from grader.catalogue import Catalogue
from grader.errors import BankError, BoundaryError
from grader.grading.lane import Done, Failed, Flush, Ready, Take, Terms, be_a_lane, framed, unpacked
from grader.grading.planning import exercises_to_run, packages_wanted
from grader.grading.sandbox import measured
from grader.grading.verdicts import blamed
from grader.report import Feedback
from grader.submissions.discovery import Submission

_AHEAD = 3  # submissions with a lane: one being graded, one whose worker is already importing, one to hand on
_TICK = 0.25  # seconds without news after which the caller has a turn
_LONGEST_TICK = 1.0  # a machine that was asleep has not waited
_TRIES = 2
_MOST_LOST = 8  # lanes in a row that end before any submission is finished
_SLACK = 60.0  # seconds
_PATIENCE = 4  # times what the limits allow a submission, which its lane keeps itself: the last line


@dataclass(slots=True)
class _Job:
    number: int
    submission: Submission
    tries: int = 0


@dataclass(slots=True)
class _Lane:
    """A lane from the outside. ``waited`` is for how long it has been silent with work to do."""

    pid: int
    channel: socket.socket
    zygote: Zygote
    outgoing: bytearray = field(default_factory=bytearray)
    incoming: bytearray = field(default_factory=bytearray)
    jobs: deque[_Job] = field(default_factory=deque)
    ready: bool = False
    flushed: bool = True
    waited: float = 0.0


class Lanes:
    """A lane for each of ``zygotes``. Use it as a context manager: leaving ends everything, the zygotes as well.

    Parameters
    ----------
    zygotes
        Started by the caller as early as possible: they import numpy while this process imports pytest.
    feedback
        How much of the hidden suites the reports show: see :mod:`grader.feedback`.
    at_least
        How strong the walls have to be.
    start
        Starts a zygote in place of one that was lost with its lane.
    """

    def __init__(
        self,
        zygotes: Sequence[Zygote],
        catalogue: Catalogue,
        *,
        feedback: Feedback = "full",
        at_least: Level = "none",
        start: Callable[[], Zygote] = Zygote,
    ) -> None:
        self._zygotes = list(zygotes)  # those without a lane
        self._terms = Terms(catalogue, feedback, frozenset())
        self._at_least: Level = at_least
        self._start_zygote = start
        self._lanes: list[_Lane] = []
        self._selector = selectors.DefaultSelector()
        self._sandbox: report.Sandbox | None = None
        self._lost_in_a_row = 0

    def __enter__(self) -> Lanes:
        return self

    def __exit__(self, *_exception: object) -> None:
        for lane in self._lanes:
            with contextlib.suppress(ProcessLookupError):
                os.kill(lane.pid, signal.SIGKILL)
        while self._lanes:
            self._end(self._lanes[0])
        while self._zygotes:
            self._zygotes.pop().close()
        self._selector.close()

    def open(self, expected: Sequence[Submission]) -> report.Sandbox:
        """Measure the walls and start the lanes.

        Parameters
        ----------
        expected
            Some of the submissions to come: what they need is got ready.

        Raises
        ------
        SandboxError
            If the walls are weaker than they have to be; nothing has been run then.
        BoundaryError
            If no worker can be started.
        """
        catalogue = self._terms.catalogue
        self._terms = Terms(catalogue, self._terms.feedback, frozenset(exercises_to_run(expected, catalogue)))
        packages = packages_wanted(expected, catalogue)
        for zygote in self._zygotes:
            zygote.admit(packages)
        hosts = [Host(zygote) for zygote in self._zygotes]
        self._sandbox = measured(hosts, self._at_least)
        if not gc.isenabled():  # the command line imports without it; what is imported now stays: never look again
            gc.freeze()
            gc.enable()
        for host in hosts:
            self._fork(host, self._zygotes.pop(0))
        return self._sandbox

    def grade(self, submissions: Iterable[Submission]) -> Iterator[list[Done]]:
        """Grade ``submissions`` and yield what is finished, whenever there is news, and every now and then without.

        They are taken from ``submissions`` when a lane wants the next one, and not before what was yielded has been
        dealt with. The number of each is how many were taken before it.

        Raises
        ------
        BankError
            If a hidden suite cannot be run.
        BoundaryError
            If lanes cannot be started, or end whatever they are given.
        """
        coming = (_Job(number, submission) for number, submission in enumerate(submissions))
        again: deque[_Job] = deque()
        while True:
            self._feed(coming, again)
            if not any(lane.jobs for lane in self._lanes):
                return
            yield list(self._news(again))

    def _feed(self, coming: Iterator[_Job], again: deque[_Job]) -> None:
        """Let each lane have a submission, then each a second one."""
        for ahead in range(_AHEAD):
            for lane in self._lanes:
                while len(lane.jobs) <= ahead:
                    job = again.popleft() if again else next(coming, None)
                    if job is None:
                        break
                    lane.jobs.append(job)
                    lane.flushed = False
                    self._send(lane, framed(Take(job.number, job.submission)))
        for lane in self._lanes:
            if len(lane.jobs) < _AHEAD and not lane.flushed:  # there is nothing more to be had
                lane.flushed = True
                self._send(lane, framed(Flush()))

    def _news(self, again: deque[_Job]) -> Iterator[Done]:
        began = time.monotonic()
        events = self._selector.select(_TICK)
        passed = min(time.monotonic() - began, _LONGEST_TICK)
        for waiting in self._lanes:
            waiting.waited += passed
        lost = []
        for key, mask in events:
            lane: _Lane = key.data
            if mask & selectors.EVENT_WRITE:
                self._send(lane, b"")
            if mask & selectors.EVENT_READ:
                alive = _read(lane)
                yield from self._heard(lane)
                if not alive:
                    lost.append(lane)
        hung = [one for one in self._lanes if one.jobs and one.waited > self._patience(one.jobs[0].submission)]
        for ended in [*lost, *(one for one in hung if one not in lost)]:
            yield from self._replace(ended, again)

    def _heard(self, lane: _Lane) -> Iterator[Done]:
        for message in unpacked(lane.incoming):
            lane.waited = 0.0
            match message:
                case Done():
                    lane.jobs.popleft()
                    self._lost_in_a_row = 0
                    yield message
                case Ready():
                    lane.ready = True
                case Failed():
                    raise (BankError if message.by_author else BoundaryError)(message.message)

    def _replace(self, lane: _Lane, again: deque[_Job]) -> Iterator[Done]:
        """Start another lane for one that has ended; give its work back, or up."""
        self._end(lane)
        self._lost_in_a_row += 1
        if not lane.ready or self._lost_in_a_row > _MOST_LOST:
            raise BoundaryError(
                "Grading processes end before their work is done. Is there too little memory for so many side by side? "
                "--jobs says how many."
            )
        if lane.jobs:
            lane.jobs[0].tries += 1
        hopeless = [job for job in lane.jobs if job.tries >= _TRIES]
        again.extendleft(job for job in reversed(lane.jobs) if job.tries < _TRIES)
        for job in hopeless:
            yield Done(job.number, blamed(job.submission, self._terms.catalogue))
        with held_to(lane.zygote.processor):
            zygote = self._start_zygote()
        zygote.processor = lane.zygote.processor
        self._zygotes.append(zygote)
        host = Host(zygote)
        found = measured([host], self._at_least)
        if self._sandbox is not None and not set(self._sandbox.walls) <= set(found.walls):
            raise BoundaryError("The walls around candidate code could not be raised again, so grading has stopped.")
        self._fork(host, self._zygotes.pop())

    def _fork(self, host: Host, zygote: Zygote) -> None:
        ours, theirs = socket.socketpair()
        parent = os.getpid()
        pid = os.fork()
        if not pid:
            ours.close()
            for other in self._lanes:
                other.channel.close()
                other.zygote.forget()
            for unused in self._zygotes:
                unused.forget()
            hold_to(zygote.processor)
            be_a_lane(theirs, host, self._terms, parent)
        theirs.close()
        ours.setblocking(False)
        lane = _Lane(pid, ours, zygote)
        self._lanes.append(lane)
        self._selector.register(ours, selectors.EVENT_READ, lane)

    def _end(self, lane: _Lane) -> None:
        self._lanes.remove(lane)
        self._selector.unregister(lane.channel)
        with contextlib.suppress(ProcessLookupError):
            os.kill(lane.pid, signal.SIGKILL)
        os.waitpid(lane.pid, 0)
        lane.channel.close()
        lane.zygote.close()

    def _send(self, lane: _Lane, data: bytes) -> None:
        """Send what the channel takes and keep the rest: waiting for a lane that waits for us would have no end."""
        lane.outgoing += data
        with contextlib.suppress(BlockingIOError, ConnectionError):  # a lane that is gone is noticed in reading
            del lane.outgoing[: lane.channel.send(lane.outgoing)]
        wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if lane.outgoing else 0)
        self._selector.modify(lane.channel, wanted, lane)

    def _patience(self, submission: Submission) -> float:
        limits = (
            self._terms.catalogue[attempt.exercise].limits
            for attempt in submission.attempts
            if attempt.exercise in self._terms.catalogue
        )
        return _SLACK + _PATIENCE * sum(limit.load + limit.exercise for limit in limits)


def _read(lane: _Lane) -> bool:
    """Take in what a lane has sent, and say whether it still lives."""
    with contextlib.suppress(BlockingIOError):
        try:
            data = lane.channel.recv(1 << 20)
        except ConnectionError:
            return False
        lane.incoming += data
        return bool(data)
    return True
