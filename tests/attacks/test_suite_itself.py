"""The suite is what it claims to be, and its judgement can go against an attack's header."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.attacks.attack import EVIDENCE, WALLS, Attack, all_attacks, groups, read
from tests.attacks.batch import missing_walls, run
from tests.attacks.judgement import complaints
from tests.grading import catalogue

CLASSES = {
    "callbacks", "channels", "early_exit", "escapes", "forged_values", "introspection", "monkeypatching", "network",
    "persistence", "reading", "resources", "source",
}  # fmt: skip
HEADER = '"""\nTries: to be read.\nExercise: relu\nAllowed: failed\nShows: points\nStopped by: design\n"""\nx = 1\n'


@pytest.fixture
def folder() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp(prefix="attacks-"))
    yield path
    shutil.rmtree(path)


def named(name: str) -> Attack:
    return next(attack for attack in all_attacks() if attack.name == name)


def judged(attack: Attack, walls: frozenset[str], folder: Path) -> list[str]:
    if walls & missing_walls().keys():
        pytest.skip("this machine lacks the wall")
    return [complaint.says for complaint in complaints(attack, run([attack], walls, folder)[attack.name], walls)]


def test_there_are_many_attacks_of_every_class() -> None:
    assert set(groups()) == CLASSES
    assert len(all_attacks()) >= 160
    assert min(Counter(attack.group for attack in all_attacks()).values()) >= 8


def test_no_two_attacks_are_the_same() -> None:
    assert len({attack.text for attack in all_attacks()}) == len(all_attacks())
    assert len({attack.tries for attack in all_attacks()}) == len(all_attacks())


def test_they_attack_exercises_that_there_are() -> None:
    assert {attack.exercise for attack in all_attacks()} <= {exercise.name for exercise in catalogue()}


@pytest.mark.parametrize("wall", WALLS)
def test_each_wall_is_shown_to_stop_something_alone(wall: str) -> None:
    shown = [attack for attack in all_attacks() if wall in attack.stopped_by and not attack.silent]
    assert len(shown) >= 4
    if wall != "landlock":  # a wall that another one always masks would be no wall of its own
        assert any(attack.stopped_by == {wall} for attack in shown)


def test_a_header_says_all_it_has_to(tmp_path: Path) -> None:
    file = tmp_path / "any.py"
    file.write_text(HEADER)
    assert read(file).text == "x = 1\n"
    for line, problem in (
        ("Allowed: failed\n", "lacks Allowed"),
        ("Shows: points\n", "lacks Shows"),
    ):
        file.write_text(HEADER.replace(line, ""))
        with pytest.raises(ValueError, match=problem):
            read(file)
    for old, new in (("failed", "fine"), ("points", "luck"), ("design", "moat"), ("Tries", "Trys")):
        file.write_text(HEADER.replace(old, new))
        with pytest.raises(ValueError, match=re.escape(new)):
            read(file)


def test_a_wall_that_does_not_stop_what_it_claims_to_is_found(folder: Path) -> None:
    liar = replace(named("reading/open"), stopped_by=frozenset({"seccomp"}))
    assert judged(liar, frozenset({"seccomp"}), folder) == [EVIDENCE["told"]]


def test_an_attack_that_achieves_nothing_without_a_wall_is_found(folder: Path) -> None:
    idle = replace(named("reading/open"), text=named("early_exit/keyboard_interrupt").text)
    (found,) = judged(idle, frozenset(), folder)
    assert found.startswith("without a wall it should succeed, but nothing shows that a secret")


def test_points_that_are_earned_are_found(folder: Path) -> None:
    thief = replace(named("early_exit/success_in_a_call"), text=catalogue()["relu"].solution_path.read_text("utf-8"))
    assert EVIDENCE["points"] in judged(thief, frozenset(), folder)


def test_a_hole_that_has_been_closed_is_found(folder: Path) -> None:
    closed = replace(named("early_exit/keyboard_interrupt"), open="it is said to be open")
    assert judged(closed, frozenset(WALLS), folder) == ["it no longer succeeds: take 'Open because' out of its header"]
