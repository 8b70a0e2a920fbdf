"""Check cells that are graded from a notebook's own kernel."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from grader.platforms import kernel
from grader.platforms.kernel import NotGraded, score
from tests.platforms.tools import RIGHT, WRONG, WRONG_SCORE


def answer(question: dict[str, object]) -> dict[str, object]:
    """Ask the process that rates one function."""
    command = [sys.executable, "-I", "-m", "grader.platforms.rating"]
    done = subprocess.run(command, input=json.dumps(question), capture_output=True, text=True, check=True)
    assert done.stderr == ""
    found: dict[str, object] = json.loads(done.stdout)
    return found


def test_a_function_is_worth_what_its_own_checks_are_and_said_of_alone() -> None:
    answered = answer({"function": "relu_derivative", "cells": [RIGHT, WRONG, "relu_derivative(1"]})
    assert answered["score"] == WRONG_SCORE["relu_derivative"]
    text = str(answered["text"])
    assert "5/6 not yet" in text
    assert "the slope at z = 0 is 0" in text
    assert "relu keeps" not in text


def test_a_name_that_no_exercise_has_is_one_sentence() -> None:
    assert "No exercise or function is called 'rely'" in str(answer({"function": "rely", "cells": []})["error"])


def test_outside_of_a_notebook_score_says_what_to_use_instead() -> None:
    with pytest.raises(NotGraded, match="In a terminal, use `gradlings check NAME`"):
        score("relu")


def test_where_the_kit_is_missing_the_cell_says_what_to_try_and_shows_no_traceback(monkeypatch) -> None:
    monkeypatch.setattr(kernel, "_cells_run", list)
    monkeypatch.setattr(sys, "executable", "/bin/true")
    with pytest.raises(NotGraded, match="-I -m grader doctor") as caught:
        score("relu")
    assert caught.value._render_traceback_() == [f"error: {caught.value}"]
