"""What makes a result hold no longer: other code, other exercises; and what does not."""

from __future__ import annotations

import json
from pathlib import Path

from grader.batch.identity import bank_hash, hash_of
from grader.submissions.discovery import find_submissions
from tests.authoring.banks import SmallBank
from tests.commands.test_grading import RIGHT
from tests.grading import catalogue


def hash_at(path: Path) -> str:
    """Return the hash of the one submission at ``path``."""
    (submission,) = find_submissions(path, catalogue())
    return hash_of(submission)


def notebook(source: str, output: str) -> str:
    """Return a notebook of one cell."""
    outputs = [{"output_type": "stream", "name": "stdout", "text": output}]
    cell = {"cell_type": "code", "source": source, "outputs": outputs, "metadata": {}, "execution_count": 1}
    return json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5})


def test_other_code_is_another_submission(tmp_path: Path) -> None:
    path = tmp_path / "alice.py"
    path.write_text(RIGHT)
    before = hash_at(path)
    assert hash_at(path) == before
    path.write_text(RIGHT + "# a word\n")
    assert hash_at(path) != before
    path.write_text("def relu(z:\n")
    broken = hash_at(path)
    path.write_text("def relu(zz:\n")
    assert hash_at(path) != broken


def test_a_notebook_whose_outputs_are_new_is_the_same(tmp_path: Path) -> None:
    path = tmp_path / "alice.ipynb"
    path.write_text(notebook(RIGHT, "a plot"))
    before = hash_at(path)
    path.write_text(notebook(RIGHT, "another plot"))
    assert hash_at(path) == before
    path.write_text(notebook(RIGHT.replace("> 0", ">= 0"), "a plot"))
    assert hash_at(path) != before


def test_the_bank_is_another_if_anything_in_it_bears_on_a_score(bank: SmallBank) -> None:
    seen = [bank_hash(bank.catalogue)]
    exercise = bank.exercise
    for path in (exercise.suite_path, exercise.solution_path, exercise.stub_path, exercise.misconceptions_path):
        path.write_text(path.read_text() + "\n# a word\n")
        seen.append(bank_hash(bank.catalogue))
    assert len(set(seen)) == 5
    (exercise.secret_folder / "NOTES.md").write_text("Listen for the shapes.\n")
    assert bank_hash(bank.catalogue) == seen[-1]
