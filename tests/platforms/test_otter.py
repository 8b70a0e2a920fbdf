"""An assignment in the real otter: assigned, and run on a submission that tries what it can."""

from __future__ import annotations

import json
import pickle
import zipfile
from pathlib import Path

import nbformat
import pytest

from grader.errors import BoundaryError
from grader.platforms.otter_folder import clear
from tests.commands.test_grading import run
from tests.grading import catalogue
from tests.platforms.tools import WRONG, WRONG_SCORE, all_of, code_of, fill_in, leaks, read, tool

# Full marks in otter itself: the test runner, what the tests read, and the results that are pickled.
PATCHES = """
import pickle
from otter.execute import Checker
from otter.test_files import ExceptionTestFile, GradingResults
from otter.test_files.abstract_test import TestCaseResult

def run(self, env):
    self.test_case_results = [TestCaseResult(test_case=case, message="", passed=True) for case in self.test_cases]

class Always(dict):
    def get(self, *_): return True, ""

gradlings = Always()
ExceptionTestFile.run = run
GradingResults.total = property(lambda self: 100)
Checker.check_if_not_already_checked = classmethod(lambda cls, path: None)
"""


class Bomb:
    """Runs code where it is unpickled, as otter does with a log that comes with a submission."""

    def __init__(self, code: str) -> None:
        self._code = code

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return exec, (self._code,)


def pack(path: Path, notebook: object, mark: Path) -> None:
    """Write a submission with modules that the kernel would import, each of which leaves ``mark`` behind."""
    code = f"open({str(mark)!r}, 'w').close()"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("week1.ipynb", nbformat.writes(notebook))
        for name in ("ipykernel_launcher.py", "otter/__init__.py", "json.py", "numpy.py", "__init__.py"):
            archive.writestr(name, code)
        archive.writestr(".OTTER_LOG", pickle.dumps(Bomb(code)))


def test_an_assignment_from_export_to_results(tmp_path: Path) -> None:
    work = tmp_path / "work"
    options = ("--for", "otter", "--assignment", "week1", "-o", str(work))
    done = run("export", "--all", *options, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    tool("otter", "assign", "week1.ipynb", "dist", cwd=work)  # runs its tests on the solutions, and fails if one does

    student = work / "dist" / "student" / "week1.ipynb"
    code = code_of(read(student))
    assert code.count("raise NotImplementedError") == sum(len(exercise.functions) for exercise in catalogue())
    assert not (work / "dist" / "student" / "tests").exists()
    assert not [line for exercise in catalogue() for line in leaks(all_of(student), exercise)]

    mark = tmp_path / "mark"
    pack(work / "tricks.zip", fill_in(read(student), "relu", WRONG + PATCHES), mark)
    (autograder,) = (work / "dist" / "autograder").glob("*.zip")
    tool("otter", "run", "tricks.zip", "-a", autograder, "--no-logo", cwd=work)
    assert not mark.exists()
    results = json.loads((work / "results.json").read_text())
    tests = {test["name"]: test for test in results["tests"] if "max_score" in test}
    assert {name: test["max_score"] for name, test in tests.items()} == {e.name: e.points for e in catalogue()}
    relu = tests.pop("relu")
    assert relu["score"] == sum(WRONG_SCORE.values())
    assert "relu keeps positive entries and makes the others 0" in relu["output"]
    assert "Looks like: Negative entries come through unchanged" in relu["output"]
    assert {test["score"] for test in tests.values()} == {0}
    assert "sigmoid and sigmoid_derivative are not written yet." in tests["sigmoid"]["output"]


def test_where_the_kit_is_to_be_installed_is_in_the_assignments_configuration(tmp_path: Path) -> None:
    spec = "https://example.org/gradlings-0.1.0-py3-none-any.whl"
    run("export", "relu", "--for", "otter", "--install", spec, "--feedback", "verdict", cwd=tmp_path)
    configuration = read(tmp_path / "relu.ipynb").cells[0].source
    assert f'requirements:\n    - "{spec}"' in configuration
    assert '"feedback": "verdict"' in configuration


def test_only_otters_own_copy_of_a_submission_is_ever_emptied(tmp_path: Path) -> None:
    folder = tmp_path / "submission"
    (folder / "package").mkdir(parents=True)
    (tmp_path / "kept").write_text("another's")
    (folder / "link").symlink_to(tmp_path)
    for name in ("package/__init__.py", "json.py", "work.ipynb"):
        (folder / name).write_text("")
    with pytest.raises(BoundaryError, match="nothing was graded"):
        clear(folder, keep=["work.ipynb"])
    assert len(list(folder.iterdir())) == 4
    (tmp_path / "source").mkdir()
    clear(folder, keep=["work.ipynb"])
    assert [path.name for path in folder.iterdir()] == ["work.ipynb"]
    assert (tmp_path / "kept").read_text() == "another's"
