"""`dev new`, `dev check` and `dev mutants` as an author runs them: what is printed, and the exit codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.authoring.banks import SmallBank
from tests.commands.test_grading import run


def test_a_proven_exercise_exits_with_0_and_a_table(bank: SmallBank, tmp_path: Path) -> None:
    done = run("dev", "check", "softplus", "--bank", "mybank", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    heading, row, *_ = done.stdout.splitlines()
    assert heading.split() == [
        "exercise",
        "checks",
        "oracle",
        "mistakes",
        "named",
        "mutants",
        "variants",
        "seeds",
        "work",
    ]
    assert row.split()[:-2] == ["✓", "softplus", "5", "8", "8/8", "7/8", "14/14", "+1", "5/5", "20"]
    assert "1 of 1 exercises proven." in done.stdout


def test_what_is_left_to_do_exits_with_1_under_the_exercises_name(bank: SmallBank, tmp_path: Path) -> None:
    bank.edit("NOTES.md", "# softplus", "TODO: write this.\n# softplus")
    done = run("dev", "check", "softplus", "--bank", "mybank", cwd=tmp_path)
    assert done.returncode == 1
    assert "softplus\n  · NOTES.md, line 1: write this.\n\n0 of 1 exercises proven." in done.stdout


def test_json_is_all_that_is_printed(bank: SmallBank, tmp_path: Path) -> None:
    done = run("dev", "check", "softplus", "--bank", "mybank", "--json", cwd=tmp_path)
    document = json.loads(done.stdout)
    assert (document["schema"], document["proven"]) == (1, True)
    [proof] = document["exercises"]
    assert proof["exercise"] == "softplus"
    assert proof["tally"]["killed"] == 14
    assert {fate["killed_by"] for fate in proof["fates"]} >= {"test_shape", "test_values"}


def test_the_matrix_and_the_page_are_written(bank: SmallBank, tmp_path: Path) -> None:
    files = ["--matrix", "matrix.csv", "--write-table", "page.md"]
    assert run("dev", "check", "softplus", "--bank", "mybank", *files, cwd=tmp_path).returncode == 0
    lines = (tmp_path / "matrix.csv").read_text().splitlines()
    assert lines[0] == "function,made,taken_for,alike"
    assert len(lines) == 1 + 8 * 7
    assert all(line.endswith(",0") for line in lines[1:])
    assert "| `softplus` | 5 | 8 of 8 | 7 of 8 | 14 of 14 | 1 | 5 of 5 |" in (tmp_path / "page.md").read_text()


def test_survivors_are_shown_with_the_entry_that_would_declare_them(bank: SmallBank, tmp_path: Path) -> None:
    bank.file("equivalents.toml").unlink()
    done = run("dev", "mutants", "softplus", "--bank", "mybank", "--survivors", cwd=tmp_path)
    assert done.returncode == 1
    _, entry = done.stdout.split("equivalents.toml:\n\n")
    bank.file("equivalents.toml").write_text(
        entry.split("\n\n")[0].replace('reason = ""', 'reason = "The order is free."')
    )
    done = run("dev", "mutants", "softplus", "--bank", "mybank", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert "14 of 14 mutants killed, 1 declared equivalent." in done.stdout
    assert "killed by test_values" in done.stdout


def test_a_function_stands_for_its_exercise(bank: SmallBank, tmp_path: Path) -> None:
    done = run("dev", "mutants", "relu_derivative", "--json", cwd=tmp_path)
    assert json.loads(done.stdout)["exercises"][0]["exercise"] == "relu"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "sofplus", "--bank", "mybank"], "Did you mean softplus?"),
        (["check", "softplus"], "No exercise or function is called 'softplus'."),
        (["check", "--bank", "nowhere"], "nowhere is no bank of exercises"),
        (["mutants", "nothing"], "No exercise or function is called 'nothing'."),
        (["new", "softplus", "--bank", "mybank"], "There is an exercise softplus already."),
        (["new", "Soft-Plus", "--bank", "mybank"], "use lower-case letters"),
    ],
)
def test_what_cannot_be_used_exits_with_2_and_says_what_can(
    bank: SmallBank, tmp_path: Path, arguments: list[str], said: str
) -> None:
    done = run("dev", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""


@pytest.mark.parametrize("name", ["new", "check", "mutants"])
def test_help_has_an_example(name: str, tmp_path: Path) -> None:
    done = run("dev", name, "--help", cwd=tmp_path)
    assert f"gradlings dev {name}" in done.stdout.split("Example")[1]
