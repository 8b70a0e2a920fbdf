"""A peer in place of a worker, which sends whatever bytes it likes to a real host-side worker."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from types import SimpleNamespace

from grader.boundary import wire
from grader.boundary.host import Host, Worker
from grader.boundary.messages import Call, CallbackCall, Loaded, Returned, Texts, pack, unpack_to_worker
from grader.boundary.nodes import Dict, List
from grader.boundary.wire import Encoder
from grader.catalogue import Limits

SHORT = Limits(call=0.3, load=0.3, exercise=30.0)
LOADED = Loaded(["f"], "")


def frame(message: object, payload: bytes = b"") -> bytes:
    """Return the bytes of one frame."""
    header = message if isinstance(message, bytes) else pack(message)
    return wire.PREFIX.pack(len(header), len(payload)) + header + payload


def returned(identity: int, value: object, **texts: object) -> bytes:
    """Return the frame in which a worker returns ``value``."""
    encoder = Encoder()
    node = encoder.encode(value)
    return frame(
        Returned(identity, node, **{"changed": [], "warnings": [], "printed": "", **texts}), b"".join(encoder.buffers)
    )


def callback(*args: object, number: int = 0) -> bytes:
    """Return the frame in which a worker calls a function of the grader."""
    encoder = Encoder()
    nodes = List([encoder.encode(value, 1) for value in args])
    return frame(CallbackCall(number, nodes, Dict([], [])), b"".join(encoder.buffers))


class Peer:
    """What a scripted peer can do: read what the grader sends, and send bytes of its own."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def read_frame(self) -> bytes:
        """Read one frame and return its header."""
        header, payload = wire.PREFIX.unpack(self._read(wire.PREFIX.size))
        data = self._read(header)
        self._read(payload)
        return data

    def read_call(self) -> Call:
        """Read frames until the next call."""
        while True:
            message = unpack_to_worker(self.read_frame())
            if isinstance(message, Call):
                return message

    def send(self, *frames: bytes) -> None:
        """Send bytes."""
        self._connection.sendall(b"".join(frames))

    def drip(self, data: bytes, pause: float) -> None:
        """Send bytes one at a time."""
        for octet in data:
            self._connection.sendall(bytes([octet]))
            time.sleep(pause)

    def stop_sending(self) -> None:
        """Let the grader find the end of what was sent, and take in all that it sends."""
        self._connection.shutdown(socket.SHUT_WR)
        while self._connection.recv(65_536):
            pass

    def _read(self, count: int) -> bytes:
        data = b""
        while len(data) < count:
            part = self._connection.recv(count - len(data))
            if not part:
                raise EOFError
            data += part
        return data


@contextlib.contextmanager
def worker_with(script: Callable[[Peer], None], limits: Limits = SHORT) -> Iterator[Worker]:
    """Give a host-side worker at whose other end ``script`` runs; when it is done, the peer hangs up."""
    ours, theirs = socket.socketpair()
    zygote = SimpleNamespace(generation=0, kill=lambda number: None, reap=lambda number: 0)

    def run() -> None:
        with theirs, contextlib.suppress(OSError, EOFError):
            script(Peer(theirs))

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    worker = Worker(Host(zygote), zygote, 1, ours, Texts("", []), limits)  # type: ignore[arg-type]
    try:
        yield worker
    finally:
        worker.close()
        thread.join(10)
        assert not thread.is_alive()


def answering(*answers: Callable[[int], bytes]) -> Callable[[Peer], None]:
    """Return a script that loads, then answers one call after the other with bytes made for the call's id."""

    def script(peer: Peer) -> None:
        peer.send(frame(LOADED))
        for answer in answers:
            peer.send(answer(peer.read_call().id))
        with contextlib.suppress(OSError, EOFError):
            peer.read_frame()  # stay until the grader hangs up

    return script
