"""Exported notebooks: valid, deterministic, and grading themselves in place."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import nbformat
import pytest

from grader.catalogue import Exercise
from grader.errors import UsageError
from grader.notebooks.export import notebook, write_notebook
from tests.commands.test_grading import run
from tests.engine.test_given_functions import grade_text
from tests.grading import catalogue
from tests.notebooks.running import errors, run_notebook, shown

EXERCISES = list(catalogue())
EVERY_EXERCISE = pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.name)


@EVERY_EXERCISE
@pytest.mark.parametrize("audience", ["student", "instructor"])
def test_notebooks_are_valid_and_the_same_every_time(exercise: Exercise, audience: Any) -> None:
    node = notebook(exercise, audience)
    nbformat.validate(node)
    assert (node.nbformat, node.nbformat_minor) == (4, 5)
    assert nbformat.writes(node) == nbformat.writes(notebook(exercise, audience))
    assert len({cell.id for cell in node.cells}) == len(node.cells)


@EVERY_EXERCISE
def test_the_students_notebook_holds_nothing_of_the_solution(exercise: Exercise) -> None:
    text = nbformat.writes(notebook(exercise, "student"))
    assert "NotImplementedError" in text
    assert "NOTES" not in text
    allowed = exercise.stub + exercise.brief_path.read_text(encoding="utf-8")
    for line in exercise.solution_path.read_text(encoding="utf-8").splitlines():
        if len(line.strip()) > 30 and line.strip() not in allowed:
            assert line.strip() not in text


@pytest.mark.filterwarnings("ignore")  # the kernel's own
def test_a_students_notebook_with_given_functions_runs_to_its_end_and_is_not_attempted(tmp_path: Path) -> None:
    node = notebook(catalogue()["backward_propagation"], "student")
    run_notebook(node, tmp_path)
    assert "not attempted" in shown(node.cells[-1])
    assert [name for cell in node.cells if cell.cell_type == "code" for name in errors(cell)] == []


@pytest.mark.filterwarnings("ignore")
def test_the_instructors_notebooks_get_full_marks_also_in_one_kernel(tmp_path: Path) -> None:
    nodes = [notebook(catalogue()[name], "instructor") for name in ("relu", "backward_propagation", "train_network")]
    together = nbformat.v4.new_notebook(cells=[cell for node in nodes for cell in node.cells])
    run_notebook(together, tmp_path)
    checks = [shown(cell) for cell in together.cells if cell.id.endswith("-check")]
    assert len(checks) == 3
    for text in checks:
        assert re.match(r"\w+  [^\n]*  (\d+)/\1 passed\n", text)


def test_a_filled_notebook_grades_like_the_file(tmp_path: Path) -> None:
    exercise = catalogue()["backward_propagation"]
    example = Path(__file__).parents[2] / "examples" / "bias_averaged.py"
    text = example.read_text(encoding="utf-8")
    node = notebook(exercise, "student")
    work = next(cell for cell in node.cells if cell.id.endswith("-work"))
    work.source = text[text.index("# --- end of given") :].partition("\n")[2].strip()
    nbformat.write(node, tmp_path / "filled.ipynb")
    done = run("grade", "filled.ipynb", cwd=tmp_path)
    assert "Looks like: The bias gradients are averaged over the batch" in done.stdout
    as_file = grade_text(tmp_path, text)["backward_propagation"]
    assert f"{as_file.score:g}/{as_file.max_score:g} not yet" in done.stdout


def test_a_notebook_that_is_there_is_never_overwritten_unasked(tmp_path: Path) -> None:
    exercise = catalogue()["relu"]
    path = write_notebook(exercise, "student", tmp_path)
    assert write_notebook(exercise, "student", tmp_path) == path  # the same again is no harm
    path.write_text("a candidate's work")
    with pytest.raises(UsageError, match="is there already and differs"):
        write_notebook(exercise, "student", tmp_path)
    assert path.read_text() == "a candidate's work"
    write_notebook(exercise, "student", tmp_path, overwrite=True)
    assert [entry.name for entry in tmp_path.iterdir()] == ["relu.ipynb"]


def test_export_by_function_name_and_for_all(tmp_path: Path) -> None:
    assert run("export", "relu_derivative", "-o", "one", cwd=tmp_path).returncode == 0
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["relu.ipynb"]
    assert run("export", "--all", "--for", "instructor", "-o", "all", cwd=tmp_path).returncode == 0
    assert len(list((tmp_path / "all").glob("*.instructor.ipynb"))) == len(EXERCISES)
    assert run("export", cwd=tmp_path).returncode == 2
