"""The grader's side of the boundary: start workers, call into them, believe nothing that was not rebuilt here."""

from __future__ import annotations

import contextlib
import math
import secrets
import select
import socket
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from grader.boundary import wire
from grader.boundary.launch import Zygote
from grader.boundary.messages import (
    Call,
    CallbackCall,
    CallbackRaised,
    CallbackValue,
    FromWorker,
    Load,
    Loaded,
    LoadFailed,
    Problem,
    Raised,
    Rebind,
    Returned,
    Texts,
    ToWorker,
    decode_arguments,
    encode_arguments,
    pack,
    pack_texts,
    unpack_from_worker,
)
from grader.boundary.wire import Decoder, Encoder
from grader.catalogue import Limits
from grader.errors import BoundaryError

_AT_ONCE = 64 * 1024  # bytes to read ahead: most frames come in one piece


class WorkerLost(Exception):
    """The worker cannot answer any more; the check that asked fails, the next one gets a fresh worker."""

    verdict = "crashed"


class WorkerTimedOut(WorkerLost):
    """The worker took longer than the limit, by the grader's own clock."""

    verdict = "timed_out"

    def __init__(self, doing: str, seconds: float) -> None:
        super().__init__(f"{doing} took longer than {seconds:g} s and was stopped.")


class WorkerDied(WorkerLost):
    """The worker ended by itself, or broke the rules of the wire."""


class WorkerOrphaned(WorkerLost):
    """The worker went down with its zygote, through no fault of its own submission."""


class LoadError(Exception):
    """The submission's source could not be run to its end."""

    def __init__(self, problem: Problem, printed: str) -> None:
        super().__init__(problem.type)
        self.problem = problem
        self.printed = printed


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back from one call; exactly one of ``value`` and ``problem`` means something."""

    value: Any
    problem: Problem | None
    changed: tuple[str, ...]
    warnings: tuple[str, ...]
    printed: str
    seconds: float


class Host:
    """The zygote as a place to get fresh workers from."""

    def __init__(self, zygote: Zygote) -> None:
        self._zygote = zygote
        self._proven = False  # a first worker has run: if the zygote is lost later, a submission has ended it

    def proven(self) -> None:
        """Note that workers can be had on this machine."""
        self._proven = True

    @property
    def may_renew(self) -> bool:
        """Whether a lost zygote is to be replaced rather than reported."""
        return self._proven

    def missing_walls(self) -> dict[str, str]:
        """Return the walls that cannot be raised here, each with the reason the system gives."""
        return self._zygote.missing_walls()

    def start(self, texts: Texts, limits: Limits) -> Worker:
        """Fork a worker and let it begin to run ``texts``; does not wait for it to end."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                number = self._zygote.fork(theirs.fileno())
            except BoundaryError:
                if not self._proven:
                    raise
                self._zygote.renew()
                number = self._zygote.fork(theirs.fileno())
        return Worker(self, self._zygote, number, ours, texts, limits)


class Worker:
    """One fresh process that runs one submission for one exercise."""

    def __init__(
        self, host: Host, zygote: Zygote, number: int, channel: socket.socket, texts: Texts, limits: Limits
    ) -> None:
        self._host = host
        self._generation = zygote.generation
        self._zygote = zygote
        self._number_at_zygote = number
        self._channel = channel
        self._channel.setblocking(False)
        self._readable = select.poll()
        self._readable.register(channel, select.POLLIN)
        self._received = bytearray()
        self._limits = limits
        self._callbacks: list[Callable[..., Any]] = []
        self._planted: dict[str, Callable[..., Any]] = {}
        self._started = time.monotonic()
        self._loaded: Loaded | LoadFailed | None = None
        self.lost: WorkerLost | None = None
        load = Load(limits.memory, self.cpu_seconds(limits))
        with contextlib.suppress(OSError):  # a worker that is gone already is noticed when it is asked
            self._send(load, [pack_texts(texts)], self._started + limits.load)

    @staticmethod
    def cpu_seconds(limits: Limits) -> int:
        """Return the processor time that a worker may use up: all that the grader's own clock allows, and a little."""
        return int(limits.load + limits.exercise) + 2

    def close(self) -> None:
        """End the process. Safe to call twice."""
        if self._channel.fileno() >= 0:
            self._channel.close()
            if self._zygote.generation == self._generation:
                with contextlib.suppress(BoundaryError):  # gone already; the next start replaces it
                    self._zygote.kill(self._number_at_zygote)

    def loaded(self) -> Loaded:
        """Wait until the source has run.

        Raises
        ------
        LoadError
            If the source does not compile, or raised.
        WorkerLost
            If the worker hangs or dies meanwhile.
        """
        if self.lost is not None:
            raise self.lost
        if self._loaded is None:
            message, payload = self._receive(self._started + self._limits.load, "Running the file", self._limits.load)
            if not isinstance(message, Loaded | LoadFailed) or payload:
                raise self._lose(WorkerDied("The submission interfered with the worker."))
            self._loaded = message
            self._host.proven()
        if isinstance(self._loaded, LoadFailed):
            raise LoadError(self._loaded.problem, self._loaded.printed)
        return self._loaded

    def rebind(self, functions: Mapping[str, Callable[..., Any]]) -> None:
        """Let names of the candidate's module mean functions of the grader; an empty mapping undoes it."""
        if dict(functions) == self._planted or self.lost is not None:
            return
        self._planted = dict(functions)
        self._callbacks = list(functions.values())
        with contextlib.suppress(OSError):
            numbers = {name: number for number, name in enumerate(functions)}
            self._send(Rebind(numbers), [], time.monotonic() + self._limits.call)

    def call(self, function: str, args: tuple[Any, ...], kwargs: dict[str, Any], deadline: float) -> Reply:
        """Call ``function`` with plain values and wait for what it returns.

        Parameters
        ----------
        deadline
            The exercise's own, on the monotonic clock; the limit of a call applies as well.

        Raises
        ------
        WorkerLost
            If the worker hangs, dies or breaks the rules of the wire.
        """
        self.loaded()
        began = time.monotonic()
        limit = min(self._limits.call, max(deadline - began, 0.0))
        encoder = Encoder(self._number)
        positional, named = encode_arguments(encoder, args, kwargs)
        identity = secrets.randbits(62)
        try:
            self._send(Call(identity, function, positional, named), encoder.buffers, began + limit)
            return self._await(identity, began, limit, function)
        except wire.WireError:
            raise self._lose(
                WorkerDied("What the submission sent back was not plain data of the agreed form.")
            ) from None
        except OSError:
            raise self._lose(self._how_it_ended()) from None

    def _await(self, identity: int, began: float, limit: float, function: str) -> Reply:
        spent_here = 0.0
        while True:
            message, payload = self._receive(began + limit + spent_here, f"{function}(…)", limit)
            elapsed = time.monotonic() - began - spent_here
            match message:
                case CallbackCall():
                    entered = time.monotonic()
                    self._answer(message, payload)
                    spent_here += time.monotonic() - entered
                case Returned() if message.id == identity:
                    decoder = Decoder(payload)
                    value = decoder.decode(message.value)
                    decoder.finish()
                    return Reply(value, None, tuple(message.changed), tuple(message.warnings), message.printed, elapsed)
                case Raised() if message.id == identity and not payload:
                    return Reply(None, message.problem, (), tuple(message.warnings), message.printed, elapsed)
                case _:
                    raise wire.WireError("an answer to no question")

    def _answer(self, request: CallbackCall, payload: bytes) -> None:
        if not 0 <= request.number < len(self._callbacks):
            raise wire.WireError("a function that was never offered")
        args, kwargs = decode_arguments(Decoder(payload), request.args, request.kwargs)
        encoder = Encoder()
        deadline = time.monotonic() + self._limits.call
        try:
            value = encoder.encode(self._callbacks[request.number](*args, **kwargs))
        except Exception as error:  # the candidate passed something the function cannot take
            self._send(CallbackRaised(type(error).__name__, str(error)[:300]), [], deadline)
        else:
            self._send(CallbackValue(value), encoder.buffers, deadline)

    def _number(self, function: Callable[..., Any]) -> int:
        self._callbacks.append(function)
        return len(self._callbacks) - 1

    def _send(self, message: ToWorker, buffers: list[bytes], deadline: float) -> None:
        header, payload = pack(message), b"".join(buffers)
        left = memoryview(wire.PREFIX.pack(len(header), len(payload)) + header + payload)
        while left:
            try:
                left = left[self._channel.send(left) :]
            except BlockingIOError:  # the worker is not reading: it is busy, or it hangs
                patience = deadline - time.monotonic()
                if patience <= 0 or not select.select([], [self._channel], [], patience)[1]:
                    raise self._lose(WorkerTimedOut("Taking the arguments", self._limits.call)) from None

    def _receive(self, deadline: float, doing: str, limit: float) -> tuple[FromWorker, bytes]:
        try:
            prefix = self._read(wire.PREFIX.size, deadline)
            header_length, payload_length = wire.read_lengths(prefix)
            header = self._read(header_length, deadline)
            return unpack_from_worker(header), self._read(payload_length, deadline)
        except TimeoutError:
            raise self._lose(WorkerTimedOut(doing, limit)) from None
        except EOFError:
            raise self._lose(self._how_it_ended()) from None
        except wire.WireError:
            raise self._lose(
                WorkerDied("What the submission sent back was not plain data of the agreed form.")
            ) from None

    def _read(self, count: int, deadline: float) -> bytes:
        while len(self._received) < count:
            patience = max(deadline - time.monotonic(), 0.0)
            if not self._readable.poll(math.ceil(1e3 * patience)):
                raise TimeoutError
            try:
                part = self._channel.recv(max(count - len(self._received), _AT_ONCE))
            except ConnectionResetError:
                part = b""
            if not part:
                raise EOFError
            self._received += part
        data = bytes(self._received[:count])
        del self._received[:count]
        return data

    def _how_it_ended(self) -> WorkerLost:
        self._channel.close()
        if self._zygote.generation != self._generation:
            return WorkerOrphaned("Another submission ended the process that starts workers.")
        try:
            code = self._zygote.reap(self._number_at_zygote)
        except BoundaryError:
            if not self._host.may_renew:
                raise
            self._zygote.renew()
            return WorkerDied("The submission ended or stopped the process that starts its workers.")
        if code < 0:
            return WorkerDied(
                f"The submission's process was ended by signal {-code}; a crash in compiled code does that."
            )
        return WorkerDied(f"The submission ended its own process (exit code {code}).")

    def _lose(self, lost: WorkerLost) -> WorkerLost:
        self.lost = lost
        self.close()
        return lost
