"""Frames over a socket to a peer that may be hostile: bounded in size, and read by the clock.

A frame is read to its last byte and not a byte further, so that nothing of the peer's piles up here and what it sends
unasked can be told from an answer.
"""

from __future__ import annotations

import math
import select
import socket
import time

from grader.boundary.wire import PREFIX, WireError, read_lengths

_GRACE = 0.25  # seconds after the deadline to finish a frame that keeps moving


class OutOfTurn(WireError):
    """The peer has sent something that nobody asked for."""


class Channel:
    """The grader's end of a connection to one worker. Every wait ends at a deadline on the monotonic clock."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._connection.setblocking(False)
        self._readable = select.poll()
        self._readable.register(connection, select.POLLIN)
        self._writable = select.poll()
        self._writable.register(connection, select.POLLOUT)

    @property
    def is_open(self) -> bool:
        """Whether it has not been closed yet."""
        return self._connection.fileno() >= 0

    def close(self) -> None:
        """Hang up. Safe to call twice."""
        self._connection.close()

    def send(self, header: bytes, payload: bytes, deadline: float) -> None:
        """Write one frame.

        Raises
        ------
        TimeoutError
            If the peer does not take it before ``deadline``: it is busy, or it hangs.
        OSError
            If the peer has hung up.
        """
        left = memoryview(PREFIX.pack(len(header), len(payload)) + header + payload)
        while left:
            try:
                left = left[self._connection.send(left) :]
            except BlockingIOError:
                self._wait(self._writable, deadline)
            if left and time.monotonic() > deadline + _GRACE:
                raise TimeoutError

    def receive(self, deadline: float) -> tuple[bytes, bytearray]:
        """Read one frame and return its header and its payload.

        Raises
        ------
        TimeoutError
            If it is not complete at ``deadline``, however fast it trickles in.
        EOFError
            If the peer has hung up.
        WireError
            If the frame announces more than a frame may hold.
        """
        self._wait(self._readable, deadline)  # what has arrived is in time, even if this process comes to it late
        header_length, payload_length = read_lengths(bytes(self._read(PREFIX.size, deadline)))
        return bytes(self._read(header_length, deadline)), self._read(payload_length, deadline)

    def check_silent(self) -> None:
        """Make sure that nothing has come in since the last frame was read.

        Raises
        ------
        OutOfTurn
            If something has.
        EOFError
            If the peer has hung up.
        """
        if not self._readable.poll(0):
            return
        try:
            waiting = self._connection.recv(1, socket.MSG_PEEK)
        except ConnectionResetError:
            waiting = b""
        if not waiting:
            raise EOFError
        raise OutOfTurn("bytes that nobody asked for")

    def _read(self, count: int, deadline: float) -> bytearray:
        data = bytearray(count)
        left = memoryview(data)
        while left:
            try:
                received = self._connection.recv_into(left)
            except BlockingIOError:
                self._wait(self._readable, deadline)
                continue
            except ConnectionResetError:
                received = 0
            if not received:
                raise EOFError
            left = left[received:]
            if left and time.monotonic() > deadline + _GRACE:
                raise TimeoutError
        return data

    @staticmethod
    def _wait(poll: select.poll, deadline: float) -> None:
        if not poll.poll(math.ceil(1e3 * max(deadline - time.monotonic(), 0.0))):
            raise TimeoutError
