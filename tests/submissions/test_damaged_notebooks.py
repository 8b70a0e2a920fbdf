"""Damaged notebooks: right answers keep their marks, wrong ones stay as wrong as they were, and the report says how.

Each kind of damage is done to real notebooks, exported by the kit and filled in, and written as a file.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
import pytest

from grader.boundary.launch import Zygote
from grader.grading.run import grade_here
from grader.notebooks.export import notebook
from grader.report import ExerciseReport
from grader.submissions.attempts import Attempt, attempt, attempted, read_source
from grader.submissions.discovery import Submission, find_submissions
from tests.grading import catalogue

CATALOGUE = catalogue()
EXERCISE = CATALOGUE["forward_propagation"]

IMPORTS = "import numpy as np"
TABLE = "ACTIVATIONS = {'relu': relu, 'sigmoid': sigmoid, 'tanh': tanh}\nSTART = np.zeros(1)"
RIGHT = '''\
def forward_propagation(X, parameters, activation="relu"):
    """Return the prediction and the cache."""
    cache = {"A0": X}
    depth = len(parameters) // 2

    for layer in range(1, depth + 1):
        Z = np.matmul(cache[f"A{layer - 1}"], parameters[f"W{layer}"]) + parameters[f"b{layer}"] + START
        cache[f"Z{layer}"] = Z
        cache[f"A{layer}"] = Z if layer == depth else ACTIVATIONS[activation](Z)
    return cache[f"A{depth}"], cache'''
WRONG = RIGHT.replace("Z if layer == depth else ACTIVATIONS", "ACTIVATIONS")
STUB = 'def forward_propagation(X, parameters, activation="relu"):\n    """Your turn."""\n    raise NotImplementedError'
HALF = RIGHT.replace("else ACTIVATIONS[activation](Z)", "else (  # which one?")
ROUGH = RIGHT.replace('parameters[f"b{layer}"] + START', "0").replace("depth + 1", "depth")
SCRIPT = (
    "#!/usr/bin/env python\n# coding: utf-8\n\n# In[1]:\n\n\nget_ipython().run_line_magic('matplotlib', 'inline')\n"
)


def filled(answer: str) -> Any:
    """Return the student's notebook, filled in: setup, given, imports, a table, the answer, the check."""
    node = notebook(EXERCISE, "student")
    work = next(number for number, cell in enumerate(node.cells) if cell.id.endswith("-work"))
    node.cells[work : work + 1] = [code("imports", IMPORTS), code("table", TABLE), code("work", answer)]
    return node


def code(name: str, text: str) -> Any:
    return nbformat.v4.new_code_cell(text, id=f"forward_propagation-{name}")


def position(node: Any, role: str) -> int:
    return next(number for number, cell in enumerate(node.cells) if cell.id.endswith(f"-{role}"))


def written(node: Any) -> str:
    return json.dumps(node)


def without_cells(*roles: str) -> Callable[[Any], str]:
    def damage(node: Any) -> str:
        node.cells = [cell for cell in node.cells if cell.id.rpartition("-")[2] not in roles]
        return written(node)

    return damage


def with_cells(role: str, *texts: str, behind: bool) -> Callable[[Any], str]:
    def damage(node: Any) -> str:
        place = position(node, role) + behind
        node.cells[place:place] = [code(f"more-{number}", text) for number, text in enumerate(texts)]
        return written(node)

    return damage


def with_kind(role: str, kind: str) -> Callable[[Any], str]:
    def damage(node: Any) -> str:
        cell = node.cells[position(node, role)]
        cell.cell_type = kind
        return written(node)

    return damage


def with_text(role: str, change: Callable[[str], str]) -> Callable[[Any], str]:
    def damage(node: Any) -> str:
        cell = node.cells[position(node, role)]
        cell.source = change(cell.source)
        return written(node)

    return damage


def split(*lines: int) -> Callable[[Any], str]:
    """Split the answer's cell at line numbers."""

    def damage(node: Any) -> str:
        place = position(node, "work")
        text = node.cells[place].source.split("\n")
        parts = [text[begin:end] for begin, end in zip((0, *lines), (*lines, None), strict=True)]
        node.cells[place : place + 1] = [code(f"part-{n}", "\n".join(part)) for n, part in enumerate(parts)]
        return written(node)

    return damage


def without_metadata(node: Any) -> str:
    cells = [{"cell_type": cell.cell_type, "source": cell.source} for cell in node.cells]
    return json.dumps({"cells": cells})


def copied(node: Any) -> str:
    node.cells = [cell for cell in node.cells for _ in range(2)]
    return written(node)


def merged(node: Any) -> str:
    """Merge all cells into one, the brief's prose among them."""
    node.cells = [code("all", "\n\n".join(cell.source for cell in node.cells))]
    return written(node)


def merged_under_a_magic(node: Any) -> str:
    place = position(node, "table")
    node.cells[place : place + 2] = [
        code("both", f"{TABLE}\n%%grade forward_propagation\n{node.cells[place + 1].source}")
    ]
    return written(node)


def reversed_order(node: Any) -> str:
    node.cells.reverse()
    return written(node)


def format_3(node: Any) -> str:
    return str(nbformat.writes(nbformat.convert(node, 3), version=3))


def format_4_0(node: Any) -> str:
    for cell in node.cells:
        del cell["id"]
    node.nbformat_minor = 0
    return written(node)


def same_ids(node: Any) -> str:
    for cell in node.cells:
        cell.id = "same"
    return written(node)


def large_outputs(node: Any) -> str:
    picture = {"output_type": "display_data", "metadata": {}, "data": {"image/png": "A" * (5 << 19)}}
    for cell in node.cells:
        if cell.cell_type == "code":
            cell.outputs = [picture, {"output_type": "stream", "name": "stdout", "text": ["x\n"] * 10_000}]
    text = written(node)
    assert 15 << 20 < len(text) < 16 << 20
    return text


def as_script(node: Any) -> str:
    cells = [cell.source for cell in node.cells if cell.cell_type == "code" and "load_ext" not in cell.source]
    return SCRIPT + "".join(f"\n\n# In[{number}]:\n\n\n{text}\n" for number, text in enumerate(cells, start=2))


def python_alone(node: Any) -> str:
    wanted = ("imports", "given", "table", "work")
    return "\n\n".join(node.cells[position(node, role)].source for role in wanted)


def prompted(text: str) -> str:
    first, *rest = text.split("\n")
    return "\n".join([f">>> {first}", *(f"... {line}" for line in rest)])


def indented(text: str) -> str:
    return "\n".join(f"    {line}" for line in text.split("\n"))


class Damage(NamedTuple):
    """What is done to a notebook, what the report says of it (nothing, if nothing had to be done), and its new name."""

    do: Callable[[Any], str]
    says: str = ""
    suffix: str = ".ipynb"


DAMAGES = {
    "none": Damage(written),
    "lost metadata": Damage(without_metadata),
    "copied cells": Damage(copied),
    "duplicate ids": Damage(same_ids),
    "huge outputs": Damage(large_outputs),
    "nbformat 3": Damage(format_3),
    "nbformat 4.0": Damage(format_4_0),
    "deleted cells": Damage(without_cells("brief", "setup", "given", "check")),
    "deleted import": Damage(without_cells("imports", "given"), "`import numpy as np` is added, which no cell holds"),
    "renamed to json": Damage(written, suffix=".ipynb.json"),
    "renamed to text": Damage(written, suffix=".ipynb.txt"),
    "renamed to Python": Damage(written, suffix=".py"),
    "Python renamed to a notebook": Damage(python_alone, suffix=".ipynb"),
    "saved as a script": Damage(as_script, suffix=".py"),
    "all cells merged": Damage(merged, "cell 1 does not parse as a whole (line"),
    "merged under a magic": Damage(merged_under_a_magic),
    "split below the head": Damage(
        split(1), "cells 5 and 6 are read as one, since a definition was split between them"
    ),
    "split below the docstring": Damage(split(2), "cells 5 and 6 are read as one"),
    "split in the loop": Damage(split(8), "cells 5 and 6 are read as one"),
    "split in three": Damage(split(2, 5), "cells 5, 6 and 7 are read as one"),
    "split and an empty cell between": Damage(
        lambda node: split(2, 2)(node).replace('"source": ""', '"source": "\\n"'), "cells 5 and 7 are read as one"
    ),
    "the brief turned into code": Damage(with_kind("brief", "code")),
    "code turned into markdown": Damage(
        with_kind("work", "markdown"), "forward_propagation is taken from the Markdown cell behind cell 4"
    ),
    "code turned raw": Damage(with_kind("work", "raw"), "forward_propagation is taken from the raw cell behind cell 4"),
    "cells in reverse": Damage(reversed_order, "are run before others that need"),
    "half-written before": Damage(with_cells("work", HALF, behind=False)),
    "rough before": Damage(
        with_cells("work", ROUGH, behind=False), "forward_propagation is defined more than once, and cell 6 counts"
    ),
    "half-written behind": Damage(
        with_cells("work", HALF, behind=True),
        "forward_propagation is taken from cell 5, since cell 6 does not parse (line 9)",
    ),
    "stub behind": Damage(
        with_cells("work", STUB, behind=True), "forward_propagation is taken from cell 5, since cell 6 leaves it empty"
    ),
    "pass behind": Damage(
        with_cells("work", "def forward_propagation(X, p, a): pass", "x = 1", behind=True),
        "since cell 6 leaves it empty",
    ),
    "an unfinished line below": Damage(
        with_text("work", lambda text: f"{text}\n\nplt.plot(loss"), "cell 5 does not parse as a whole (line"
    ),
    "prompts": Damage(with_text("work", prompted)),
    "indented": Damage(with_text("work", indented)),
}
EVERY_DAMAGE = pytest.mark.parametrize("name", DAMAGES)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of right and wrong answers, each damaged in every way."""
    folder = tmp_path_factory.mktemp("damaged")
    for name, damage in DAMAGES.items():
        for answer, text in (("right", RIGHT), ("wrong", WRONG)):
            (folder / f"{name} {answer}{damage.suffix}").write_text(damage.do(filled(text)), encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def reports(folder: Path) -> dict[tuple[str, str], ExerciseReport]:
    """Grade them all, and return the reports by damage and answer."""
    attempts: dict[tuple[str, str], Attempt] = {}
    for name, damage in DAMAGES.items():
        for answer in ("right", "wrong"):
            source = read_source(folder / f"{name} {answer}{damage.suffix}")
            assert source.problem == ""
            assert attempted(source, CATALOGUE) == [EXERCISE], name
            attempts[name, answer] = attempt(source, EXERCISE)
    different = {(code_of(tried), tried.how_read): tried for tried in attempts.values()}  # the same code is graded once
    submissions = [Submission(f"{number}", "", [tried]) for number, tried in enumerate(different.values())]
    with Zygote() as zygote:
        graded = grade_here(submissions, CATALOGUE, zygote).submissions
    by_code = dict(zip(different, (submission.exercises[0] for submission in graded), strict=True))
    return {key: by_code[code_of(tried), tried.how_read] for key, tried in attempts.items()}


def code_of(tried: Attempt) -> str:
    """Return the statements that an attempt runs, in order."""
    bodies = [(ast.parse(chunk.text).body, chunk.keep) for chunk in tried.chunks]
    return "\n".join(
        ast.unparse(body[n]) for body, keep in bodies for n in (range(len(body)) if keep is None else keep)
    )


@EVERY_DAMAGE
def test_a_right_answer_keeps_its_marks(reports: dict[tuple[str, str], ExerciseReport], name: str) -> None:
    report = reports[name, "right"]
    assert (report.verdict, report.score) == ("passed", EXERCISE.points), report.message


@EVERY_DAMAGE
def test_a_wrong_answer_stays_as_wrong_as_it_was(reports: dict[tuple[str, str], ExerciseReport], name: str) -> None:
    undamaged, report = reports["none", "wrong"], reports[name, "wrong"]
    assert [mistake.name for mistake in undamaged.mistakes] == ["activation_on_output"]
    assert [check.status for check in report.checks] == [check.status for check in undamaged.checks]
    assert report.mistakes == undamaged.mistakes


@EVERY_DAMAGE
def test_the_report_says_how_it_was_read(reports: dict[tuple[str, str], ExerciseReport], name: str) -> None:
    said = reports[name, "right"].message
    if DAMAGES[name].says:
        assert said.startswith("How it was read: ")
        assert DAMAGES[name].says in said
        assert said.count(". ") == 0
    else:
        assert said == ""
    assert reports[name, "wrong"].message == said


def test_renamed_notebooks_are_found_in_a_folder(folder: Path, tmp_path: Path) -> None:
    for candidate, file in {
        "ada": "renamed to json right.ipynb.json",
        "emmy": "renamed to text right.ipynb.txt",
    }.items():
        (tmp_path / f"{candidate}{''.join((folder / file).suffixes)}").write_bytes((folder / file).read_bytes())
    found = list(find_submissions(tmp_path, CATALOGUE))
    assert [submission.name for submission in found] == ["ada", "emmy"]
    assert [[tried.exercise for tried in submission.attempts] for submission in found] == [["forward_propagation"]] * 2


# --- what cannot be mended stays what it was


def problem_of(tmp_path: Path, *cells: Any, exercise: str = "relu") -> str:
    path = tmp_path / "n.ipynb"
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "source": cell} for cell in cells]}))
    return attempt(read_source(path), CATALOGUE[exercise]).problem


def test_a_function_that_does_not_parse_is_not_gradable_and_its_line_is_named(tmp_path: Path) -> None:
    broken = "import numpy as np\n\ndef helper(z):\n    return z\n\ndef relu(z):\n    return np.maximum(0, z"
    assert (
        problem_of(tmp_path, broken, "x = 1")
        == "n.ipynb cell 1, line 7: '(' was never closed: `return np.maximum(0, z`."
    )


def test_a_stub_elsewhere_does_not_hide_that_the_attempt_does_not_parse(tmp_path: Path) -> None:
    stub = "def relu(z):\n    raise NotImplementedError"
    assert "cell 2, line 1" in problem_of(tmp_path, stub, "def relu(z:\n    return z")
    assert "cell 1, line 1" in problem_of(tmp_path, "def relu(z:\n    return z", stub)


def test_a_cell_that_was_pasted_with_an_indent_is_no_part_of_the_function_before_it(tmp_path: Path) -> None:
    path = tmp_path / "n.ipynb"
    cells = ["def helper(z):\n    return z", "    def relu(z):\n        return helper(z)"]
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "source": cell} for cell in cells]}))
    tried = attempt(read_source(path), CATALOGUE["relu"])
    assert [chunk.label for chunk in tried.chunks] == ["n.ipynb cell 1", "n.ipynb cell 2"]
    assert tried.unwritten == ["relu_derivative"]


def test_a_class_that_was_split_between_its_methods_is_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "n.ipynb"
    cells = [
        "class Net:\n    def f(self, z):\n        return z",
        "    def g(self, z):\n        return z",
        "relu = Net().g",
    ]
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "source": cell} for cell in cells]}))
    tried = attempt(read_source(path), CATALOGUE["relu"])
    assert [chunk.label for chunk in tried.chunks] == ["n.ipynb cells 1 and 2", "n.ipynb cell 3"]


@pytest.mark.parametrize(
    "cells",
    [
        ["def relu(z): return START * z", "START = 1.0"],  # read when it is called, not before
        ["START = 1.0", "START = START + 1", "def relu(z): return START * z"],
        ["try:\n    CACHE\nexcept NameError:\n    CACHE = {}", "CACHE = {}", "def relu(z): return CACHE"],
        ["import math", "def relu(z, f=math.fabs): return f(z)"],
    ],
)
def test_an_order_that_works_is_left_alone(tmp_path: Path, cells: list[str]) -> None:
    path = tmp_path / "n.ipynb"
    path.write_text(json.dumps({"cells": [{"cell_type": "code", "source": cell} for cell in cells]}))
    tried = attempt(read_source(path), CATALOGUE["relu"])
    assert [chunk.label for chunk in tried.chunks] == [f"n.ipynb cell {number + 1}" for number in range(len(cells))]
    assert tried.how_read == ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "it is not valid JSON. It is empty: save it again"),
        ("import this", "it is not valid JSON. It begins like no notebook does: was another kind of file renamed?"),
        ('{"cells": [{"cell_type": "code", "sou', "Its end is missing. Was it saved and downloaded completely?"),
        (
            '{"cells": [\n<<<<<<< HEAD\n {},\n=======\n]\n>>>>>>> theirs\n}',
            "Line 2 is the mark of a merge that was not finished",
        ),
        ('{"cells": [,]}', "Was it edited by hand? Open it in Jupyter and save it again, or hand in the functions"),
        ('{"cells": {}}', "its JSON is of another form"),
    ],
)
def test_what_is_no_json_is_not_gradable_and_it_is_said_what_to_do(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "n.ipynb"
    path.write_text(text)
    assert says in read_source(path).problem
    submission = next(find_submissions(path, CATALOGUE, [CATALOGUE["relu"]]))
    with Zygote() as zygote:
        report = grade_here([submission], CATALOGUE, zygote).submissions[0].exercises[0]
    assert (report.verdict, report.score) == ("not_gradable", 0.0)
    assert says in report.message
