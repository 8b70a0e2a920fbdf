"""Plain values on the wire: a msgpack header of exact types, and the arrays' raw bytes behind it.

Nothing is ever unpickled. A value that is not plain data crosses as :class:`Opaque`, a name for what it was, so that
the grader can say "returned a generator" without touching one. Array lengths are computed by the receiver from dtype
and shape; a frame whose lengths do not match exactly is refused.
"""

from __future__ import annotations

import os
import re
import struct
from collections.abc import Callable
from typing import Any

import numpy as np

from grader.boundary.arrays import fits, is_text, may_cross, read_array, read_scalar
from grader.boundary.nodes import (
    MAX_BITS,
    MAX_DEPTH,
    MAX_HEADER,
    MAX_KEYS,
    MAX_NODES,
    MAX_PAYLOAD,
    Array,
    BigInt,
    Complex,
    Dict,
    Function,
    List,
    Node,
    Opaque,
    Scalar,
    TooLarge,
    Tuple,
    WireError,
)

__all__ = [
    "PREFIX",
    "Decoder",
    "Dict",
    "Encoder",
    "List",
    "Node",
    "Opaque",
    "TooLarge",
    "Tuple",
    "WireError",
    "read_lengths",
    "send",
]

PREFIX = struct.Struct("<II")

_LOWEST, _HIGHEST = -(2**63), 2**63 - 1
_BIG = re.compile(rf"-?0x[1-9a-f][0-9a-f]{{15,{MAX_BITS // 4 - 1}}}", re.ASCII)


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
        if not may_cross(array.dtype):
            return Opaque(f"array of dtype {array.dtype}"[:100])
        native = array.dtype.newbyteorder("=")
        if not fits(array.shape, native.itemsize):
            raise TooLarge(f"an array of more than {MAX_PAYLOAD >> 20} MB or too many dimensions")
        array = array.astype(native, copy=False)
        if native.kind == "U" and not is_text(array):
            return Opaque("array of text that is no Unicode")
        self._append(array)
        return Array(native.str, list(array.shape))

    def _scalar(self, scalar: np.generic) -> Node:
        if isinstance(scalar, np.str_):
            return str(scalar)
        if not may_cross(scalar.dtype):
            return Opaque(f"numpy {type(scalar).__name__}")
        array = np.asarray(scalar).astype(scalar.dtype.newbyteorder("="))
        self._append(array)
        return Scalar(array.dtype.str)

    def _append(self, array: np.ndarray[Any, Any]) -> None:
        self._payload += array.nbytes
        if self._payload > MAX_PAYLOAD:
            raise TooLarge(f"more than {MAX_PAYLOAD >> 20} MB of arrays")
        self.buffers.append(array.tobytes())

    def _dict(self, mapping: dict[Any, Any], depth: int) -> Node:
        if len(mapping) > MAX_KEYS:
            raise TooLarge(f"a dict of more than {MAX_KEYS} keys")
        keys = [_plain_key(key) for key in mapping]
        if len(set(keys)) != len(keys):
            return Opaque("dict with unusual keys")
        values = [self.encode(item, depth + 1) for item in mapping.values()]
        return Dict(keys, values)

    def _number_or_text(self, value: bool | int | float | complex | str) -> Node:
        if isinstance(value, int):
            plain = int(value)
            if plain.bit_length() > MAX_BITS:
                raise TooLarge("an integer of thousands of digits")
            return plain if _LOWEST <= plain <= _HIGHEST else BigInt(hex(plain))
        if isinstance(value, complex):
            return Complex(value.real, value.imag)
        return float(value) if isinstance(value, float) else str(value)


def _plain_key(key: object) -> str | int:
    """Return a key as text or integer; of any other key only its text crosses, which is enough to name it."""
    if isinstance(key, str):
        return str(key)
    return key if type(key) is int and _LOWEST <= key <= _HIGHEST else repr(key)[:100]


class Decoder:
    """Rebuilds values from nodes and the bytes behind the header.

    Attributes
    ----------
    nodes
        How many nodes have been decoded.
    """

    def __init__(self, payload: bytes | bytearray, function: Callable[[int], Any] | None = None) -> None:
        self._payload = payload
        self._offset = 0
        self._function = function
        self.nodes = 0

    def decode(self, node: Node, depth: int = 0) -> Any:
        """Return the value that ``node`` stands for.

        Raises
        ------
        WireError
            If the node breaks a limit, names an unknown dtype or claims bytes that are not there.
        """
        self.nodes += 1
        if self.nodes > MAX_NODES or depth > MAX_DEPTH:
            raise WireError("too many nodes, or nested too deep")
        match node:
            case Array(dtype, shape):
                return self._array(dtype, shape)
            case Scalar(dtype):
                scalar = read_scalar(self._payload, self._offset, dtype)
                self._offset += scalar.nbytes
                return scalar
            case List(items):
                return [self.decode(item, depth + 1) for item in items]
            case Tuple(items):
                return tuple(self.decode(item, depth + 1) for item in items)
            case Dict(keys, values):
                _check_keys(keys, len(values))
                return {key: self.decode(item, depth + 1) for key, item in zip(keys, values, strict=True)}
            case Complex(real, imag):
                return complex(real, imag)
            case BigInt(digits):
                return _big_int(digits)
            case Function(number):
                if self._function is None:
                    raise WireError("a function where only data may stand")
                return self._function(number)
            case Opaque(kind) if len(kind) > 200:
                raise WireError("a name of too many characters")
            case int() if not _LOWEST <= node <= _HIGHEST:
                raise WireError("an integer in the wrong form")
            case _:
                return node

    def finish(self) -> None:
        """Refuse bytes that no node accounted for."""
        if self._offset != len(self._payload):
            raise WireError("bytes left over behind the last array")

    def _array(self, name: str, shape: list[int]) -> Any:
        array = read_array(self._payload, self._offset, name, shape)
        self._offset += array.nbytes
        return array


def _check_keys(keys: list[str | int], values: int) -> None:
    if len(keys) != values or len(keys) > MAX_KEYS or len(set(keys)) != len(keys):
        raise WireError("a dict whose keys and values do not pair up, or too large a one")
    if not all(isinstance(key, str) or _LOWEST <= key <= _HIGHEST for key in keys):
        raise WireError("an integer in the wrong form")


def _big_int(digits: str) -> int:
    number = int(digits, 16) if _BIG.fullmatch(digits) else 0
    if _LOWEST <= number <= _HIGHEST:
        raise WireError("an integer in the wrong form")
    return number


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
