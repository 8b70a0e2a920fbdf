"""Bytes from a terminal become keys, however they are cut, and nothing else becomes one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.practice.watch.keys import Keys

SEQUENCES = {
    b"n": ["n"], b"Q": ["Q"], b"\r": ["enter"], b"\x7f": ["backspace"], b"\x04": ["end of input"],
    b"\x1b[A": ["up"], b"\x1bOB": ["down"], b"\x1b[5~": ["page up"], b"\x1b[6~": ["page down"], b"\x1b[H": ["home"],
    "é".encode(): ["é"], "ж".encode(): ["ж"], b" ": [" "],
    b"\x1b[1;5C": [],  # Ctrl and an arrow
    b"\x1b[<0;10;5M": [],  # a mouse
    b"\x1bx": [],  # Alt-x is not x
    b"\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\": [],  # a terminal that tells its colours
    b"\x1b[200~quit\x1b[201~": [],  # pasted
    b"\x00": [], b"\x01": [], b"\xff": [],
}  # fmt: skip


def pressed(*pieces: bytes) -> list[str]:
    keys = Keys()
    found = [key for piece in pieces for key in keys.feed(piece)]
    return [*found, *keys.timed_out()]


@pytest.mark.parametrize(("sent", "meant"), SEQUENCES.items())
def test_each_is_the_key_it_is(sent: bytes, meant: list[str]) -> None:
    assert pressed(sent) == meant


@given(st.lists(st.sampled_from(sorted(SEQUENCES)), max_size=6), st.data())
def test_it_does_not_matter_how_they_arrive(sent: list[bytes], data: st.DataObject) -> None:
    whole = b"".join(sent)
    cuts = sorted(data.draw(st.sets(st.integers(0, len(whole)), max_size=4)))
    pieces = [whole[begin:end] for begin, end in zip([0, *cuts], [*cuts, len(whole)], strict=True)]
    expected = [key for sequence in sent for key in SEQUENCES[sequence]]
    assert pressed(*pieces) == expected


def test_a_lone_escape_is_a_key_after_a_moment() -> None:
    keys = Keys()
    assert list(keys.feed(b"\x1b")) == []
    assert keys.unfinished
    assert list(keys.timed_out()) == ["escape"]
    assert not keys.unfinished


@given(st.binary(max_size=60))
def test_no_bytes_can_confuse_it_for_good(noise: bytes) -> None:
    keys = Keys()
    list(keys.feed(noise))
    list(keys.timed_out())
    list(keys.feed(b"\x1b[201~"))  # if a paste had begun, it ends
    assert list(keys.feed(b"q")) == ["q"]
