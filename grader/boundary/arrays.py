"""Arrays as raw bytes: the table of dtypes that may cross, and which bytes are values of them.

Not every byte is. A truth value is 0 or 1, text is made of Unicode's characters, and the 80-bit floats of x86 have
encodings that the processor itself never writes: numpy takes such a number for a finite one where arithmetic does not.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from grader.boundary.nodes import MAX_PAYLOAD, WireError

MAX_DIMENSIONS = 8
MAX_ITEM_SIZE = 4096  # bytes of one element; only fixed-width text comes near

_DTYPES = {
    np.dtype(name).str: np.dtype(name)
    for name in (
        "bool", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64",
        "float16", "float32", "float64", "longdouble", "complex64", "complex128", "clongdouble",
    )
}  # fmt: skip
_TEXT = np.dtype("U1").str[:2]
_EXTENDED = np.longdouble(1).tobytes()[:10] == b"\0\0\0\0\0\0\0\x80\xff\x3f"  # longdouble is x86's 80-bit format
_EXTENDED_SIZE = np.dtype(np.longdouble).itemsize
_LAST_CHARACTER = 0x10FFFF
_SURROGATES = 0xD800, 0xDFFF


def may_cross(dtype: np.dtype[Any]) -> bool:
    """Say whether arrays of ``dtype``, in whatever byte order, have a place on the wire."""
    return dtype.newbyteorder("=").str in _DTYPES or (dtype.kind == "U" and dtype.itemsize > 0)


def is_text(array: np.ndarray[Any, Any]) -> bool:
    """Say whether an array of dtype U holds characters of Unicode only; numpy itself does not mind others."""
    points = np.ascontiguousarray(array).reshape(-1).view(np.uint32)
    if points.max(initial=0) > _LAST_CHARACTER:
        return False
    return not ((points >= _SURROGATES[0]) & (points <= _SURROGATES[1])).any()


def fits(shape: Sequence[int], item_size: int) -> bool:
    """Say whether an array may have this shape.

    An axis of length 0 does not excuse the others: sums along it would have their lengths.
    """
    if len(shape) > MAX_DIMENSIONS or item_size > MAX_ITEM_SIZE:
        return False
    size = item_size
    for length in shape:
        if length < 0:
            return False
        size *= length or 1
    return size <= MAX_PAYLOAD


def read_array(payload: bytes | bytearray, offset: int, name: str, shape: Sequence[int]) -> np.ndarray[Any, Any]:
    """Rebuild an array of the dtype called ``name`` from the bytes at ``offset``.

    Raises
    ------
    WireError
        If the dtype is not in the table, the shape is impossible, there are fewer bytes than they call for, or the
        bytes are no values of the dtype.
    """
    dtype = _dtype(name)
    if not fits(shape, dtype.itemsize):
        raise WireError("an impossible shape")
    count = math.prod(shape)
    if offset + count * dtype.itemsize > len(payload):
        raise WireError("an array longer than the bytes sent")
    if count == 0:
        return np.empty(shape, dtype)
    flat = np.frombuffer(payload, dtype, count, offset)
    if dtype.kind == "b" and flat.view(np.uint8).max(initial=0) > 1:
        raise WireError("a byte that is no truth value")
    if dtype.kind == "U" and not is_text(flat):
        raise WireError("a number that is no character")
    if _EXTENDED and dtype.char in "gG" and not _is_extended(flat):
        raise WireError("bytes that are no number")
    return flat.reshape(shape).copy()


def read_scalar(payload: bytes | bytearray, offset: int, name: str) -> np.generic:
    """Rebuild a numpy scalar, as :func:`read_array` does arrays; there may be thousands in a frame.

    Raises
    ------
    WireError
        As :func:`read_array`; text is no scalar of numpy's on the wire.
    """
    dtype = _dtype(name)
    octets = bytes(payload[offset : offset + dtype.itemsize])
    if dtype.kind == "U" or len(octets) < dtype.itemsize:
        raise WireError("a number that is none, or longer than the bytes sent")
    if dtype.kind == "b" and octets[0] > 1:
        raise WireError("a byte that is no truth value")
    if _EXTENDED and dtype.char in "gG":
        for at in range(0, dtype.itemsize, _EXTENDED_SIZE):
            if (octets[at + 7] >= 0x80) != ((octets[at + 8] | octets[at + 9] & 0x7F) != 0):
                raise WireError("bytes that are no number")
    scalar: np.generic = np.frombuffer(octets, dtype)[0]
    return scalar


def _dtype(name: str) -> np.dtype[Any]:
    dtype = _DTYPES.get(name)
    return _text_dtype(name) if dtype is None else dtype


def _text_dtype(name: str) -> np.dtype[Any]:
    width = name[2:]
    if name[:2] == _TEXT and 0 < len(width) <= 4 and width.isascii() and width.isdigit() and width[0] != "0":
        return np.dtype(name)
    raise WireError("an array of unknown dtype")


def _is_extended(flat: np.ndarray[Any, Any]) -> bool:
    """Say whether the leading bit of each significand is set just where the exponent is not zero (Intel SDM 1, 8.2)."""
    octets = flat.view(np.uint8).reshape(-1, _EXTENDED_SIZE)
    leading = octets[:, 7] >= 0x80
    return bool((leading == ((octets[:, 8] != 0) | (octets[:, 9] & 0x7F != 0))).all())
