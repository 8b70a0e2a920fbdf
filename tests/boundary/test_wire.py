"""The wire carries plain data exactly, and refuses everything else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.boundary import wire
from grader.boundary.messages import Returned, pack, unpack_from_worker
from grader.boundary.wire import Array, Decoder, Dict, Encoder, List, Opaque, Scalar, WireError

DTYPES = ["bool", "int8", "int64", "uint8", "uint64", "float16", "float32", "float64", "longdouble", "complex128"]

arrays = st.sampled_from(DTYPES).flatmap(
    lambda dtype: (
        hnp.arrays(dtype, hnp.array_shapes(min_dims=0, max_dims=3, min_side=0, max_side=4))
        if dtype != "longdouble"
        else hnp.arrays("float64", (2, 2)).map(lambda array: array.astype("longdouble"))
    )
)
plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.complex_numbers() | arrays,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=3).map(tuple)
        | st.dictionaries(st.text(max_size=5) | st.integers(-9, 9), inner, max_size=4)
    ),
    max_leaves=20,
)


def round_trip(value: object) -> Any:
    """Send a value to the other side and back, through real bytes."""
    encoder = Encoder()
    return decode_value(pack(Returned(1, encoder.encode(value), [], [], "")), b"".join(encoder.buffers))


def decode_value(header: bytes, payload: bytes) -> Any:
    """Rebuild the value of a reply as the grader does."""
    message = unpack_from_worker(header)
    assert isinstance(message, Returned)
    decoder = Decoder(payload)
    value = decoder.decode(message.value)
    decoder.finish()
    return value


def same(first: Any, second: Any) -> bool:
    """Say whether two values are the same in type and to the bit."""
    if isinstance(first, np.ndarray):
        return (
            isinstance(second, np.ndarray)
            and first.dtype == second.dtype
            and first.shape == second.shape
            and first.tobytes() == second.tobytes()
        )
    if type(first) is not type(second):
        return False
    if isinstance(first, dict):
        return list(first) == list(second) and all(same(first[key], second[key]) for key in first)
    if isinstance(first, list | tuple):
        return len(first) == len(second) and all(map(same, first, second))
    return repr(first) == repr(second)


@given(plain)
def test_plain_data_crosses_unchanged(value: object) -> None:
    assert same(value, round_trip(value))


@pytest.mark.parametrize("value", [np.float64(1.5), np.float32(2), np.bool_(True), np.int64(-3), np.longdouble(1) / 3])
def test_numpy_scalars_keep_their_type(value: np.generic) -> None:
    decoded = round_trip(value)
    assert type(decoded) is type(value)
    assert decoded == value


@pytest.mark.parametrize(
    ("value", "kind"),
    [(object(), "object"), ({1, 2}, "set"), (len, "builtin_function_or_method"), ((n for n in ()), "generator")],
)
def test_anything_else_crosses_as_a_name(value: object, kind: str) -> None:
    assert round_trip(value) == Opaque(kind)


def test_object_arrays_cross_as_a_name() -> None:
    assert round_trip(np.array([object()])) == Opaque("array of dtype object")


def test_an_array_that_refers_to_itself_is_too_large_rather_than_endless() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(wire.TooLarge):
        Encoder().encode(endless)


def test_more_than_a_frame_of_arrays_is_too_large() -> None:
    with pytest.raises(wire.TooLarge):
        Encoder().encode([np.zeros(1 << 20), np.zeros(1 << 20), np.zeros(1)])


@pytest.mark.parametrize(
    ("node", "payload"),
    [
        (Array("<f8", [2]), b"\0" * 8),  # shorter than the shape claims
        (Array("<f8", [1]), b"\0" * 16),  # longer
        (Array("<f8", [-1]), b""),
        (Array("|O", [1]), b"\0" * 8),
        (Array("<f8", [1] * 9), b"\0" * 8),
        (Array("<M8[s]", [1]), b"\0" * 8),
        (Array("|b1", [1]), b"\7"),  # a byte that is no truth value
        (Array("<U1", [1]), b"\xff\xff\xff\x7f"),  # a number that is no character
        (Array("<U99999999", [0]), b""),
        (Scalar("<f8"), b""),
        (Dict(["a"], []), b""),
        (Dict(["a", "a"], [1, 2]), b""),
        (wire.BigInt("0xzz"), b""),
        (wire.BigInt("f" * 5000), b""),
        (wire.Function(0), b""),
    ],
)
def test_nodes_that_break_the_rules_are_refused(node: wire.Node, payload: bytes) -> None:
    with pytest.raises(WireError):
        decode_value(pack(Returned(1, node, [], [], "")), payload)


def test_too_many_nodes_are_refused() -> None:
    with pytest.raises(WireError):
        Decoder(b"").decode(List([None] * (wire.MAX_NODES + 1)))


@given(st.binary(max_size=200))
def test_bytes_that_are_no_message_are_refused(header: bytes) -> None:
    try:
        unpack_from_worker(header)
    except WireError:
        return
    raise AssertionError("random bytes were taken for a message")


def test_deeply_nested_headers_are_refused() -> None:
    nested = b"\x92\xa1l\x91" * 5000 + b"\xc0"  # ["l", [["l", [… None …]]]]
    header = pack(Returned(1, None, [], [], "")).replace(b"\xa5value\xc0", b"\xa5value" + nested)
    with pytest.raises(WireError):
        decode_value(header, b"")


def test_lengths_beyond_the_limits_are_refused() -> None:
    with pytest.raises(WireError):
        wire.read_lengths(wire.PREFIX.pack(wire.MAX_HEADER + 1, 0))
    with pytest.raises(WireError):
        wire.read_lengths(wire.PREFIX.pack(0, wire.MAX_PAYLOAD + 1))
