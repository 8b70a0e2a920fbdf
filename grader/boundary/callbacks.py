"""Functions of the grader that candidate code calls back: what they may cost, and what they answer.

They run here, on arguments that the candidate's code has chosen, so those are bounded by the arguments of the call
under way: a right solution calls back with arrays like the ones it was given. The bounds hold for functions that
broadcast and multiply matrices. One that loops as often as an argument says, or that takes outer products of whole
arrays, must not be planted.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import msgspec
import numpy as np

from grader.boundary.invoke import encodable
from grader.boundary.messages import (
    MAX_MESSAGE,
    MAX_NAME,
    CallbackCall,
    CallbackRaised,
    CallbackValue,
    decode_arguments,
    pack,
)
from grader.boundary.nodes import MAX_HEADER, TooLarge, WireError
from grader.boundary.wire import Decoder, Encoder

MAX_OF_ONE_CALL = 2_000
MAX_OF_ONE_WORKER = 20_000
MAX_INTERMEDIATE = 8 << 20  # bytes of the largest array that broadcasting can make of the arguments
_ALWAYS_LONG = 64  # an axis of this length, and this many numbers, are no burden
_ALWAYS_NUMBERS = 4_096
_LONGER = 2  # how many times as long as the longest axis of the call's arguments an axis may be
_MORE = 32  # how many times as many numbers as the call's arguments there may be: caches hold every layer's


class TooManyCallbacks(WireError):
    """The candidate's code calls back without end."""


class Extent(msgspec.Struct, frozen=True):
    """How large some arguments are: the longest axis, the most dimensions, the widest number, and how many numbers."""

    longest: int = 1
    dimensions: int = 0
    item_size: int = 8
    numbers: int = 0


def extent_of(values: Iterable[Any]) -> Extent:
    """Measure plain values. A list counts as an array of what it holds, since numpy makes one of it."""
    total = Extent()
    for value in values:
        one = _extent(value)
        total = _both(total, one)
    return total


class Callbacks:
    """The functions that one worker may call back, by number."""

    def __init__(self) -> None:
        self._planted: list[Callable[..., Any]] = []
        self._passed: list[Callable[..., Any]] = []
        self._arguments: list[Any] = []
        self._allowed: Extent | None = None
        self._of_this_call = 0
        self._of_this_worker = 0

    def plant(self, functions: Iterable[Callable[..., Any]]) -> None:
        """Let these be the functions planted in the candidate's module, numbered from 0."""
        self._planted = list(functions)

    def begin(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> Encoder:
        """Forget the functions passed in the last call, and return an encoder for the arguments of the next."""
        self._passed = []
        self._of_this_call = 0
        self._arguments = [*args, *kwargs.values()]
        self._allowed = None  # measured when something is called back
        return Encoder(self._pass)

    def answer(self, request: CallbackCall, payload: bytes | bytearray) -> tuple[bytes, bytes]:
        """Call the function that ``request`` asks for and return the header and the payload of what it answered.

        Raises
        ------
        WireError
            If no such function has been offered, the arguments break the rules of the wire, or it is called too often.
        """
        offered = [*self._planted, *self._passed]
        if not 0 <= request.number < len(offered):
            raise WireError("a function that was never offered")
        self._of_this_call += 1
        self._of_this_worker += 1
        if self._of_this_call > MAX_OF_ONE_CALL or self._of_this_worker > MAX_OF_ONE_WORKER:
            raise TooManyCallbacks("called back too often")
        args, kwargs = decode_arguments(Decoder(payload), request.args, request.kwargs)
        try:
            self._check_extent(extent_of([*args, *kwargs.values()]))
            return _call(offered[request.number], args, kwargs)
        except Exception as error:  # the candidate passed something the function cannot take
            message = encodable(str(error)[:MAX_MESSAGE])
            return pack(CallbackRaised(type(error).__name__[:MAX_NAME], message)), b""

    def _pass(self, function: Callable[..., Any]) -> int:
        self._passed.append(function)
        return len(self._planted) + len(self._passed) - 1

    def _check_extent(self, asked: Extent) -> None:
        if self._allowed is None:
            self._allowed = extent_of(self._arguments)
        longest = max(_ALWAYS_LONG, _LONGER * self._allowed.longest)
        numbers = max(_ALWAYS_NUMBERS, _MORE * self._allowed.numbers)
        # Matrices of n and m rows make one of n times m entries, three-dimensional arrays one of three axes, and so on.
        intermediate = asked.longest ** max(asked.dimensions, 2) * asked.item_size
        if asked.longest > longest or asked.numbers > numbers or intermediate > MAX_INTERMEDIATE:
            raise ValueError("called with arrays far larger than those that the function under test was given")


def _call(function: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]) -> tuple[bytes, bytes]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the arguments are the candidate's doing, and this is the user's terminal
        value = function(*args, **kwargs)
    encoder = Encoder()
    header = pack(CallbackValue(encoder.encode(value)))
    if len(header) > MAX_HEADER:
        raise TooLarge("a value with too many parts")
    return header, b"".join(encoder.buffers)


def _extent(value: Any) -> Extent:
    if isinstance(value, (np.ndarray, np.generic)):
        return Extent(max(value.shape, default=1), value.ndim, max(value.dtype.itemsize, 8), value.size)
    if isinstance(value, dict):
        return extent_of(value.values())
    if isinstance(value, (list, tuple)):
        inside = extent_of(value)
        return Extent(max(inside.longest, len(value)), inside.dimensions + 1, inside.item_size, inside.numbers)
    return Extent(numbers=1)


def _both(one: Extent, other: Extent) -> Extent:
    return Extent(
        max(one.longest, other.longest),
        max(one.dimensions, other.dimensions),
        max(one.item_size, other.item_size),
        one.numbers + other.numbers,
    )
