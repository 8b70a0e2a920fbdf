"""The matrix: every attack behind all walls, behind each wall alone, and behind no kernel wall at all."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attacks.attack import WALLS, Attack, all_attacks, groups
from tests.attacks.batch import missing_walls, run
from tests.attacks.judgement import Complaint, complaints

CONFIGURATIONS = {
    "all-walls": frozenset(WALLS),
    **{f"{wall}-alone": frozenset({wall}) for wall in WALLS},
    "no-kernel-wall": frozenset(),
}


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a short name, for Unix sockets."""
    path = Path(tempfile.mkdtemp(prefix="attacks-"))
    yield path
    shutil.rmtree(path)


@pytest.mark.parametrize("group", groups())
@pytest.mark.parametrize("configuration", CONFIGURATIONS)
def test_attacks_achieve_what_their_headers_allow_and_no_more(configuration: str, group: str, folder: Path) -> None:
    walls = CONFIGURATIONS[configuration]
    for wall in sorted(walls & missing_walls().keys()):
        pytest.skip(f"this machine has no {wall}: {missing_walls()[wall]}")
    attacks = {attack.name: attack for attack in all_attacks() if attack.group == group and matters(attack, walls)}
    found = judge(list(attacks.values()), walls, folder / "first")
    doubtful = [attacks[name] for name, ones in found.items() if any(one.by_chance for one in ones)]
    if doubtful:  # the machine may have been busy: once more, without the others
        again = judge(doubtful, walls, folder / "again")
        found = {name: [one for one in ones if not one.by_chance] + again.get(name, []) for name, ones in found.items()}
    sentences = [f"{name}: {one.says}" for name, ones in found.items() for one in ones]
    assert not sentences, "\n" + "\n".join(sentences)


def matters(attack: Attack, walls: frozenset[str]) -> bool:
    """Say whether ``walls`` can make a difference: what the design stops is tried behind all and behind none."""
    return bool(attack.stopped_by) or len(walls) != 1


def judge(attacks: list[Attack], walls: frozenset[str], folder: Path) -> dict[str, list[Complaint]]:
    folder.mkdir()
    seen = run(attacks, walls, folder)
    return {attack.name: list(complaints(attack, seen[attack.name], walls)) for attack in attacks}
