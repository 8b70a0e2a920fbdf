"""Plain values on the wire: a msgpack header of exact types, and the arrays' raw bytes behind it.

Nothing is ever unpickled. A value that is not plain data crosses as :class:`Opaque`, a name for what it was, so that
the grader can say "returned a generator" without touching one. Array lengths are computed by the receiver from dtype
and shape; a frame whose lengths do not match exactly is refused.
"""

from __future__ import annotations

import math
import os
import struct
from collections.abc import Callable
from typing import Any

import msgspec
import numpy as np

MAX_HEADER = 64 * 1024
MAX_PAYLOAD = 16 * 1024 * 1024
MAX_NODES = 10_000
MAX_DEPTH = 32
MAX_DIMENSIONS = 8
MAX_ITEM_SIZE = 4096  # bytes of one element; only fixed-width text comes near

PREFIX = struct.Struct("<II")

_DTYPES = {
    np.dtype(name).str: np.dtype(name)
    for name in (
        "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
        "float16", "float32", "float64", "longdouble", "complex64", "complex128", "clongdouble",
    )
}  # fmt: skip


class WireError(Exception):
    """A frame or value breaks the rules of the wire."""


class TooLarge(WireError):
    """A value is beyond the limits of one frame."""


class Complex(msgspec.Struct, tag="c", array_like=True, frozen=True):
    """A Python complex number."""

    real: float
    imag: float


class BigInt(msgspec.Struct, tag="i", array_like=True, frozen=True):
    """A Python int beyond 64 bits, in hexadecimal."""

    digits: str


class Array(msgspec.Struct, tag="a", array_like=True, frozen=True):
    """An array whose bytes follow the header, in C order."""

    dtype: str
    shape: list[int]


class Scalar(msgspec.Struct, tag="s", array_like=True, frozen=True):
    """A numpy scalar; its bytes follow the header."""

    dtype: str


class List(msgspec.Struct, tag="l", array_like=True, frozen=True):
    """A list."""

    items: list[Node]


class Tuple(msgspec.Struct, tag="t", array_like=True, frozen=True):
    """A tuple."""

    items: list[Node]


class Dict(msgspec.Struct, tag="d", array_like=True, frozen=True):
    """A dict with str or int keys."""

    keys: list[str | int]
    values: list[Node]


class Function(msgspec.Struct, tag="f", array_like=True, frozen=True):
    """A callable that lives in the grader, called back through its number."""

    number: int


class Opaque(msgspec.Struct, tag="o", array_like=True, frozen=True):
    """Something that is not plain data: only what it is called crosses."""

    kind: str


Node = None | bool | int | float | str | Complex | BigInt | Array | Scalar | List | Tuple | Dict | Function | Opaque


class Encoder:
    """Turns values into nodes and gathers the arrays' bytes, in the order the nodes are met."""

    def __init__(self, functions: Callable[[Callable[..., Any]], int] | None = None) -> None:
        self.buffers: list[bytes] = []
        self._functions = functions
        self._nodes = 0
        self._payload = 0

    def encode(self, value: object, depth: int = 0) -> Node:
        """Return the node for ``value``.

        Raises
        ------
        TooLarge
            If the value has too many parts, is nested too deep, or its arrays are too big for one frame.
        """
        self._nodes += 1
        if self._nodes > MAX_NODES or depth > MAX_DEPTH:
            raise TooLarge("a value with too many parts, or nested too deep")
        kind = type(value)
        if value is None or kind in (bool, float, str):
            return value  # type: ignore[return-value]
        if isinstance(value, np.ndarray):
            return self._array(np.asarray(value))
        if isinstance(value, np.generic):
            return self._scalar(value)
        if isinstance(value, dict):
            return self._dict(value, depth)
        if isinstance(value, tuple):
            return Tuple([self.encode(item, depth + 1) for item in value])
        if isinstance(value, list):
            return List([self.encode(item, depth + 1) for item in value])
        if isinstance(value, (bool, int, float, complex, str)):
            return self._number_or_text(value)
        if callable(value) and self._functions is not None:
            return Function(self._functions(value))
        return Opaque(kind.__name__[:100])

    def _array(self, array: np.ndarray[Any, Any]) -> Node:
        if array.dtype.newbyteorder("=").str not in _DTYPES and array.dtype.kind != "U":
            return Opaque(f"array of dtype {array.dtype}"[:100])
        if array.ndim > MAX_DIMENSIONS or array.dtype.itemsize > MAX_ITEM_SIZE:
            raise TooLarge("an array with too many dimensions")
        self._append(array)
        return Array(array.dtype.newbyteorder("=").str, list(array.shape))

    def _scalar(self, scalar: np.generic) -> Node:
        if scalar.dtype.str not in _DTYPES:
            return str(scalar) if isinstance(scalar, np.str_) else Opaque(f"numpy {type(scalar).__name__}")
        self._append(np.asarray(scalar))
        return Scalar(scalar.dtype.str)

    def _append(self, array: np.ndarray[Any, Any]) -> None:
        self._payload += array.nbytes
        if self._payload > MAX_PAYLOAD:
            raise TooLarge(f"more than {MAX_PAYLOAD >> 20} MB of arrays")
        self.buffers.append(array.astype(array.dtype.newbyteorder("="), copy=False).tobytes())

    def _dict(self, mapping: dict[Any, Any], depth: int) -> Node:
        keys = [_plain_key(key) for key in mapping]
        if len(set(keys)) != len(keys):
            return Opaque("dict with unusual keys")
        values = [self.encode(item, depth + 1) for item in mapping.values()]
        return Dict(keys, values)

    def _number_or_text(self, value: bool | int | float | complex | str) -> Node:
        if isinstance(value, int):
            plain = int(value)
            if plain.bit_length() > 4096:
                raise TooLarge("an integer of thousands of digits")
            return plain if -(2**63) <= plain < 2**63 else BigInt(hex(plain))
        if isinstance(value, complex):
            return Complex(value.real, value.imag)
        return float(value) if isinstance(value, float) else str(value)


def _plain_key(key: object) -> str | int:
    """Return a key as text or integer; of any other key only its text crosses, which is enough to name it."""
    if isinstance(key, str):
        return str(key)
    return key if type(key) is int and -(2**63) <= key < 2**63 else repr(key)[:100]


class Decoder:
    """Rebuilds values from nodes and the bytes behind the header."""

    def __init__(self, payload: bytes, function: Callable[[int], Any] | None = None) -> None:
        self._payload = payload
        self._offset = 0
        self._nodes = 0
        self._function = function

    def decode(self, node: Node, depth: int = 0) -> Any:
        """Return the value that ``node`` stands for.

        Raises
        ------
        WireError
            If the node breaks a limit, names an unknown dtype or claims bytes that are not there.
        """
        self._nodes += 1
        if self._nodes > MAX_NODES or depth > MAX_DEPTH:
            raise WireError("too many nodes, or nested too deep")
        match node:
            case Array(dtype, shape):
                return self._array(dtype, shape)
            case Scalar(dtype):
                return self._array(dtype, [])[()]
            case List(items):
                return [self.decode(item, depth + 1) for item in items]
            case Tuple(items):
                return tuple(self.decode(item, depth + 1) for item in items)
            case Dict(keys, values):
                if len(keys) != len(values) or len(set(keys)) != len(keys):
                    raise WireError("a dict whose keys and values do not pair up")
                return {key: self.decode(item, depth + 1) for key, item in zip(keys, values, strict=True)}
            case Complex(real, imag):
                return complex(real, imag)
            case BigInt(digits):
                return self._big_int(digits)
            case Function(number):
                if self._function is None:
                    raise WireError("a function where only data may stand")
                return self._function(number)
            case _:
                return node

    def finish(self) -> None:
        """Refuse bytes that no node accounted for."""
        if self._offset != len(self._payload):
            raise WireError("bytes left over behind the last array")

    def _array(self, name: str, shape: list[int]) -> Any:
        dtype = _DTYPES.get(name) or _text_dtype(name)
        if len(shape) > MAX_DIMENSIONS or any(length < 0 for length in shape):
            raise WireError("an impossible shape")
        count = math.prod(shape)
        end = self._offset + count * dtype.itemsize
        if end > len(self._payload) or max(shape, default=0) > MAX_PAYLOAD:
            raise WireError("an array longer than the bytes sent")
        flat = np.frombuffer(self._payload, dtype, count, self._offset)
        self._offset = end
        # A bool is one byte of 0 or 1; any other byte would be a value that numpy itself cannot make.
        if dtype.kind == "b" and flat.view(np.uint8).max(initial=0) > 1:
            raise WireError("a byte that is no truth value")
        if dtype.kind == "U" and flat.view(np.uint32).max(initial=0) > 0x10FFFF:
            raise WireError("a number that is no character")
        return flat.reshape(shape).copy()

    @staticmethod
    def _big_int(digits: str) -> int:
        if len(digits) > 1100:
            raise WireError("an integer of too many digits")
        try:
            return int(digits, 16)
        except ValueError:
            raise WireError("an integer that is none") from None


def _text_dtype(name: str) -> np.dtype[Any]:
    width = name[2:]
    if (
        name[:2] == np.dtype("U1").str[:2]
        and width.isascii()
        and width.isdigit()
        and 0 < int(width) <= MAX_ITEM_SIZE // 4
    ):
        return np.dtype(name)
    raise WireError("an array of unknown dtype")


def send(descriptor: int, header: bytes, buffers: list[bytes]) -> None:
    """Write one frame.

    Raises
    ------
    TooLarge
        If the header is larger than a frame allows; nothing has been written then.
    """
    if len(header) > MAX_HEADER:
        raise TooLarge("a value with too many parts")
    payload = b"".join(buffers)
    view = memoryview(PREFIX.pack(len(header), len(payload)) + header + payload)
    while view:
        view = view[os.write(descriptor, view) :]


def read_lengths(prefix: bytes) -> tuple[int, int]:
    """Return the lengths of header and payload that ``prefix`` announces, refusing any beyond the limits."""
    header, payload = PREFIX.unpack(prefix)
    if header > MAX_HEADER or payload > MAX_PAYLOAD:
        raise WireError("a frame beyond the limits")
    return header, payload
