"""Frames with bytes changed, sent to a real host-side worker; used by the tests and, for longer, by the benchmark."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from grader.boundary import wire
from grader.boundary.host import Reply
from grader.boundary.losses import WorkerLost
from grader.boundary.messages import Frame, Problem, Raised
from grader.catalogue import Limits
from tests.boundary.peer import LOADED, Peer, callback, frame, returned, worker_with
from tests.boundary.plainness import is_plain_reply

LIMITS = Limits(call=0.5, load=0.5, exercise=30.0)
PATIENCE = 1.0  # seconds beyond the deadline within which an outcome is due, on a busy machine

VALUES: list[object] = [
    None,
    1.5,
    -(2**70),
    "text",
    1 + 2j,
    np.arange(6.0).reshape(2, 3),
    np.float32(2.5),
    np.longdouble(1) / 3,
    np.array(["a", "bc"]),
    {"W1": np.ones((2, 2)), "b1": np.zeros((1, 2)), 3: [True, None]},
    ([1.0, 2.0], {"a": (1, 2)}, object()),
    np.array([True, False]),
]


SEEDS: list[Callable[[int], bytes]] = [
    *[lambda identity, value=value: returned(identity, value, printed="hello", changed=["0"]) for value in VALUES],
    lambda identity: frame(
        Raised(identity, Problem("ValueError", "no", [Frame("work.py", 3, "f", "x = 1")]), ["RuntimeWarning: x"], "")
    ),
    lambda _: frame(LOADED),
    lambda _: callback(np.ones((2, 2)), {"a": 1.0}),
]


@dataclass(frozen=True, slots=True)
class Change:
    """One change to a frame: ``how``, at which part of its length, and with which bytes."""

    how: str
    place: float
    data: bytes

    def made_to(self, whole: bytes) -> bytes:
        """Return the frame with this change made."""
        at = int(self.place * len(whole))
        match self.how:
            case "overwrite":
                return whole[:at] + self.data + whole[at + len(self.data) :]
            case "insert":
                return whole[:at] + self.data + whole[at:]
            case "delete":
                return whole[:at] + whole[at + len(self.data) :]
            case "repeat":
                return whole[:at] + whole[at // 2 :]
            case "cut":
                return whole[:at]
            case "again":
                return whole + whole
            case "header length":
                return wire.PREFIX.pack(int.from_bytes(self.data[:4], "little"), 0)[:4] + whole[4:]
            case "payload length":
                return whole[:4] + wire.PREFIX.pack(0, int.from_bytes(self.data[:4], "little"))[4:] + whole[8:]
            case "lengths mended":  # what is left of the header after other changes, announced as it is
                payload = min(wire.PREFIX.unpack(whole[:8].ljust(8, b"\0"))[1], max(len(whole) - 8, 0))
                return wire.PREFIX.pack(max(len(whole) - 8 - payload, 0), payload) + whole[8:]
            case _:
                raise ValueError(self.how)


HOWS = (
    "overwrite", "insert", "delete", "repeat", "cut", "again", "header length", "payload length", "lengths mended",
)  # fmt: skip


def random_changes(rng: random.Random) -> list[Change]:
    """Draw a few changes; mostly the frame stays readable as such, so that they reach what reads the header."""
    changes = [
        Change(rng.choice(HOWS), rng.random() ** 2, rng.randbytes(rng.choice((1, 1, 1, 2, 4, 8))))
        for _ in range(rng.choice((1, 1, 2, 3)))
    ]
    return [*changes, Change("lengths mended", 0.0, b"")] if rng.random() < 0.7 else changes


def outcome_of(seed: Callable[[int], bytes], changes: Sequence[Change]) -> tuple[str, float]:
    """Answer a call with a changed frame, hang up, and return what came of it and of a second call, and the time.

    Raises
    ------
    AssertionError
        If it was neither a reply of plain values nor the loss of the worker, or was not there in time.
    """

    def changed(identity: int) -> bytes:
        whole = seed(identity)
        for change in changes:
            whole = change.made_to(whole)
        return whole

    def script(peer: Peer) -> None:
        peer.send(frame(LOADED))
        peer.send(changed(peer.read_call().id))
        peer.stop_sending()

    came = []
    began = time.monotonic()
    with worker_with(script, LIMITS) as worker:
        worker.rebind({"g": lambda *args, **_: args})
        for _ in range(2):
            try:
                reply = worker.call("f", (np.ones((2, 2)),), {}, time.monotonic() + 30)
            except WorkerLost as lost:
                came.append(f"{type(lost).__name__}: {lost}")
                break
            assert type(reply) is Reply
            assert is_plain_reply(reply), reply
            came.append(type(reply.value).__name__ if reply.problem is None else "Problem")
    seconds = time.monotonic() - began
    assert seconds < LIMITS.call + PATIENCE, seconds
    return " · ".join(came), seconds
