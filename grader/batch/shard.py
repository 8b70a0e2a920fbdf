"""A process that grades shards of a batch, wherever it is started: ``python -P -m grader.batch.shard``.

A worker of a cluster has threads, an event loop and open connections; none of that belongs near candidates' code, nor
near a fork. So it starts this process, which is a grader like any other, with a lane, a zygote and walls of its own,
and talks to it over standard input and output. Only plain records cross: submissions are sources, never paths.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Sequence
from typing import IO, Literal

import msgspec

import grader
from grader.batch.identity import bank_hash
from grader.boundary.launch import Zygote
from grader.boundary.selftest import Level
from grader.boundary.walls.limits import die_with_parent
from grader.catalogue import load_catalogue
from grader.errors import BankError, BoundaryError, GradlingsError, SandboxError
from grader.grading.lanes import Lanes
from grader.report import Feedback, Sandbox, SubmissionReport
from grader.submissions.discovery import Submission

_LENGTH = 8  # bytes of the number before each message


class Begin(msgspec.Struct, frozen=True, tag=True):
    """How to grade, and some of the submissions to come."""

    kit: str
    bank: str
    feedback: Feedback
    at_least: Level
    expected: list[Submission]


class Shard(msgspec.Struct, frozen=True, tag=True):
    """Submissions to grade."""

    submissions: list[Submission]


class Begun(msgspec.Struct, frozen=True, tag=True):
    """The walls have been measured."""

    sandbox: Sandbox


class Graded(msgspec.Struct, frozen=True, tag=True):
    """The reports on a shard, in its order."""

    reports: list[SubmissionReport]


class Refused(msgspec.Struct, frozen=True, tag=True):
    """Nothing can be graded, through no fault of a submission's."""

    kind: Literal["bank", "sandbox", "machine"]
    message: str

    def error(self) -> GradlingsError:
        """Return what to raise."""
        return {"bank": BankError, "sandbox": SandboxError, "machine": BoundaryError}[self.kind](self.message)


ToShards = Begin | Shard
FromShards = Begun | Graded | Refused

_to_shards: msgspec.msgpack.Decoder[ToShards] = msgspec.msgpack.Decoder(ToShards)
_from_shards: msgspec.msgpack.Decoder[FromShards] = msgspec.msgpack.Decoder(FromShards)


class ShardLost(Exception):
    """The process that was grading a shard has ended."""


class ShardProcess:
    """The process, from the outside.

    Raises
    ------
    GradlingsError
        If it cannot begin.
    """

    def __init__(self, begin: Begin) -> None:
        self.begin = begin
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "grader.batch.shard"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for whoever started the run to answer
        )
        try:
            answer = self._ask(begin)
        except ShardLost:
            raise BoundaryError("The process that is to grade could not be started on a worker.") from None
        if not isinstance(answer, Begun):
            self.close()
            raise answer.error() if isinstance(answer, Refused) else BoundaryError("A grading process is confused.")
        self.sandbox = answer.sandbox

    def grade(self, submissions: Sequence[Submission]) -> list[SubmissionReport]:
        """Return the reports on ``submissions``.

        Raises
        ------
        ShardLost
            If the process ends.
        GradlingsError
            If it cannot grade, through no fault of a submission's.
        """
        answer = self._ask(Shard(list(submissions)))
        if isinstance(answer, Refused):
            raise answer.error()
        if not isinstance(answer, Graded):
            raise ShardLost
        return answer.reports

    def close(self) -> None:
        """End it. Safe to call twice."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):  # it ended before it had read everything
                    pipe.close()
        self._process.kill()
        self._process.wait()

    def _ask(self, message: ToShards) -> FromShards:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            _write(self._process.stdin, message)
            data = _read(self._process.stdout)
        except OSError:
            data = None
        if data is None:
            self.close()
            raise ShardLost
        return _from_shards.decode(data)


def main() -> None:
    """Grade shards until nobody sends any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    die_with_parent()
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a suite that prints must not print among the answers
    with answers:
        try:
            _serve(sys.stdin.buffer, answers)
        except GradlingsError as error:
            _write(answers, Refused(_kind(error), str(error)))


def _kind(error: GradlingsError) -> Literal["bank", "sandbox", "machine"]:
    return "bank" if isinstance(error, BankError) else "sandbox" if isinstance(error, SandboxError) else "machine"


def _serve(requests: IO[bytes], answers: IO[bytes]) -> None:
    with Zygote() as zygote:
        data = _read(requests)
        begin = _to_shards.decode(data) if data is not None else None
        if not isinstance(begin, Begin):
            return
        catalogue = load_catalogue()
        if begin.kit != grader.__version__ or begin.bank != bank_hash(catalogue):
            raise BoundaryError(
                f"A worker has another version of the kit, or other exercises ({grader.__version__} there, {begin.kit} "
                "here). Install the same on every worker, and set GRADLINGS_BANK alike."
            )
        with Lanes([zygote], catalogue, feedback=begin.feedback, at_least=begin.at_least) as lanes:
            _write(answers, Begun(lanes.open(begin.expected)))
            while (data := _read(requests)) is not None:
                shard = _to_shards.decode(data)
                if isinstance(shard, Shard):
                    done = {one.number: one.report for some in lanes.grade(shard.submissions) for one in some}
                    _write(answers, Graded([done[number] for number in range(len(shard.submissions))]))


def _write(stream: IO[bytes], message: ToShards | FromShards) -> None:
    data = msgspec.msgpack.encode(message)
    stream.write(len(data).to_bytes(_LENGTH, "little") + data)
    stream.flush()


def _read(stream: IO[bytes]) -> bytes | None:
    """Return the next message, or None where the other side has ended."""
    length = stream.read(_LENGTH)
    size = int.from_bytes(length, "little")
    data = stream.read(size) if len(length) == _LENGTH else b""
    return data if data and len(data) == size else None


if __name__ == "__main__":
    main()
