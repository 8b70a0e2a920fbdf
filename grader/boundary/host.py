"""The grader's side of the boundary: start workers, call into them, believe nothing that was not rebuilt here."""

from __future__ import annotations

import contextlib
import secrets
import socket
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from grader.boundary.callbacks import Callbacks, TooManyCallbacks
from grader.boundary.channel import Channel, OutOfTurn
from grader.boundary.launch import Zygote
from grader.boundary.losses import LoadError, WorkerDied, WorkerLost, WorkerOrphaned, WorkerTimedOut
from grader.boundary.messages import (
    Call,
    CallbackCall,
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
    encode_arguments,
    pack,
    pack_texts,
    unpack_from_worker,
)
from grader.boundary.wire import Decoder, WireError
from grader.catalogue import Limits
from grader.errors import BoundaryError

_NODE_SIZE = 128  # bytes that a rebuilt value takes for each of its parts, about
_TEXT_SIZE = 4  # bytes that a character takes at most


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back from one call; exactly one of ``value`` and ``problem`` means something.

    ``size`` is about how many bytes of the grader's memory it takes.
    """

    value: Any
    problem: Problem | None
    changed: tuple[str, ...]
    warnings: tuple[str, ...]
    printed: str
    size: int


class Host:
    """The zygote as a place to get fresh workers from."""

    def __init__(self, zygote: Zygote) -> None:
        self._zygote = zygote
        self._proven = False  # a first worker has run: if the zygote is lost later, a submission has ended it
        self._missing: dict[str, str] | None = None  # the walls that were found missing, once they have been looked for

    def proven(self) -> None:
        """Note that workers can be had on this machine."""
        self._proven = True

    def missing_walls(self) -> dict[str, str]:
        """Return the walls that cannot be raised here, each with the reason the system gives."""
        self._missing = self._zygote.missing_walls()
        return self._missing

    def renew(self, lost: BoundaryError) -> None:
        """Replace a zygote that a submission has ended.

        Raises
        ------
        BoundaryError
            If it was lost before any worker ran, which is no submission's doing: ``lost`` itself. Or if the new one
            stands behind fewer walls than the one that was measured.
        """
        if not self._proven:
            raise lost
        self._zygote.renew()
        self._check_walls()

    def admit(self, packages: Collection[str]) -> None:
        """Have packages imported for the submissions to come; those whose workers run already lose them.

        Raises
        ------
        BoundaryError
            If the zygote had to start anew, and stands behind fewer walls than the one that was measured.
        """
        generation = self._zygote.generation
        self._zygote.admit(packages)
        if self._zygote.generation != generation:
            self._check_walls()

    def _check_walls(self) -> None:
        if self._missing is not None and not self._zygote.missing_walls().keys() <= self._missing.keys():
            raise BoundaryError("The walls around candidate code could not be raised again, so grading has stopped.")

    def start(self, texts: Texts, limits: Limits) -> Worker:
        """Fork a worker and let it begin to run ``texts``; does not wait for it to end."""
        ours, theirs = socket.socketpair()
        with theirs:
            try:
                number = self._zygote.fork(theirs.fileno())
            except BoundaryError as lost:
                self.renew(lost)
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
        self._channel = Channel(channel)
        self._limits = limits
        self._callbacks = Callbacks()
        self._planted: dict[str, Callable[..., Any]] = {}
        self._started = time.monotonic()
        self._loaded: Loaded | LoadFailed | None = None
        self.lost: WorkerLost | None = None
        load = Load(limits.memory, self.cpu_seconds(limits))
        with contextlib.suppress(OSError):  # a worker that is gone already, or hangs, is noticed when it is asked
            self._send(load, pack_texts(texts), self._started + limits.load)

    @staticmethod
    def cpu_seconds(limits: Limits) -> int:
        """Return the processor time that a worker may use up: all that the grader's own clock allows, and a little."""
        return int(limits.load + limits.exercise) + 2

    def close(self) -> None:
        """End the process. Safe to call twice."""
        if self._channel.is_open:
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
            with self._lost_unless_answered("Running the file", self._limits.load):
                message, payload, _ = self._receive(self._started + self._limits.load)
                if not isinstance(message, Loaded | LoadFailed) or payload:
                    raise OutOfTurn("an answer before any question")
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
        self._callbacks.plant(functions.values())
        with contextlib.suppress(OSError):
            numbers = {name: number for number, name in enumerate(functions)}
            self._send(Rebind(numbers), b"", time.monotonic() + self._limits.call)

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
        with self._lost_unless_answered(f"{function}(…)", limit):
            self._channel.check_silent()
            encoder = self._callbacks.begin(args, kwargs)
            positional, named = encode_arguments(encoder, args, kwargs)
            identity = secrets.randbits(62)
            self._send(Call(identity, function, positional, named), b"".join(encoder.buffers), began + limit)
            return self._answer_to(identity, began + limit)

    def _answer_to(self, identity: int, deadline: float) -> Reply:
        """Wait for the answer to a call, and answer what is called back meanwhile."""
        while True:
            message, payload, texts_size = self._receive(deadline)
            match message:
                case CallbackCall():
                    answer = self._callbacks.answer(message, payload)
                    self._channel.check_silent()
                    if time.monotonic() > deadline:
                        raise TimeoutError
                    self._channel.send(*answer, deadline)
                case Returned() if message.id == identity:
                    decoder = Decoder(payload)
                    value = decoder.decode(message.value)
                    decoder.finish()
                    size = len(payload) + _NODE_SIZE * decoder.nodes + texts_size
                    return Reply(value, None, tuple(message.changed), tuple(message.warnings), message.printed, size)
                case Raised() if message.id == identity and not payload:
                    return Reply(None, message.problem, (), tuple(message.warnings), message.printed, texts_size)
                case _:
                    raise OutOfTurn("an answer to no question")

    def _send(self, message: ToWorker, payload: bytes, deadline: float) -> None:
        self._channel.send(pack(message), payload, deadline)

    def _receive(self, deadline: float) -> tuple[FromWorker, bytearray, int]:
        """Return the next message, its payload, and about how much memory the texts of the message take."""
        header, payload = self._channel.receive(deadline)
        return unpack_from_worker(header), payload, _TEXT_SIZE * len(header)

    @contextlib.contextmanager
    def _lost_unless_answered(self, doing: str, limit: float) -> Iterator[None]:
        """Turn whatever goes wrong in talking with the worker into its loss."""
        try:
            yield
        except TooManyCallbacks:
            raise self._lose(
                WorkerDied(f"{doing} called the suite's function back too often and was stopped.")
            ) from None
        except OutOfTurn:
            raise self._lose(WorkerDied("The submission interfered with the worker.")) from None
        except WireError:
            raise self._lose(
                WorkerDied("What the submission sent back was not plain data of the agreed form.")
            ) from None
        except TimeoutError:
            raise self._lose(self._orphaned() or WorkerTimedOut(doing, limit)) from None
        except (EOFError, OSError):
            raise self._lose(self._how_it_ended()) from None

    def _how_it_ended(self) -> WorkerLost:
        self._channel.close()
        orphaned = self._orphaned()
        if orphaned is not None:
            return orphaned
        try:
            code = self._zygote.reap(self._number_at_zygote)
        except BoundaryError as lost:
            self._host.renew(lost)
            return WorkerDied("The submission ended or stopped the process that starts its workers.")
        if code < 0:
            return WorkerDied(
                f"The submission's process was ended by signal {-code}; a crash in compiled code does that."
            )
        return WorkerDied(f"The submission ended its own process (exit code {code}).")

    def _orphaned(self) -> WorkerOrphaned | None:
        """Return why the worker is gone, if it went with its zygote."""
        if self._zygote.generation == self._generation:
            return None
        return WorkerOrphaned("Another submission ended the process that starts workers.")

    def _lose(self, lost: WorkerLost) -> WorkerLost:
        self.lost = lost
        self.close()
        return lost
