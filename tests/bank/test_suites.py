"""Every exercise of the bank is complete, and its hidden suite proven: what ``gradlings dev check`` says, exercise by
exercise.
"""

from __future__ import annotations

import os

import pytest

from grader.authoring.proof import Proof
from grader.authoring.schedule import prove
from grader.content import own_bank
from tests.grading import catalogue

EXERCISES = [exercise.name for exercise in catalogue()]


@pytest.fixture(scope="session")
def proofs(request: pytest.FixtureRequest) -> dict[str, Proof]:
    """Prove the exercises that are asked for, on every processor at once."""
    wanted = {item.callspec.params["name"] for item in request.session.items if "proofs" in item.fixturenames}
    exercises = [exercise for exercise in catalogue() if exercise.name in wanted]
    return {proof.exercise: proof for proof in prove(exercises, [own_bank()], os.cpu_count() or 1)}


@pytest.mark.parametrize("name", EXERCISES)
def test_exercise_is_proven(name: str, proofs: dict[str, Proof]) -> None:
    proof = proofs[name]
    assert not proof.problems, "\n".join(proof.problems)
    tally = proof.tally
    assert tally.certified > 0
    assert tally.caught == tally.misconceptions >= 4
    assert tally.passed == tally.variants >= 5
    assert tally.killed == tally.mutants > 0
    assert tally.seeds == 20
