"""``gradlings export --for``: what each target writes, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from grader.platforms.colab import WHEEL, colab_notebook
from tests.commands.test_grading import run
from tests.grading import catalogue
from tests.platforms.tools import RIGHT, all_of, fill_in, leaks, read


def test_colab_gets_one_notebook_that_installs_the_kit_from_where_it_is_told(tmp_path: Path) -> None:
    spec = "gradlings @ https://example.org/it's/gradlings.whl"
    done = run("export", "tanh", "relu", "--for", "colab", "--assignment", "week 1", "--install", spec, cwd=tmp_path)
    assert done.stdout.split("\n")[0] == "week 1.ipynb"
    node = read(tmp_path / "week 1.ipynb")
    assert [cell.id for cell in node.cells] == [
        "welcome", "install", "relu-brief", "relu-work", "relu-check", "tanh-brief", "tanh-work", "tanh-check",
    ]  # fmt: skip
    assert node.cells[1].source == f'%pip install --quiet "{spec}"'
    assert spec in node.cells[0].source
    assert node.metadata.colab.toc_visible
    assert not leaks(all_of(tmp_path / "week 1.ipynb"), catalogue()["relu"])


@pytest.mark.filterwarnings("ignore")  # the kernel's own
def test_colabs_notebook_grades_each_exercise_in_place() -> None:
    exercises = [catalogue()[name] for name in ("relu", "backward_propagation")]
    node = nbformat.reads(colab_notebook(exercises), as_version=4)
    node.cells = [cell for cell in fill_in(node, "relu", RIGHT).cells if cell.id != "install"]
    NotebookClient(node, timeout=120).execute()
    shown = {
        cell.id: "".join(
            output.get("text", "") + output.get("data", {}).get("text/plain", "") for output in cell.outputs
        )
        for cell in node.cells
        if cell.id.endswith("-check")
    }
    assert "10/10 passed" in shown["relu-check"]
    assert "not attempted" in shown["backward_propagation-check"]


def test_without_a_place_to_install_from_the_notebook_says_which_file_to_upload(tmp_path: Path) -> None:
    run("export", "relu", "--for", "colab", cwd=tmp_path)
    node = read(tmp_path / "relu.ipynb")
    assert f"`{WHEEL}`" in node.cells[0].source
    assert node.cells[1].source == f'%pip install --quiet "{WHEEL}"'


def test_a_folder_is_one_candidates_once_filled_in(tmp_path: Path) -> None:
    assert run("export", "relu", "tanh", "--for", "folder", "-o", "alice", cwd=tmp_path).returncode == 0
    folder = tmp_path / "alice"
    names = ["README.md", "relu.md", "relu.py", "tanh.md", "tanh.py"]
    assert sorted(path.name for path in folder.iterdir()) == names
    assert (folder / "relu.py").read_text() == catalogue()["relu"].stub
    (folder / "relu.py").write_text(RIGHT)
    report = json.loads(run("grade", "alice", "--json", cwd=tmp_path).stdout)
    assert [(s["name"], s["score"], s["max_score"]) for s in report["submissions"]] == [("alice", 10, 24)]
    # What a candidate has written is never lost to a second export.
    done = run("export", "relu", "--for", "folder", "-o", "alice", cwd=tmp_path)
    assert done.returncode == 2
    assert "is there already and differs" in done.stderr
    assert (folder / "relu.py").read_text() == RIGHT


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("--for", "student", "--install", "x"), "--install goes with --for otter or colab, not with --for student."),
        (("--for", "folder", "--feedback", "full"), "--feedback goes with --for otter or gradescope"),
        (("--for", "nbgrader", "--assignment", "../up"), "An assignment cannot be called '../up'"),
        (("--for", "otter", "--assignment", ""), "An assignment cannot be called ''"),
    ],
)
def test_options_that_would_be_passed_over_are_refused(tmp_path: Path, arguments: tuple[str, ...], says: str) -> None:
    done = run("export", "relu", *arguments, cwd=tmp_path)
    assert done.returncode == 2
    assert says in done.stderr
    assert not list(tmp_path.iterdir())
