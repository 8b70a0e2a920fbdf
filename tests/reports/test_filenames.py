"""Names of candidates as names of files: inside the folder on every system, readable, and no two alike."""

from __future__ import annotations

import os
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.plaintext import plain_name
from grader.reports.filenames import safe_name, unique_name
from tests.reports.corpus import FRIENDLY, HOSTILE

FORBIDDEN = re.compile(r'[\x00-\x20/\\:*?"<>|&;$`\'(){}\[\]!#%~^=+@,]')
RESERVED = {"con", "prn", "aux", "nul", *(f"{device}{digit}" for device in ("com", "lpt") for digit in "0123456789")}


@pytest.mark.parametrize(
    ("name", "file"),
    [
        ("alice", "alice"),
        ("Ada Lovelace", "Ada_Lovelace"),
        ("Иван Павлов", "Иван_Павлов"),
        ("नमस्ते", "नमस्ते"),
        ("a/relu", "a_relu"),
        ("../../etc/passwd", "etc_passwd"),
        ("..", "candidate"),
        ("", "candidate"),
        ("🎉", "candidate"),
        ("-rf", "rf"),
        (".hidden", "hidden"),
        ("C:\\x", "C_x"),
        ("con", "con_"),
        ("LPT1.py", "LPT1_py_"),
        ("e\u0301", "é"),
    ],
)
def test_what_becomes_of_a_name(name: str, file: str) -> None:
    assert safe_name(name) == file


def assert_safe(file: str) -> None:
    assert file
    assert not FORBIDDEN.search(file)
    assert file[0] not in ".-_"
    assert file[-1] not in ". "
    assert file.casefold().partition(".")[0] not in RESERVED
    assert len(os.fsencode(f".{file}.html.12345678")) <= 255
    assert not unicodedata.category(file[0]).startswith("M")


@pytest.mark.parametrize("name", (HOSTILE | FRIENDLY).values(), ids=HOSTILE | FRIENDLY)
def test_hostile_names_are_safe(name: str) -> None:
    assert_safe(safe_name(plain_name(name)))


@given(st.lists(st.text(max_size=8) | st.sampled_from(["a", "A", "a-2", "A-2", "ﬁ", "fi", "ß", "SS", "K", "\u212a"])))
def test_any_names_are_safe_and_no_two_alike_to_any_file_system(names: list[str]) -> None:
    taken: dict[str, int] = {}
    files = [unique_name(plain_name(name), taken) for name in names]
    for file in files:
        assert_safe(file)
    assert len({unicodedata.normalize("NFKD", file).casefold() for file in files}) == len(names)


def test_a_thousand_of_one_name_are_told_apart_at_once() -> None:
    taken: dict[str, int] = {}
    files = [unique_name("bob", taken) for _ in range(1000)]
    assert files[:3] == ["bob", "bob-2", "bob-3"]
    assert files[-1] == "bob-1000"


def test_a_file_of_the_longest_name_can_be_written(tmp_path: Path) -> None:
    for name in ("漢" * 500, "A" * 500):
        (tmp_path / f"{safe_name(name)}.html").write_text("")
