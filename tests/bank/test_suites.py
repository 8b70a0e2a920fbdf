"""Every exercise of the bank is complete, and its hidden suite proven: what ``gradlings dev check`` says, exercise by
exercise.
"""

from __future__ import annotations

import os

import pytest

from grader.authoring.proof import Proof
from grader.authoring.schedule import prove
from grader.catalogue import Exercise
from grader.content import own_bank
from tests.grading import catalogue

EVERY_EXERCISE = pytest.mark.parametrize("exercise", list(catalogue()), ids=lambda exercise: exercise.name)


@pytest.fixture(scope="session")
def proofs(request: pytest.FixtureRequest) -> dict[str, Proof]:
    """Prove the exercises that are asked for, on every processor at once."""
    asked = [item.callspec.params["exercise"] for item in request.session.items if "proofs" in item.fixturenames]
    proven = prove(asked, [own_bank()], os.cpu_count() or 1)
    return {proof.exercise: proof for proof in proven}


@EVERY_EXERCISE
def test_exercise_is_proven(exercise: Exercise, proofs: dict[str, Proof]) -> None:
    proof = proofs[exercise.name]
    assert not proof.problems, "\n".join(proof.problems)
    tally = proof.tally
    assert tally.certified > 0
    assert tally.caught == tally.misconceptions >= 4
    assert tally.named >= 0.95 * tally.misconceptions
    assert tally.passed == tally.variants >= 5
    assert tally.killed == tally.mutants > 0
    assert tally.seeds == 20
