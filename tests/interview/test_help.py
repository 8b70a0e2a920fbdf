"""Help comes at once, with examples, for each of the commands; what cannot be used is said with what can."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.test_grading import run
from tests.commands.test_start import HEAVY, RUN

COMMANDS = [
    ["interview"],
    ["interview", "check"],
    ["interview", "finish"],
    ["interview", "card"],
    ["interview", "replay"],
]


def test_help_imports_nothing_heavy() -> None:
    code = RUN.format(argv=["gradlings", "interview", "--help"], heavy=HEAVY)
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "[]\n"


@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
def test_help_has_an_example(names: list[str], tmp_path: Path) -> None:
    shown = run(*names, "--help", cwd=tmp_path).stdout
    assert f"\n    gradlings {' '.join(names)}" in shown.split("Example")[1]
    assert "\\b" not in shown


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["card"], "There is no interview here. `gradlings interview` begins one."),
        (["check"], "No interview is open here. `gradlings interview` begins one."),
        (["--track", "trains", "--json"], "There is no track 'trains'."),
        (["--minutes", "nan", "--json"], "'nan' is no number."),
        (["card", "notes.txt"], "is no log of an interview"),
        (["card", "notes.txt", "-o", "card.pdf"], "neither an .html nor a .json file"),
    ],
)
def test_what_cannot_be_used(arguments: list[str], words: str, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes")
    done = run("interview", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert words in " ".join(done.stderr.split())
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
