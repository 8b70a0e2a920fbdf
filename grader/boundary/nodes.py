"""The nodes that a header is made of, one typed record per kind of value, and the limits of a frame.

Records hold text and numbers only; the bytes of arrays travel behind the header.
"""

from __future__ import annotations

import msgspec

MAX_HEADER = 64 * 1024
MAX_PAYLOAD = 16 * 1024 * 1024
MAX_NODES = 10_000
MAX_DEPTH = 32
MAX_KEYS = 1_000  # of one dict: integer keys can be chosen to collide, so that many of them cost quadratic time
MAX_BITS = 4_096  # of one integer


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


class Opaque(msgspec.Struct, tag="o", array_like=True, frozen=True, eq=False):
    """Something that is not plain data: only what it is called crosses.

    A suite can learn nothing from one, so that nothing can be earned with one: it equals nothing, itself included, is
    neither true nor false, and no array can be made of it.
    """

    kind: str

    def __eq__(self, other: object) -> bool:
        return False

    __hash__ = None  # type: ignore[assignment]

    def __bool__(self) -> bool:
        raise TypeError(f"{self.kind} is neither true nor false")

    def __array__(self, dtype: object = None, copy: object = None) -> object:
        raise TypeError(f"{self.kind} is no array")


Node = None | bool | int | float | str | Complex | BigInt | Array | Scalar | List | Tuple | Dict | Function | Opaque
