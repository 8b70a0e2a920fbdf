"""The command and its page: what a person sees, and that code of a candidate's is text there and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.similarity.page import sides
from grader.similarity.ranking import likenesses
from tests.browser import render
from tests.commands.test_grading import run
from tests.grading import catalogue
from tests.similarity.disguises import renamed
from tests.similarity.test_similarity import unit

OWN_WAY = """import numpy as np

def _count(parameters):  # <script>document.title = "PWNED"</script>
    return max(int(key[1:]) for key in parameters if key.startswith("W"))

def backward_propagation(parameters, cache, y_true, activation="relu"):
    slopes = {"relu": relu_derivative, "sigmoid": sigmoid_derivative, "tanh": tanh_derivative}
    pending = [(_count(parameters), mean_squared_error_derivative(y_true, cache[f"A{_count(parameters)}"]))]
    answer = {}
    while pending:
        number, error = pending.pop()
        answer["dW" + str(number)] = np.tensordot(cache["A" + str(number - 1)], error, axes=(0, 0))
        answer["db" + str(number)] = np.add.reduce(error, axis=0, keepdims=True)
        if number > 1:
            mask = slopes[activation](cache["Z" + str(number - 1)])
            pending.append((number - 1, np.multiply(error @ np.transpose(parameters["W" + str(number)]), mask)))
    return answer
"""
GIVEN = {"relu_derivative", "sigmoid_derivative", "tanh_derivative", "mean_squared_error_derivative"}


@pytest.fixture(scope="module")
def handed_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of people who wrote backpropagation, two of whom wrote the same."""
    folder = tmp_path_factory.mktemp("class")
    exercise = catalogue()["backward_propagation"]
    for path in (exercise.secret_folder / "variants").glob("*.py"):
        (folder / path.name).write_text(path.read_text())
    (folder / "<b>ada.py").write_text(OWN_WAY)
    (folder / "emmy.py").write_text(renamed(OWN_WAY, {"backward_propagation", *GIVEN}))
    return folder


def test_pairs_are_listed_and_nobody_is_accused(handed_in: Path) -> None:
    done = run("similar", str(handed_in), cwd=handed_in)
    assert (done.returncode, done.stderr) == (0, "")
    assert "<b>ada and emmy" in done.stdout.splitlines()[0]
    assert "Read both, and ask." in done.stdout
    assert not any(word in done.stdout.lower() for word in ("plagiar", "cheat", "copied", "suspect"))


def test_json_is_one_document(handed_in: Path) -> None:
    done = run("similar", str(handed_in), "--json", "--top", "1", "-e", "backward_propagation", cwd=handed_in)
    report = json.loads(done.stdout)
    assert [(pair["one"], pair["other"]) for pair in report["pairs"]] == [("<b>ada", "emmy")]
    assert report["compared"] == len(list(handed_in.glob("*.py")))


def test_the_page_shows_both_sides_and_runs_nothing(handed_in: Path, tmp_path: Path) -> None:
    page = tmp_path / "similar.html"
    assert run("similar", str(handed_in), "-o", str(page), cwd=handed_in).returncode == 0
    seen = render(page, height=600)
    assert (seen.title, seen.console) == ("Pairs to look at", [])
    assert seen.dom.count("<figure>") == 2
    assert seen.dom.count('class="shared"') > 20
    assert "&lt;script&gt;document.title" in seen.dom


def test_another_file_is_not_replaced(handed_in: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.html").write_text("mine")
    done = run("similar", str(handed_in), "-o", str(tmp_path / "mine.html"), cwd=handed_in)
    assert done.returncode == 2
    assert (tmp_path / "mine.html").read_text() == "mine"
    assert run("similar", str(handed_in), "-o", "absent/x.html", cwd=tmp_path).returncode == 2


def test_a_passage_has_one_number_on_both_sides() -> None:
    exercise = catalogue()["backward_propagation"]
    moved = OWN_WAY.replace("def _count", "def _unrelated(a):\n    return a\n\ndef _count", 1)
    found = likenesses([unit("one", exercise, OWN_WAY), unit("other", exercise, moved)])[0]
    ours, theirs = sides(found)
    for number in {line.passage for line in ours} - {0}:
        texts = [[line.text.strip() for line in side if line.passage == number] for side in (ours, theirs)]
        assert texts[0] == texts[1]
    assert {line.passage for line in ours} == {line.passage for line in theirs}


def test_people_of_one_name_in_two_folders_are_compared(tmp_path: Path) -> None:
    for term, text in {"autumn": OWN_WAY, "spring": renamed(OWN_WAY, GIVEN | {"backward_propagation"})}.items():
        (tmp_path / term).mkdir()
        (tmp_path / term / "alice.py").write_text(text)
    done = run("similar", "autumn", "spring", cwd=tmp_path)
    assert done.stdout.partition("\n")[0].endswith("autumn/alice.py and spring/alice.py")
