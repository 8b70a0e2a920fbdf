"""What `check` grades: one's own files in a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.grading.own_work import file_holding, own_submissions
from tests.grading import catalogue
from tests.submissions.test_discovery import RELU, TANH, write


def own(folder: Path, *names: str) -> dict[str, list[str]]:
    """Return the exercises of each file that is graded."""
    return {s.source: [a.exercise for a in s.attempts] for s in own_submissions(names, folder, catalogue())}


STUB = catalogue()["sigmoid"].stub


def test_without_a_name_everything_that_is_begun(tmp_path: Path) -> None:
    write(tmp_path, **{"01_relu": RELU, "02_sigmoid": STUB, "03_tanh": TANH})
    assert own(tmp_path) == {"01_relu.py": ["relu"], "03_tanh.py": ["tanh"]}


def test_a_stub_begun_in_one_of_its_functions_is_begun(tmp_path: Path) -> None:
    write(tmp_path, **{"01_relu": RELU, "02_sigmoid": STUB.replace("raise NotImplementedError", "return z", 1)})
    assert own(tmp_path) == {"01_relu.py": ["relu"], "02_sigmoid.py": ["sigmoid"]}


def test_where_nothing_is_begun_the_stubs_are_spoken_of(tmp_path: Path) -> None:
    write(tmp_path, **{"02_sigmoid": STUB})
    assert own(tmp_path) == {"02_sigmoid.py": ["sigmoid"]}


@pytest.mark.parametrize("name", ["relu", "relu_derivative", "01_relu.py", "1", "01_relu.md", "network/01_relu.md"])
def test_a_numbered_file_goes_by_the_name_of_its_exercise(tmp_path: Path, name: str) -> None:
    write(tmp_path, **{"01_relu": RELU, "00_draft": RELU})
    assert own(tmp_path, name) == {"01_relu.py": ["relu"]}


def test_a_file_named_after_the_exercise_is_meant_before_a_numbered_one(tmp_path: Path) -> None:
    write(tmp_path, **{"01_relu": RELU, "relu": RELU})
    assert own(tmp_path, "relu") == {"relu.py": ["relu"]}


def test_a_named_stub_is_graded_although_it_is_not_begun(tmp_path: Path) -> None:
    write(tmp_path, **{"01_relu": RELU, "02_sigmoid": STUB})
    assert own(tmp_path, "sigmoid") == {"02_sigmoid.py": ["sigmoid"]}


def test_a_folder_of_a_track_is_looked_into(tmp_path: Path) -> None:
    write(tmp_path / "network", **{"01_relu": RELU, "notes": TANH})
    write(tmp_path / "elsewhere", **{"03_tanh": TANH})
    assert own(tmp_path) == own(tmp_path, "relu") == {"network/01_relu.py": ["relu"]}


def test_a_file_is_found_by_what_it_defines(tmp_path: Path) -> None:
    write(tmp_path, mine=RELU)
    bank = catalogue()
    assert file_holding(bank["relu"], tmp_path, bank) == tmp_path / "mine.py"
    assert file_holding(bank["tanh"], tmp_path, bank) is None
    with pytest.raises(UsageError, match="No file here holds the exercise tanh"):
        own(tmp_path, "tanh")
