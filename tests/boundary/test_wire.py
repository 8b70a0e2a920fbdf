"""The wire carries plain data exactly, and refuses everything else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from grader.boundary import wire
from grader.boundary.messages import (
    MAX_CALLABLES,
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
    FromWorker,
    Loaded,
    Problem,
    Raised,
    Returned,
    pack,
    unpack_from_worker,
)
from grader.boundary.nodes import (
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
    Opaque,
    Scalar,
    Tuple,
)
from grader.boundary.wire import Decoder, Encoder, WireError
from grader.suite.checks import CheckFailed
from grader.suite.comparison import check_close
from tests.boundary.plainness import is_plain

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


def name_of(value: object) -> str:
    """Return what a value that is not plain data is called."""
    assert isinstance(value, Opaque)
    return value.kind


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
    assert name_of(round_trip(value)) == kind


def test_object_arrays_cross_as_a_name() -> None:
    assert name_of(round_trip(np.array([object()]))) == "array of dtype object"


@pytest.mark.parametrize(
    "value",
    [
        np.array(["\ud800"]),
        np.array(["2020"], "M8[Y]"),
        np.zeros(2, [("a", float)]),
        np.array([b"bytes"]),
        np.datetime64("2020"),
        np.bytes_(b"bytes"),
    ],
    ids=lambda value: f"{value.dtype}",
)
def test_arrays_without_a_place_on_the_wire_cross_as_a_name(value: object) -> None:
    assert name_of(round_trip(value))


@pytest.mark.parametrize("value", [np.arange(3, dtype=">f8"), np.arange(3, dtype=">c16"), np.array(["ä"], ">U1")])
def test_arrays_of_another_byte_order_keep_their_values(value: Any) -> None:
    assert round_trip(value).tolist() == value.tolist()
    assert round_trip(value[0]) == value[0]


@pytest.mark.parametrize(
    "value", [2**63 - 1, -(2**63), 2**63, -(2**63) - 1, 2**64, -(2**64), 2**4096 - 1, 1 - 2**4096, True, 0, -1]
)
def test_integers_of_any_size_cross(value: int) -> None:
    assert same(value, round_trip(value))


@pytest.mark.parametrize(
    "use",
    [
        bool, float, int, len, list, abs, np.asarray, np.mean, np.isnan, np.isfinite, np.abs, np.std, hash,
        lambda value: value + 1.0, lambda value: 1.0 * value, lambda value: np.ones(2) - value,
        lambda value: value < 1.0, lambda value: value @ np.ones(2), lambda value: np.ones((2, 2)) @ value,
        lambda value: value[0], lambda value: value["W1"], lambda value: value.shape, lambda value: not value,
        lambda value: np.allclose(value, value), lambda value: np.ones(2) == value,
        lambda value: "W1" in value, lambda value: max(value, 1.0),
    ],
)  # fmt: skip
def test_a_suite_can_do_nothing_with_a_name(use: Any) -> None:
    with pytest.raises((TypeError, AttributeError)):
        use(round_trip(object()))


def test_a_name_equals_nothing() -> None:
    name = round_trip(object())
    assert not name == name  # noqa: SIM201
    assert name != round_trip(object())
    assert name not in (1.0, None, "object", True)
    assert not np.array_equal(name, name)
    for expected in (1.0, 0, True, "object", np.ones(2), np.array(1.0), [1.0], (), [], {}, {"W1": 1.0}):
        with pytest.raises(CheckFailed):
            check_close(name, expected)


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
        (Array("<U2000", [0]), b""),
        (Array("<U01", [1]), b"\0" * 4),
        (Array("<U1_0", [1]), b"\0" * 40),
        (Array("<U1", [1]), b"\x00\xd8\x00\x00"),  # half a character
        (Array("<f8", [0, 2**24, 2**24, 2**24]), b""),  # nothing, whose sum would be without end
        (Array("<f8", [0, 2**63 - 1]), b""),
        (Array("<f8", [2**62, 4]), b""),
        (Array("<f8", [2**64 - 1, 0]), b""),
        (Array("f8", [1]), b"\0" * 8),
        (Array("", [1]), b"\0" * 8),
        (Array(">f8", [1]), b"\0" * 8),
        (Array("<f8,<f8", [1]), b"\0" * 16),
        (Dict([2**63], [1]), b""),
        (Dict([1, 1], [1, 1]), b""),
        (Dict(list(range(MAX_KEYS + 1)), [0] * (MAX_KEYS + 1)), b""),
        (BigInt("0xzz"), b""),
        (BigInt("f" * 5000), b""),
        (BigInt("0x" + "f" * 1025), b""),
        (BigInt("0x1"), b""),  # small enough to be an integer
        (BigInt("0x7fffffffffffffff"), b""),
        (BigInt("-0x8000000000000000"), b""),
        (BigInt("0x1_0000_0000_0000_0000"), b""),
        (BigInt(" 0x10000000000000000 "), b""),
        (BigInt("0x0000000000000000000001"), b""),
        (2**63, b""),
        (Opaque("x" * 201), b""),
        (Function(0), b""),
    ],
)
def test_nodes_that_break_the_rules_are_refused(node: Any, payload: bytes) -> None:
    with pytest.raises(WireError):
        decode_value(pack(Returned(1, node, [], [], "")), payload)


EXTENDED = np.finfo(np.longdouble).nmant == 63


@pytest.mark.skipif(not EXTENDED, reason="longdouble is not the 80-bit format of x86 here")
@pytest.mark.parametrize("alone", [True, False])
@pytest.mark.parametrize(
    ("exponent", "significand"),
    [(0, 1 << 63), (0x3FFF, 0), (0x3FFF, (1 << 63) - 1), (0x7FFF, 0), (0x7FFF, 1), (0x8001, 1), (1, 1)],
)
def test_encodings_that_no_processor_writes_are_refused(exponent: int, significand: int, alone: bool) -> None:
    number = significand.to_bytes(8, "little") + exponent.to_bytes(2, "little") + b"\0" * 6
    node, payload = (Scalar("<f16"), number) if alone else (Array("<c32", [2]), bytes(48) + number)
    with pytest.raises(WireError):
        decode_value(pack(Returned(1, node, [], [], "")), payload)


@pytest.mark.parametrize("text", ["0", "-0.0", "1", "1e4932", "inf", "-inf", "nan"])
def test_every_extended_number_crosses(text: str) -> None:
    number = np.longdouble(text)
    for value in (
        number,
        np.full(3, number),
        np.full(2, number, np.clongdouble),
        np.nextafter(np.longdouble(0), number),
    ):
        assert same(np.asarray(value), np.asarray(round_trip(value)))


@pytest.mark.parametrize(
    "message",
    [
        Returned(1, None, ["x"] * (MAX_CHANGED + 1), [], ""),
        Returned(1, None, ["x" * (MAX_PATH + 1)], [], ""),
        Returned(1, None, [], ["x"] * (MAX_WARNINGS + 1), ""),
        Returned(1, None, [], [""] * 50_000, ""),
        Returned(1, None, [], ["x" * (MAX_MESSAGE + 1)], ""),
        Returned(1, None, [], [], "x" * (MAX_PRINTED + 101)),
        Loaded(["f"] * (MAX_CALLABLES + 1), ""),
        Loaded(["f" * (MAX_NAME + 1)], ""),
        Loaded([], "x" * (MAX_PRINTED + 101)),
        Raised(1, Problem("x" * (MAX_NAME + 1), ""), [], ""),
        Raised(1, Problem("E", "x" * (MAX_MESSAGE + 1)), [], ""),
        Raised(1, Problem("E", "", [Frame("", 1, "", "")] * (MAX_FRAMES + 1)), [], ""),
        Raised(1, Problem("E", "", [Frame("x" * (MAX_LABEL + 1), 1, "", "")]), [], ""),
        Raised(1, Problem("E", "", [Frame("", 10**8, "", "")]), [], ""),
        Raised(1, Problem("E", "", [Frame("", -1, "", "")]), [], ""),
        Raised(1, Problem("E", "", [Frame("", 1, "x" * (MAX_NAME + 1), "")]), [], ""),
        Raised(1, Problem("E", "", [Frame("", 1, "", "x" * (MAX_LINE + 1))]), [], ""),
    ],
)
def test_texts_beyond_their_bounds_are_refused(message: FromWorker) -> None:
    with pytest.raises(WireError):
        unpack_from_worker(pack(message))


REPLY = pack(Returned(1, None, [], [], ""))


@pytest.mark.parametrize(
    "header",
    [
        b"",
        REPLY + b"\0",
        REPLY[:-1],
        pack({"is": "Returned", "id": 1, "value": None, "changed": [], "warnings": [], "printed": "", "more": 1}),
        pack({"is": "Returned", "id": True, "value": None, "changed": [], "warnings": [], "printed": ""}),
        pack({"is": "Returned", "id": 1.0, "value": None, "changed": [], "warnings": [], "printed": ""}),
        pack({"is": "Returned", "id": 1, "value": ["d", [True], [1]], "changed": [], "warnings": [], "printed": ""}),
        pack({"is": "Returned", "id": 1, "value": ["d", [1.0], [1]], "changed": [], "warnings": [], "printed": ""}),
        pack({"is": "Returned", "id": 1, "value": ["a", "<f8", [True]], "changed": [], "warnings": [], "printed": ""}),
        pack({"is": "Returned", "id": 1, "value": ["z", 1], "changed": [], "warnings": [], "printed": ""}),
        pack({"is": "Returned", "id": 1, "value": {"a": 1}, "changed": [], "warnings": [], "printed": ""}),
        pack({"is": "Returned", "id": 1, "value": b"bytes", "changed": [], "warnings": [], "printed": ""}),
        pack({"is": "Returned", "id": 1, "value": None, "changed": [], "warnings": [], "printed": "\0"})[:-1] + b"\xff",
        pack({"is": "Returned", "id": 1}),
        pack({"is": "Load", "memory": 1, "cpu_seconds": 1}),
        pack([1, 2, 3]),
    ],
)  # fmt: skip
def test_headers_of_another_form_are_refused(header: bytes) -> None:
    with pytest.raises(WireError):
        unpack_from_worker(header)


PARTS = st.sampled_from(["<f8", "|b1", "<f16", "<c32", "<U1", "<U1024", "|O", "<M8[s]", "f", ""])
SIZES = st.sampled_from([-1, 0, 1, 2, 3, 2**24, 2**31, 2**63 - 1, 2**64 - 1]) | st.integers(0, 9)
NODES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**64 - 1)
    | st.floats()
    | st.text(max_size=4)
    | st.builds(Complex, st.floats(), st.floats())
    | st.builds(BigInt, st.from_regex(r"-?(0x)?[0-9a-f_ ]{0,20}", fullmatch=True))
    | st.builds(Array, PARTS, st.lists(SIZES, max_size=9))
    | st.builds(Scalar, PARTS)
    | st.builds(Function, SIZES)
    | st.builds(Opaque, st.text(max_size=3)),
    lambda inner: (
        st.builds(List, st.lists(inner, max_size=4))
        | st.builds(Tuple, st.lists(inner, max_size=4))
        | st.builds(Dict, st.lists(st.text(max_size=1) | SIZES, max_size=4), st.lists(inner, max_size=4))
    ),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(NODES, st.binary(max_size=80) | st.integers(0, 9).map(lambda count: bytes(8 * count)))
def test_any_structure_gives_plain_values_or_is_refused(node: Any, payload: bytes) -> None:
    try:
        value = decode_value(pack(Returned(1, node, [], [], "")), payload)
    except WireError:
        return
    assert is_plain(value)


def test_too_many_nodes_are_refused() -> None:
    with pytest.raises(WireError):
        Decoder(b"").decode(List([None] * (MAX_NODES + 1)))


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
        wire.read_lengths(wire.PREFIX.pack(MAX_HEADER + 1, 0))
    with pytest.raises(WireError):
        wire.read_lengths(wire.PREFIX.pack(0, MAX_PAYLOAD + 1))
