"""The worker's loop: run the submission once, then answer calls until the grader hangs up."""

from __future__ import annotations

import builtins
import os
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from grader.boundary import wire
from grader.boundary.files import files_go_nowhere
from grader.boundary.imports import allow_imports_of
from grader.boundary.invoke import CappedText, describe_problem, invoke
from grader.boundary.messages import (
    Call,
    CallbackCall,
    CallbackRaised,
    CallbackValue,
    FromWorker,
    Load,
    Loaded,
    LoadFailed,
    Raised,
    Rebind,
    Returned,
    ToWorker,
    decode_arguments,
    encode_arguments,
    pack,
    unpack_texts,
    unpack_to_worker,
)
from grader.boundary.module import GivenFunctions, run_module
from grader.boundary.walls import Walls
from grader.boundary.wire import Decoder, Encoder, List

_AT_ONCE = 64 * 1024  # bytes to read ahead: most frames come in one piece


class Worker:
    """One submission being run for one exercise, on the far end of ``descriptor``.

    Parameters
    ----------
    packages
        Every package that was imported for submissions to use, each with all that its import brought along.
    """

    def __init__(self, descriptor: int, walls: Walls, packages: Mapping[str, Sequence[str]]) -> None:
        self._descriptor = descriptor
        self._packages = packages
        self._received = bytearray()
        self._walls = walls
        self._printed = CappedText()
        self._texts: dict[str, list[str]] = {}
        self._namespace: dict[str, Any] = {}
        self._given = GivenFunctions("")

    def serve(self) -> None:
        """Answer messages until the grader closes the channel."""
        sys.stdout = sys.stderr = self._printed
        files_go_nowhere()
        while True:
            message, payload = self._receive()
            match message:
                case Load():
                    self._load(message, payload)
                case Rebind(numbers):
                    self._given.plant({name: self._callback(number) for name, number in numbers.items()})
                case Call():
                    self._call(message, payload)

    def _load(self, load: Load, payload: bytes) -> None:
        texts = unpack_texts(payload)
        self._given = GivenFunctions(texts.given, own_first=texts.own_first)
        self._texts = {chunk.label: chunk.text.splitlines() for chunk in texts.chunks}
        declared = {"numpy", *texts.packages} & set(self._packages)
        allow_imports_of({name for package in declared for name in self._packages[package]})
        self._walls.raise_around_this_process(load.memory, load.cpu_seconds)
        try:
            self._namespace = run_module(texts.chunks, self._given)
        except BaseException as error:
            self._send(LoadFailed(describe_problem(error, self._texts), self._printed.take()))
            return
        names = [name for name, value in self._namespace.items() if type(name) is str and callable(value)]
        public = [name for name in names if name.isidentifier() and not name.startswith("__") and len(name) <= 60]
        self._send(Loaded(public[:500], self._printed.take()))

    def _call(self, call: Call, payload: bytes) -> None:
        args, kwargs = decode_arguments(Decoder(payload, self._callback), call.args, call.kwargs)
        outcome = invoke(self._namespace.get(call.function, _absent), args, kwargs)
        warned = list(outcome.warnings)
        if outcome.error is not None:
            self._send(Raised(call.id, describe_problem(outcome.error, self._texts), warned, self._printed.take()))
            return
        encoder = Encoder()
        try:
            value = encoder.encode(outcome.value)
            changed = list(outcome.changed[:50])
            self._send(Returned(call.id, value, changed, warned, self._printed.take()), encoder.buffers)
        except (wire.TooLarge, RecursionError) as error:
            self._send_unreadable(call, f"value too large to look at: {error}", warned)
        except Exception as error:  # a method of the candidate's own that encoding had to call
            self._send_unreadable(call, f"value that cannot be read ({type(error).__name__})", warned)

    def _send_unreadable(self, call: Call, kind: str, warned: list[str]) -> None:
        self._send(Returned(call.id, wire.Opaque(kind), [], warned, self._printed.take()))

    def _callback(self, number: int) -> Callable[..., Any]:
        def function_of_the_grader(*args: Any, **kwargs: Any) -> Any:
            encoder = Encoder()
            positional, named = encode_arguments(encoder, args, kwargs)
            self._send(CallbackCall(number, List(positional.items), named), encoder.buffers)
            answer, payload = self._receive()
            if isinstance(answer, CallbackValue):
                decoder = Decoder(payload)
                value = decoder.decode(answer.value)
                decoder.finish()
                return value
            if isinstance(answer, CallbackRaised):
                kind = getattr(builtins, answer.type, RuntimeError)
                raise (kind if isinstance(kind, type) and issubclass(kind, Exception) else RuntimeError)(answer.message)
            raise RuntimeError("the grader did not answer")

        return function_of_the_grader

    def _receive(self) -> tuple[ToWorker, bytes]:
        header_length, payload_length = wire.PREFIX.unpack(self._read(wire.PREFIX.size))
        return unpack_to_worker(self._read(header_length)), self._read(payload_length)

    def _read(self, count: int) -> bytes:
        while len(self._received) < count:
            part = os.read(self._descriptor, max(count - len(self._received), _AT_ONCE))
            if not part:
                os._exit(0)  # the grader has hung up: nothing is left to do
            self._received += part
        data = bytes(self._received[:count])
        del self._received[:count]
        return data

    def _send(self, message: FromWorker, buffers: list[bytes] | None = None) -> None:
        wire.send(self._descriptor, pack(message), buffers or [])


def _absent(*_args: Any, **_kwargs: Any) -> Any:
    raise NotImplementedError
