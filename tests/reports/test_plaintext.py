"""Plain text: what is seen stays, what is not seen or acts on its surroundings is replaced."""

from __future__ import annotations

import re

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.plaintext import plain, plain_name
from grader.report import CheckReport, ExerciseReport, Mistake, Origin, Report, Sandbox, SubmissionReport
from tests.reports.corpus import FRIENDLY, HOSTILE

# By code point, from the Unicode Standard; plain() goes by category.
UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200c\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufe00-\ufe0d\ufeff\uffa0\ufff0-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e0fff\U000f0000-\U0010ffff]"
)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_keeps_nothing_unseen(text: str) -> None:
    assert not UNSEEN.search(plain(text))
    assert not UNSEEN.search(plain_name(text))
    assert "\n" not in plain_name(text)


@pytest.mark.parametrize("text", FRIENDLY.values(), ids=FRIENDLY)
def test_letters_of_every_script_symbols_and_emoji_stay(text: str) -> None:
    assert plain(text) == plain_name(text) == text


@given(st.text(st.characters(codec=None)))
def test_any_text_comes_out_plain_and_stays_as_it_is_the_second_time(text: str) -> None:
    for once in (plain(text), plain(text, one_line=True), plain_name(text), plain(text, most=10)):
        assert not UNSEEN.search(once)
        once.encode()  # no lone surrogate
    assert plain(plain(text)) == plain(text)
    assert plain(plain(text, one_line=True), one_line=True) == plain(text, one_line=True)
    assert plain_name(plain_name(text)) == plain_name(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a�[31mb"),
        ("a\x00\x01\x02b", "a�b"),  # a run is one replacement
        ("a\r\nb\rc", "a\nb\nc"),
        ("a\tb", "a\tb"),
        ("a\u200db", "a�b"),  # joins nothing that could be joined
        ("👩\u200d💻", "👩\u200d💻"),
        ("a\ufe0f", "a�"),
        ("\u0301a", "�a"),  # a mark would sit on what stands before the text
        ("a" + "\u0301" * 4, "a" + "\u0301" * 4),
        ("a" + "\u0301" * 500 + "b", "a" + "\u0301" * 4 + "�b"),
        ("x\u202ey", "x�y"),
        ("\U0001fae9", "\U0001fae9"),  # an emoji, whether this Python knows it or not
    ],
)
def test_what_becomes_of_it(text: str, shown: str) -> None:
    assert plain(text) == shown


def test_one_line_is_one_line() -> None:
    assert plain("  a \n\tb\u2028c\x0bd ", one_line=True) == "a b c d"


def test_names_that_differ_still_do() -> None:
    names = ["alice", "alice ", " alice", "al  ice", "al ice", "al\tice", "al\u200bice"]
    assert len({plain_name(name) for name in names}) == len({*names}) - 1  # both of the last are al�ice
    assert plain_name("al\u200bice") != "alice"


def test_long_text_is_cut() -> None:
    assert plain("x" * 1_000_000, most=100) == "x" * 98 + " …"
    assert plain("x" * 100, most=100) == "x" * 100


RECORDS = (CheckReport, Mistake, ExerciseReport, SubmissionReport, Sandbox, Report)
ENUMERATED = {"status", "verdict", "level"}
EVIL = "\x1b[2Ja\u202eb\ud800\n\x07"


def evil_record(kind: type[msgspec.Struct]) -> msgspec.Struct:
    """Return a record of ``kind`` with hostile text wherever its fields take text."""
    values = {}
    for field in msgspec.structs.fields(kind):
        values[field.name] = {
            str: EVIL,
            float: 1.0,
            int: 1,
            list[str]: [EVIL],
            dict[str, object]: {EVIL: EVIL, "deep": [EVIL, {"deeper": EVIL, "deepest": [[[[EVIL]]]]}]},
        }.get(field.type, {"text": EVIL} if field.name == "counterexample" else [])
        if field.name == "origin":
            values[field.name] = Origin()
        if field.name in ENUMERATED:
            values[field.name] = {"status": "failed", "verdict": "failed", "level": "weak"}[field.name]
    return kind(**values)


@pytest.mark.parametrize("kind", RECORDS)
def test_no_record_of_the_report_can_hold_anything_else(kind: type[msgspec.Struct]) -> None:
    record = evil_record(kind)
    texts = [field.name for field in msgspec.structs.fields(kind) if field.type is str]
    raw = dict.fromkeys(texts, EVIL)
    decoded = (
        msgspec.msgpack.decode(msgspec.msgpack.encode(record), type=type(record)) if kind is not Report else record
    )
    for made in (record, msgspec.structs.replace(record, **raw), decoded):
        data = msgspec.json.encode(made).decode()
        assert "a" in data
        assert not UNSEEN.search(data)
        assert not re.search(r"\\u00[01]|\\u202e|\\b", data)
        for field in set(texts) - {"printed"}:
            assert "\n" not in getattr(made, field)
    with pytest.raises(AttributeError):
        record.anything = EVIL
