"""Files named after modules that a grader might pick up by accident: they are read as text at most, never imported."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.submissions.packing import RELU, TANH, found, problem_of

RIGHT = """import numpy as np
def relu(z): return np.maximum(0, z)
def relu_derivative(z): return (z > 0).astype(float)
"""
TRAP = "import pathlib; pathlib.Path({mark!r}).touch()\nraise SystemExit('a file of the folder was imported')\n"
NAMES = [
    "conftest.py", "sitecustomize.py", "usercustomize.py", "numpy.py", "matplotlib.py", "pytest.py", "msgspec.py",
    "rich.py", "click.py", "__init__.py", "__main__.py", "setup.py", "random.py", "ast.py", "typing.py", "zipfile.py",
    "tarfile.py", "lzma.py", "symtable.py", "tomllib.py", "hypothesis.py", "submission.py", "reference.py",
    "test_relu.py", "solution.py", "grader/__init__.py", "grader/__main__.py", "numpy/__init__.py", "exercises/a.py",
]  # fmt: skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder with a right relu among traps, each of which leaves a mark if it is ever run in the grader."""
    folder = tmp_path / "work"
    for name in NAMES:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TRAP.format(mark=str(tmp_path / "mark")))
    for name in ("pytest.ini", "tox.ini", "setup.cfg"):
        (folder / name).write_text("[pytest]\naddopts = --no-such-option\n[tool:pytest]\naddopts = --no-such-option\n")
    (folder / "pyproject.toml").write_text("[tool.pytest.ini_options]\naddopts = '--no-such-option'\n")
    (folder / "my_relu.py").write_text(RIGHT)
    return folder


def run(*command: str, cwd: Path) -> dict[str, str]:
    """Run the kit with ``command`` and return the verdict on relu in each submission that attempts it."""
    done = subprocess.run([*command, "--json"], cwd=cwd, capture_output=True, text=True, timeout=120)
    assert done.returncode in (0, 1), done.stderr
    assert done.stderr == ""
    submissions = json.loads(done.stdout)["submissions"]
    return {s["name"]: e["verdict"] for s in submissions for e in s["exercises"] if e["name"] == "relu"}


SCRIPT = str(Path(sys.executable).parent / "gradlings")


@pytest.mark.parametrize("command", [("grade", "."), ("check",), ("check", "relu"), ("check", "my_relu.py")])
def test_none_is_imported_where_the_command_is_called(folder: Path, command: tuple[str, ...]) -> None:
    assert run(SCRIPT, *command, cwd=folder) == {"my_relu": "passed"}
    assert not (folder.parent / "mark").exists()


@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
def test_none_is_imported_from_an_archive(folder: Path, kind: str) -> None:
    path = folder / f"alice.{kind}"
    files = [file for file in folder.rglob("*") if file.is_file()]
    if kind == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            for file in files:
                archive.write(file, file.relative_to(folder))
    else:
        with tarfile.open(path, "w:gz") as archive:
            for file in files:
                archive.add(file, file.relative_to(folder))
    assert run(SCRIPT, "grade", path.name, cwd=folder) == {"alice": "passed"}
    assert not (folder.parent / "mark").exists()


def test_as_a_module_the_folder_is_off_the_path_before_anything_is_imported(tmp_path: Path) -> None:
    for name in (
        "numpy.py",
        "pytest.py",
        "msgspec.py",
        "click.py",
        "rich.py",
        "matplotlib.py",
        "conftest.py",
        "ast.py",
    ):
        (tmp_path / name).write_text(TRAP.format(mark=str(tmp_path / "mark")))
    (tmp_path / "my_relu.py").write_text(RIGHT)
    assert run(sys.executable, "-m", "grader", "check", "relu", cwd=tmp_path) == {"my_relu": "passed"}
    assert not (tmp_path / "mark").exists()


def test_a_folder_on_the_path_by_name_stays_there(tmp_path: Path) -> None:
    code = "import sys; from grader.__main__ import main; sys.argv = ['gradlings', '--version']\n"
    code += "try: main()\nexcept SystemExit: pass\nprint([p for p in sys.path if p.endswith('mine')])"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "mine")}
    done = subprocess.run([sys.executable, "-c", code], env=environment, cwd="/", capture_output=True, text=True)
    assert str(tmp_path / "mine") in done.stdout


class TestWhatIsSaid:
    @pytest.mark.parametrize("name", ["numpy.py", "matplotlib.py", "grader.py", "pytest.py"])
    def test_a_package_name_is_refused_with_the_next_step(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_text(RELU)
        assert f"{name} bears the name of a package" in problem_of(tmp_path / name)
        assert "Rename it" in problem_of(tmp_path / name)
        (tmp_path / "tanh.py").write_text(TANH)
        assert found(tmp_path)[tmp_path.name].keys() == {"tanh", "unknown"}

    def test_machinery_is_passed_over_in_a_folder_and_refused_by_name(self, tmp_path: Path) -> None:
        for name in ("conftest.py", "__init__.py", "setup.py", "sitecustomize.py"):
            (tmp_path / name).write_text(RELU)
            assert "reserves for files of its own" in problem_of(tmp_path / name)
        (tmp_path / "alice.py").write_text(RELU)
        assert found(tmp_path) == {"alice": {"relu": ""}}

    @pytest.mark.parametrize("name", ["random.py", "statistics.py", "test.py", "code.py"])
    def test_a_name_of_the_standard_library_does_no_harm_and_is_graded(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_text(RELU)
        assert found(tmp_path / name) == {Path(name).stem: {"relu": ""}}
