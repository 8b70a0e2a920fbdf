"""Gradescope's autograder: the zip built and unpacked as theirs is, set up, and run on submissions."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from grader.errors import SandboxError
from grader.platforms import gradescope_run
from grader.platforms.gradescope import autograder
from grader.platforms.gradescope_run import Settings, grade
from tests.commands.test_grading import run
from tests.grading import catalogue
from tests.platforms.tools import RIGHT, WRONG, leaks

# A Python as setup.sh looks for it, whose virtual environments are this one, with everything installed already.
PYTHON = """#!/bin/sh
if [ "$1" = -m ] && [ "$2" = venv ]; then
    mkdir -p "$3/bin"
    printf '#!/bin/sh\\n[ "$2" = pip ] && exit 0\\nexec "{python}" "$@"\\n' > "$3/bin/python"
    chmod +x "$3/bin/python"
else
    exec "{python}" "$@"
fi
"""


# A submission that hands in the reference, if it can read it; and the walls of a kernel that has none.
STEAL = """
names = {{}}
exec(open({reference!r}).read(), names)

def relu(z):
    return names["relu"](z)

def relu_derivative(z):
    return names["relu_derivative"](z)
"""
WITHOUT_WALLS = """
import functools, sys
sys.path.insert(0, sys.argv[1] + "/source/kit")
from grader.boundary.launch import Zygote
Zygote.__init__ = functools.partialmethod(Zygote.__init__, walls=["rlimits"])
from grader.platforms.gradescope_run import main
main(sys.argv[1:])
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Return a folder laid out as /autograder is, from an export of two exercises."""
    done = run("export", "relu", "backward_propagation", "--for", "gradescope", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    root = tmp_path / "autograder"
    for name in ("source", "submission", "results"):
        (root / name).mkdir(parents=True)
    with zipfile.ZipFile(tmp_path / "autograder.zip") as archive:
        for entry in archive.infolist():
            os.chmod(archive.extract(entry, root / "source"), entry.external_attr >> 16)
    return root


def start(program: Path, root: Path) -> subprocess.CompletedProcess[str]:
    """Run a program of the zip with a stand-in for the image's Python first on the path."""
    programs = root.parent / "bin"
    programs.mkdir(exist_ok=True)
    (programs / "python3.13").write_text(PYTHON.format(python=sys.executable))
    (programs / "python3.13").chmod(0o755)
    if os.geteuid() != 0:  # Gradescope runs both programs as root
        (programs / "chown").symlink_to(shutil.which("true") or "/bin/true")
    environment = {**os.environ, "PATH": f"{programs}:{os.environ['PATH']}", "AUTOGRADER_ROOT": str(root)}
    done = subprocess.run(
        [program], env=environment, cwd=root, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done


def test_set_up_and_run_as_in_gradescopes_image(root: Path) -> None:
    source = root / "source"
    assert {path.name for path in source.iterdir()} == {
        "setup.sh", "run_autograder", "requirements.txt", "gradlings.json", "kit",
    }  # fmt: skip
    assert {path.name for path in (source / "kit" / "solutions").iterdir()} == {"relu", "backward_propagation"}
    assert "numpy>=2.0" in (source / "requirements.txt").read_text().splitlines()
    version = source / "kit" / "grader" / "__init__.py"
    version.write_text(version.read_text().replace('__version__ = "', '__version__ = "the bundled '))

    start(source / "setup.sh", root)
    solutions = (source / "kit" / "solutions").stat()
    assert solutions.st_uid != 0
    assert solutions.st_mode & 0o077 == 0
    shutil.copy(source / "run_autograder", root)  # as theirs is
    (root / "submission" / "my work.py").write_text(WRONG)
    done = start(root / "run_autograder", root)
    assert "walls around the submission" in done.stdout

    results = json.loads((root / "results" / "results.json").read_text())
    assert results["extra_data"]["gradlings"].startswith("the bundled")
    assert results["score"] == sum(test["score"] for test in results["tests"]) == 5.0
    assert sum(test["max_score"] for test in results["tests"]) == 30.0
    assert results["visibility"] == "visible"
    assert {test["visibility"] for test in results["tests"]} == {"visible"}  # or students would see no total
    assert results["stdout_visibility"] == "hidden"
    assert "backward_propagation is not written yet." in results["output"]
    first = results["tests"][0]
    assert set(first) == {
        "name", "number", "output", "output_format", "score", "max_score", "status", "visibility",
    }  # fmt: skip
    statuses = {test["name"]: test["status"] for test in results["tests"]}
    assert statuses["relu: relu keeps positive entries and makes the others 0"] == "failed"
    assert statuses["relu: the slope is 1 right of zero and 0 left of it"] == "passed"
    # The shape is right, and earns nothing without a right value.
    assert statuses["relu: relu keeps the shape of z"] == "failed"

    if os.geteuid() == 0:  # as on Gradescope: the solutions are another user's, and a worker has no privileges
        reference = str(source / "kit" / "solutions" / "relu" / "solution.py")
        assert os.access(reference, os.R_OK)
        (root / "submission" / "my work.py").write_text(STEAL.format(reference=reference))
        command = [sys.executable, "-I", "-c", WITHOUT_WALLS, str(root)]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert "walls around the submission: weak" in done.stdout
        results = json.loads((root / "results" / "results.json").read_text())
        assert results["score"] == 0
        assert "PermissionError" in results["output"]


def judged(tmp_path: Path, feedback: str, **files: str) -> dict[str, Any]:
    """Grade files on relu in this process and return the results as Gradescope reads them."""
    folder = tmp_path / "submission"
    folder.mkdir()
    for name, text in files.items():
        (folder / f"{name}.py").write_text(text)
    import msgspec

    results: dict[str, Any] = msgspec.to_builtins(grade(folder, Settings(["relu"], feedback)))  # type: ignore[arg-type]
    return results


def test_at_feedback_verdict_students_see_scores_and_nothing_of_the_suite(tmp_path: Path) -> None:
    results = judged(tmp_path, "verdict", anything=WRONG)
    visible = [test for test in results["tests"] if test["visibility"] == "visible"]
    assert [(t["name"], t["score"], t["max_score"]) for t in visible] == [("relu", 0, 4), ("relu_derivative", 5, 6)]
    hidden = [test for test in results["tests"] if test["visibility"] == "hidden"]
    assert len(hidden) == 8
    assert all("score" not in test and "max_score" not in test for test in hidden)  # else students see no total
    assert "the slope is 1 right of zero and 0 left of it" in hidden[4]["name"]
    shown = json.dumps([results["output"], visible])
    assert not leaks(shown, catalogue()["relu"])
    assert "slope" not in shown


def test_of_several_files_the_most_complete_counts_and_what_cannot_be_read_is_said(tmp_path: Path) -> None:
    results = judged(tmp_path, "mistakes", draft="def relu(z):\n    return z\n", final=RIGHT, notes="\0")
    assert results["score"] == 10
    assert "notes.py is a binary file" in results["output"]


def test_an_empty_submission_scores_nothing_and_says_why(tmp_path: Path) -> None:
    results = judged(tmp_path, "mistakes")
    assert results["score"] == 0
    assert "holds no .py file and no notebook" in results["output"]
    assert [(test["score"], test["max_score"], test["status"]) for test in results["tests"]] == [(0, 10, "failed")]


def test_where_nothing_can_be_graded_only_instructors_read_why(tmp_path: Path, monkeypatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise SandboxError("The walls are too weak.")

    monkeypatch.setattr(gradescope_run, "judge_folder", refuse)
    results = judged(tmp_path, "mistakes", work=RIGHT)
    assert results["score"] == 0
    visible = [test for test in results["tests"] if test["visibility"] == "visible"]
    assert "not because of your submission" in visible[0]["output"]
    assert "walls" not in json.dumps(visible)
    assert results["tests"][-1]["output"] == "The walls are too weak."


def test_two_exports_are_the_same_zip_and_hold_nothing_that_is_not_needed() -> None:
    exercises = [catalogue()["tanh"]]
    data = autograder(exercises, "mistakes")
    assert data == autograder(exercises, "mistakes")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        assert archive.getinfo("run_autograder").external_attr >> 16 == 0o755
    assert not [name for name in names if "__pycache__" in name or "relu" in name]
    assert len([name for name in names if "/" not in name]) == 4
