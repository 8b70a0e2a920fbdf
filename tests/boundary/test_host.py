"""The grader's side takes one answer per call, by its own clock, from a peer that may send anything at any time."""

from __future__ import annotations

import contextlib
import socket
import time
import tracemalloc
from collections.abc import Callable

import numpy as np
import pytest

from grader.boundary import wire
from grader.boundary.channel import Channel
from grader.boundary.host import Reply, Worker
from grader.boundary.losses import WorkerDied, WorkerLost, WorkerTimedOut
from grader.boundary.messages import Problem, Raised
from grader.boundary.nodes import MAX_PAYLOAD
from tests.boundary.peer import LOADED, Peer, answering, callback, frame, returned, worker_with

INTERFERED = "The submission interfered with the worker."


def call(worker: Worker, *args: object) -> Reply:
    return worker.call("f", args, {}, time.monotonic() + 30)


def right(identity: int) -> bytes:
    return returned(identity, 1.5)


def test_an_answer_is_taken_once_for_the_call_it_belongs_to() -> None:
    with worker_with(answering(right, right)) as worker:
        assert [call(worker).value, call(worker).value] == [1.5, 1.5]


@pytest.mark.parametrize(
    "answer",
    [
        lambda identity: returned(identity + 1, 1.5),
        lambda identity: returned(0, 1.5),
        lambda identity: frame(Raised(identity + 1, Problem("ValueError", ""), [], "")),
        lambda identity: frame(LOADED),
        lambda identity: callback(),
        lambda identity: callback(number=-1),
    ],
    ids=["another id", "no id", "raised for another", "loaded again", "nothing planted", "a negative number"],
)
def test_what_is_no_answer_to_the_call_ends_the_worker(answer: Callable[[int], bytes]) -> None:
    with worker_with(answering(answer)) as worker:
        with pytest.raises(WorkerDied):
            call(worker)
        assert worker.lost is not None


@pytest.mark.parametrize(
    "extra", [right(1), frame(LOADED), b"\0", b"\xff" * 100_000], ids=["an answer", "loaded again", "a byte", "a flood"]
)
def test_bytes_before_a_call_end_the_worker(extra: bytes) -> None:
    def script(peer: Peer) -> None:
        peer.send(frame(LOADED), extra)

    with worker_with(script) as worker:
        worker.loaded()
        time.sleep(0.05)  # let them arrive
        with pytest.raises(WorkerDied, match=INTERFERED):
            call(worker)


def test_a_second_answer_is_not_taken_for_that_to_the_next_call() -> None:
    with worker_with(answering(lambda identity: right(identity) + returned(identity, 2.5), right)) as worker:
        assert call(worker).value == 1.5
        with pytest.raises(WorkerDied, match=INTERFERED):
            call(worker)


def test_an_answer_to_an_earlier_call_is_not_taken() -> None:
    seen: list[int] = []

    def remember(identity: int) -> bytes:
        seen.append(identity)
        return right(identity)

    with worker_with(answering(remember, lambda identity: returned(seen[0], 2.5))) as worker:
        call(worker)
        with pytest.raises(WorkerDied, match=INTERFERED):
            call(worker)


def test_an_answer_before_the_file_has_run_is_none() -> None:
    with (
        worker_with(lambda peer: peer.send(right(1))) as worker,
        pytest.raises(WorkerDied, match=INTERFERED),
    ):
        worker.loaded()


def test_ids_do_not_repeat_and_are_not_in_order() -> None:
    seen: list[int] = []

    def remember(identity: int) -> bytes:
        seen.append(identity)
        return right(identity)

    with worker_with(answering(*[remember] * 20)) as worker:
        for _ in range(20):
            call(worker)
    assert len(set(seen)) == 20
    assert max(seen).bit_length() > 50
    assert seen != sorted(seen)


@pytest.mark.parametrize("pause", [0.0, 0.05])
def test_an_answer_that_trickles_in_is_stopped_by_the_clock(pause: float) -> None:
    def script(peer: Peer) -> None:
        peer.send(frame(LOADED))
        peer.drip(returned(peer.read_call().id, np.zeros(1 << 20)), pause)

    with worker_with(script) as worker:
        began = time.monotonic()
        with pytest.raises(WorkerTimedOut):
            call(worker)
        assert time.monotonic() - began < 2


def test_a_flood_is_neither_kept_nor_read_to_its_end() -> None:
    def script(peer: Peer) -> None:
        peer.send(frame(LOADED))
        peer.read_call()
        while True:
            peer.send(b"\0" * 65_536)

    tracemalloc.start()
    with worker_with(script) as worker, pytest.raises(WorkerLost):
        call(worker)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 << 20


def test_an_answer_that_waited_for_the_grader_is_in_time() -> None:
    with worker_with(answering(right)) as worker:
        time.sleep(0.5)  # longer than loading may take: the grader was busy with another submission
        assert call(worker).value == 1.5


def test_a_frame_beyond_the_limits_is_not_waited_for() -> None:
    with (
        worker_with(answering(lambda identity: wire.PREFIX.pack(10, 2**32 - 1))) as worker,
        pytest.raises(WorkerDied, match="agreed form"),
    ):
        call(worker)


def test_a_hang_up_in_the_middle_of_an_answer_is_noticed() -> None:
    def script(peer: Peer) -> None:
        peer.send(frame(LOADED))
        peer.send(right(peer.read_call().id)[:-1])

    with worker_with(script) as worker, pytest.raises(WorkerDied, match="ended its own process"):
        call(worker)


def test_a_peer_that_does_not_read_is_given_up() -> None:
    def script(peer: Peer) -> None:
        peer.send(frame(LOADED))
        with contextlib.suppress(OSError):
            peer.read_frame()
            time.sleep(1)

    with worker_with(script) as worker, pytest.raises(WorkerTimedOut):
        call(worker, np.ones(1 << 20))


class NeverDry:
    """A connection on which one more byte is always there: the peer is exactly as fast as the grader reads."""

    def __init__(self, data: bytes) -> None:
        self._always_readable, other = socket.socketpair()
        other.close()
        self._data = iter(data)

    def setblocking(self, _: bool) -> None:
        pass

    def fileno(self) -> int:
        return self._always_readable.fileno()

    def close(self) -> None:
        self._always_readable.close()

    def recv_into(self, buffer: memoryview) -> int:
        buffer[0] = next(self._data, 0)
        return 1


def test_a_frame_that_keeps_trickling_in_after_the_deadline_is_given_up() -> None:
    began = time.monotonic()
    with contextlib.closing(NeverDry(wire.PREFIX.pack(10, MAX_PAYLOAD))) as connection:
        channel = Channel(connection)  # type: ignore[arg-type]
        with pytest.raises(TimeoutError):
            channel.receive(began + 0.1)
    assert time.monotonic() - began < 5
