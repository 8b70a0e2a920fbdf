"""`dev new`: every file of both zones or none, names that can be used, and a list of what is left to do."""

from __future__ import annotations

import ast
import os
from pathlib import Path

import pytest

from grader.authoring.completeness import shortcomings
from grader.authoring.scaffold import scaffold
from grader.catalogue import load_catalogue
from grader.content import Bank, bank_at, own_bank
from grader.errors import UsageError


def empty_bank(folder: Path) -> Bank:
    """Return a bank whose folders do not exist yet."""
    return Bank(str(folder / "exercises"), str(folder / "solutions"))


def begin(folder: Path, name: str = "huber", *functions: str) -> list[Path]:
    """Scaffold an exercise in a bank at ``folder``."""
    return scaffold(name, "foundations", functions or (name,), empty_bank(folder), load_catalogue([own_bank()]))


def test_everything_an_exercise_has_is_begun_and_is_python_where_it_should_be(tmp_path: Path) -> None:
    files = begin(tmp_path, "huber", "huber_loss", "huber_loss_derivative")
    assert {str(path.relative_to(tmp_path)) for path in files} == {
        "exercises/huber/exercise.toml",
        "exercises/huber/README.md",
        "exercises/huber/huber.py",
        "solutions/huber/solution.py",
        "solutions/huber/test_huber.py",
        "solutions/huber/misconceptions.py",
        "solutions/huber/variants/loops.py",
        "solutions/huber/oracle.py",
        "solutions/huber/NOTES.md",
    }
    for path in files:
        if path.suffix == ".py":
            ast.parse(path.read_text(encoding="utf-8"))
    exercise = load_catalogue([bank_at(str(tmp_path))])["huber"]
    assert list(exercise.functions) == ["huber_loss", "huber_loss_derivative"]


def test_what_is_left_to_do_names_every_file_in_the_order_of_writing(tmp_path: Path) -> None:
    files = begin(tmp_path)
    catalogue = load_catalogue([bank_at(str(tmp_path))])
    left = shortcomings(catalogue["huber"], catalogue)
    assert all(sentence.endswith((".", "?")) for sentence in left), left
    assert not any("TODO" in sentence for sentence in left)
    named = list(dict.fromkeys(sentence.split(", line")[0].rpartition("/")[2] for sentence in left))
    assert named == [path.name for path in files]


def test_a_new_exercise_comes_last_in_its_track(tmp_path: Path) -> None:
    scaffold("huber", "network", ("huber",), empty_bank(tmp_path), load_catalogue([own_bank()]))
    last = max(exercise.order for exercise in load_catalogue([own_bank()]) if exercise.track == "network")
    assert load_catalogue([bank_at(str(tmp_path))])["huber"].order == last + 1


@pytest.mark.parametrize(
    "name", ["Huber", "huber-loss", "2nd", "", "../huber", "class", "hüber", "relu", "tanh_derivative"]
)
def test_a_name_that_cannot_be_used_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        begin(tmp_path, name)
    assert not any(tmp_path.iterdir())


def test_a_function_that_another_exercise_grades_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="tanh"):
        begin(tmp_path, "huber", "huber_loss", "tanh")


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "solutions" / "huber").mkdir(parents=True)
    (tmp_path / "solutions" / "huber" / "solution.py").write_text("precious")
    with pytest.raises(UsageError, match="nothing is overwritten"):
        begin(tmp_path)
    assert (tmp_path / "solutions" / "huber" / "solution.py").read_text() == "precious"
    assert not (tmp_path / "exercises").exists()


def test_if_one_zone_cannot_be_written_neither_is(tmp_path: Path) -> None:
    (tmp_path / "solutions").write_text("a file where the folder should be")
    with pytest.raises(UsageError, match="cannot be written"):
        begin(tmp_path)
    assert os.listdir(tmp_path / "exercises") == []
