"""The most expensive frames that are legal: what a hostile worker sends to cost the grader memory or time."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from grader.boundary.messages import (
    MAX_CHANGED,
    MAX_FRAMES,
    MAX_LABEL,
    MAX_LINE,
    MAX_MESSAGE,
    MAX_NAME,
    MAX_PATH,
    MAX_PRINTED,
    MAX_WARNINGS,
    Frame,
    Problem,
    Raised,
    Returned,
)
from grader.boundary.nodes import MAX_HEADER, MAX_KEYS, MAX_PAYLOAD, Array, BigInt, Dict, List, Node, Scalar, Tuple
from tests.boundary.peer import frame

COMBINING = "a" + "\u0301" * 7
_ROOM = MAX_HEADER - 200  # for the message around a value


def _message(value: Node, payload: bytes = b"", **texts: object) -> Callable[[int], bytes]:
    filled = {"changed": [], "warnings": [], "printed": "", **texts}
    return lambda identity: frame(Returned(identity, value, **filled), payload)  # type: ignore[arg-type]


def _whole(dtype: str, fill: bytes | None = None, shape: tuple[int, ...] = ()) -> Callable[[int], bytes]:
    """Return a frame whose payload is one array."""
    kind = np.dtype(dtype)
    count = MAX_PAYLOAD // kind.itemsize
    payload = (fill or b"\0" * kind.itemsize) * count
    return _message(Array(kind.str, list(shape) or [count]), payload)


def _nested(depth: int, inner: Node) -> Node:
    for _ in range(depth):
        inner = List([inner])
    return inner


def _colliding() -> Node:
    """Return dicts whose integer keys agree in the bits that are looked at first."""
    keys: list[str | int] = [number << 45 for number in range(MAX_KEYS // 2)]
    return List([Dict(keys, [None] * len(keys)) for _ in range(_ROOM // (len(keys) * 10 + 10))])


def legal_frames() -> Iterator[tuple[str, Callable[[int], bytes]]]:
    """Yield each frame by name, as a function of the call's id."""
    nan = np.longdouble("nan").tobytes()
    for dtype in ("bool", "int8", "float16", "float64", "complex64", "U1", "U1024"):
        yield f"16 MB of {dtype}", _whole(dtype)
    yield "16 MB of longdouble", _whole("longdouble", nan)
    yield "16 MB of clongdouble", _whole("clongdouble", nan * 2)
    yield "16 MB of float16 NaN", _whole("float16", b"\x01\x7e")
    yield "16 MB of wild text", _whole("U1", (0x10FFFF).to_bytes(4, "little"))
    yield "16 MB in 8 dimensions", _whole("float64", None, (1, 2, 4, 8, 16, 32, 64, 1))
    yield "16 MB of pairs", _whole("float64", None, (MAX_PAYLOAD // 16, 2))
    yield "16 MB in a column", _whole("float64", None, (MAX_PAYLOAD // 8, 1))
    yield (
        "16 MB of halves",
        _message(List([Array("<f8", [MAX_PAYLOAD // 16]), Array("<f8", [MAX_PAYLOAD // 16])]), b"\0" * MAX_PAYLOAD),
    )
    yield "an empty array of long axes", _message(Array("|i1", [0, MAX_PAYLOAD]))
    yield "nothing 9,999 times", _message(List([None] * 9_998))
    yield "true 9,999 times", _message(List([True] * 9_998))
    yield "floats", _message(List([float("nan")] * (_ROOM // 9)))
    yield "short texts", _message(List(["ab"] * 9_998))
    yield "empty lists", _message(List([List([])] * 9_998))
    yield "empty dicts", _message(List([Dict([], [])] * 9_998))
    yield "lists in tuples", _message(List([Tuple([List([])])] * 3_300))
    yield "nested lists", _message(List([_nested(30, 0)] * (9_998 // 31)))
    yield "arrays of one number", _message(List([Array("<f8", [1])] * (_ROOM // 9)), b"\0" * 8 * (_ROOM // 9))
    yield "arrays of no text", _message(List([Array("<U9", [0])] * (_ROOM // 9)))
    yield "scalars", _message(List([Scalar("<f8")] * (_ROOM // 7)), b"\0" * 8 * (_ROOM // 7))
    yield "extended scalars", _message(List([Scalar("<f16")] * (_ROOM // 8)), nan * (_ROOM // 8))
    yield "big integers", _message(List([BigInt("0x" + "f" * 1024)] * (_ROOM // 1032)))
    yield "one long text", _message("x" * _ROOM)
    yield "combining characters", _message(COMBINING * (_ROOM // 15))
    yield "characters of no plane", _message("\U0010ffff" * (_ROOM // 4))
    yield "a text of controls", _message("\x1b\u202e" * (_ROOM // 4))
    yield "colliding keys", _message(_colliding())
    yield "many keys", _message(Dict([f"W{number}" for number in range(MAX_KEYS)], [0.5] * MAX_KEYS))
    yield "arrays by long key", _message(Dict(["k" * 30_000], [List([Array("<f8", [])] * 4_000)]), b"\0" * 8 * 4_000)
    yield "a few keys as long as can be", _message(Dict([c * 5_000 for c in "abcdefghijkl"], [0] * 12))
    yield (
        "texts as long as can be",
        _message(
            None,
            changed=["\u0301" * MAX_PATH] * MAX_CHANGED,
            warnings=["\u0301" * MAX_MESSAGE] * MAX_WARNINGS,
            printed="\u0301" * MAX_PRINTED,
        ),
    )
    problem = Problem(
        "\u202e" * MAX_NAME,
        "\u0301" * MAX_MESSAGE,
        [Frame("\x07" * MAX_LABEL, 10**7, "\x1b" * MAX_NAME, "\u200b" * MAX_LINE)] * MAX_FRAMES,
    )
    yield (
        "an exception as long as can be",
        lambda identity: frame(
            Raised(identity, problem, ["\u0301" * MAX_MESSAGE] * MAX_WARNINGS, "\x1b" * MAX_PRINTED)
        ),
    )
