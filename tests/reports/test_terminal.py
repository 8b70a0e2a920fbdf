"""A terminal shows each line of a report where the report put it; hostile text moves, hides and forges nothing."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pyte
import pytest

from grader.report import ExerciseReport, SubmissionReport, submission_report
from grader.reports.layout import cells, chop, fill, fit, pad
from grader.reports.text import submission_line, submission_text
from tests.grading import catalogue
from tests.reports.conftest import COLUMNS, Graded, grade
from tests.reports.corpus import FRIENDLY, HOSTILE

OUR_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
UNKNOWN_TO_PYTE = {
    code: None
    for code in range(0x300, 0x20000)
    if unicodedata.category(chr(code)) in ("Mn", "Me", "Cf") and not unicodedata.combining(chr(code))
}
OUR_BEGINNINGS = re.compile(
    r"$|[✓✗] |── |\d+ submissions, |[\d.]+/[\d.]+ points$|unknown  |(?:"
    + "|".join(exercise.name for exercise in catalogue())
    + r")  |  "
)


@pytest.fixture(scope="session", params=["lines", "details"])
def view(request: pytest.FixtureRequest, graded: Graded) -> tuple[str, pyte.Screen]:
    """Return what a terminal was sent, and its screen afterwards."""
    sent = getattr(graded, request.param)
    screen = pyte.Screen(COLUMNS, sent.count("\n") + 50)
    # pyte drops the rest of a line behind these; they move no cursor anywhere.
    pyte.Stream(screen).feed(sent.replace("\n", "\r\n").translate(UNKNOWN_TO_PYTE))
    return sent, screen


def skeleton(line: str) -> str:
    """Return the ASCII of a line: emulators differ in how they keep marks and joined emoji, not in these."""
    return re.sub(r"[^ -~]", "", unicodedata.normalize("NFC", line)).rstrip()


def test_each_line_stands_where_it_was_printed(view: tuple[str, pyte.Screen]) -> None:
    sent, screen = view
    printed = OUR_COLOURS.sub("", sent.translate(UNKNOWN_TO_PYTE)).split("\n")
    assert not [line for line in printed if re.search(r"[\x00-\x1f\x7f-\x9f]", line)]
    for line, shown in zip(printed, screen.display, strict=False):
        assert skeleton(shown) == skeleton(line)
    assert screen.title == screen.icon_name == ""
    assert screen.mode == pyte.Screen(10, 10).mode
    assert screen.cursor.y == len(printed) - 1


def test_each_line_begins_as_ours_do(view: tuple[str, pyte.Screen]) -> None:
    lines = [line.rstrip() for line in view[1].display]
    assert not [line for line in lines if not OUR_BEGINNINGS.match(line)]
    assert not [line for line in lines if line.startswith(("PWNED", "✓ PWNED", "  ✓ PWNED"))]


def exercise_that_printed(printed: str) -> SubmissionReport:
    return submission_report(
        "x", "x.py", [ExerciseReport("relu", 0, 10, 0, "failed", message=printed, printed=printed)]
    )


@pytest.mark.parametrize("columns", [40, 80, 110])
@pytest.mark.parametrize("text", (HOSTILE | FRIENDLY).values(), ids=HOSTILE | FRIENDLY)
def test_no_line_is_wider_than_the_terminal(text: str, columns: int) -> None:
    block = submission_text(exercise_that_printed(text * 3), catalogue(), width=columns)
    line = submission_line(exercise_that_printed(text * 3), name_width=5, width=columns)
    heading, *lines = block.split("\n")
    assert "relu  ReLU and its derivative" in heading  # ours alone
    assert max(map(cells, lines)) <= columns
    assert cells(line) <= columns
    assert "\n" not in line


def test_printed_text_is_capped_but_not_reflowed() -> None:
    shown = submission_text(exercise_that_printed("[1   2]\n" * 100), catalogue())
    assert shown.count("  │ [1   2]") == 12
    assert "… and 88 lines more" in shown


@pytest.mark.parametrize(
    ("text", "count"),
    [("abc", 3), ("张伟", 4), ("e\u0301", 1), ("🎉", 2), ("❤\ufe0f", 2), ("👩\u200d💻", 4), ("שָׁ", 1), ("✓…−×", 4)],
)
def test_cells(text: str, count: int) -> None:
    assert cells(text) == count
    assert cells(pad(text, 10)) == 10


def test_layout_keeps_words_whole_and_text_complete() -> None:
    assert fit("the bias gradient is averaged", 20) == "the bias gradient …"
    assert fit("short", 20) == "short"
    assert chop("ab漢字c", 3) == ["ab", "漢", "字c"]
    assert fill("one two three", 9, "  ") == "  one two\n  three"
    assert fill("漢字 漢字 漢字", 8, "> ", "  ") == "> 漢字\n  漢字\n  漢字"
    assert fill("漢" * 8, 8, "> ", "  ").replace("\n", "").replace(" ", "") == ">" + "漢" * 8


SUBMISSION = "def relu(z):\n    raise ValueError('Ω≈ç✗✓')\ndef relu_derivative(z):\n    return (z > 0) * 1.0\n"


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp437", "cp932", "utf-8"])
def test_a_terminal_of_any_encoding_is_written_to(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "ü.py").write_text(SUBMISSION, encoding="utf-8")
    done = grade(tmp_path, "ü.py", "gone-ü.py", PYTHONIOENCODING=encoding, NO_COLOR="1")
    assert done.returncode == 2, done.stderr
    assert b"Traceback" not in done.stderr
    assert b"10/10" not in done.stdout
    assert b"relu_derivative" in done.stdout or b"slope" in done.stdout
    out = done.stdout.decode(encoding)
    assert ("x " if encoding in ("ascii", "latin-1", "cp437", "cp932") else "✗ ") in out
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", out.replace("\r\n", "\n"))


def test_the_c_locale_is_written_to(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(SUBMISSION, encoding="utf-8")
    environment = {**os.environ, "LC_ALL": "C", "LANG": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
    command = [sys.executable, "-P", "-m", "grader"]
    for arguments in (["grade", "a.py"], ["list"], ["check"]):
        done = subprocess.run([*command, *arguments], cwd=tmp_path, env=environment, capture_output=True, check=False)
        assert done.returncode in (0, 1), done.stderr
        assert done.stdout.isascii()


def test_complaints_are_cleaned(tmp_path: Path) -> None:
    for arguments in (
        ["a\x1b[2J\u202e\nb.py"],
        ["--x\x1b[2J"],
        ["a.py", "--jobs", "\x1b[2J"],
        ["-e", "\x1b]0;t\x07", "a.py"],
    ):
        done = grade(tmp_path, *arguments, NO_COLOR="1")
        assert done.returncode == 2
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", done.stderr.decode())
