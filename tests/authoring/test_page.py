"""docs/proof.md agrees with the bank: every figure that can be counted without grading."""

from __future__ import annotations

import re
from pathlib import Path

from grader.authoring.completeness import checks_of
from grader.authoring.equivalents import read_equivalents, reason_for
from grader.authoring.mutants import mutants_of
from grader.authoring.trials import variant_files
from grader.boundary.module import GivenFunctions
from grader.catalogue import Exercise
from grader.suite.reference import load_misconceptions
from tests.grading import catalogue

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "proof.md").read_text(encoding="utf-8")
HOW = "run `gradlings dev check --write-table docs/proof.md`"


def row(name: str) -> list[str]:
    """Return the cells behind ``name``."""
    [line] = [line for line in PAGE.splitlines() if line.startswith(f"| {name} |")]
    return [cell.strip() for cell in line.strip("|").split("|")[1:]]


def counted(exercise: Exercise) -> list[str]:
    """Return what the row of a proven exercise says, but for how many mistakes are named."""
    entries = load_misconceptions(exercise, GivenFunctions(exercise.given))
    wrong = sum(not entry.equivalent for entry in entries)
    mutants, declared = mutants_of(exercise.solution_path.read_text(encoding="utf-8")), read_equivalents(exercise)
    same = sum(bool(reason_for(mutant, declared)) for mutant in mutants)
    right, left = len(variant_files(exercise)), len(mutants) - same
    return [
        str(len(checks_of(exercise))), f"{wrong} of {wrong}", f"{left} of {left}", str(same), f"{right} of {right}"
    ]  # fmt: skip


def test_every_exercise_has_its_row_and_the_counts_are_todays() -> None:
    for exercise in catalogue():
        cells = row(f"`{exercise.name}`")
        assert [*cells[:2], *cells[3:]] == counted(exercise), f"{exercise.name}: {HOW}"
    assert len(re.findall(r"^\| `\w+` \|", PAGE, re.MULTILINE)) == len(list(catalogue())), HOW


def test_each_track_has_its_totals() -> None:
    for track in {exercise.track for exercise in catalogue()}:
        rows = [row(f"`{exercise.name}`") for exercise in catalogue() if exercise.track == track]
        for column, cell in enumerate(row(f"**track {track}**")):
            parts = zip(*(map(int, cells[column].split(" of ")) for cells in rows), strict=True)
            assert cell == " of ".join(str(sum(part)) for part in parts), HOW


def test_the_comparison_states_our_own_totals() -> None:
    wrong = sum(int(row(f"`{exercise.name}`")[1].split(" of ")[1]) for exercise in catalogue())
    right = sum(int(row(f"`{exercise.name}`")[5].split(" of ")[1]) for exercise in catalogue())
    assert row("**gradlings**") == [f"**{wrong} of {wrong}**", f"**0 of {right}**"], HOW
