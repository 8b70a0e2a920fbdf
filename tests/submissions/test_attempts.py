"""Which exercises a source attempts, and what of it is run."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from grader.catalogue import Catalogue
from grader.submissions.attempts import attempt, attempted, read_source
from tests.grading import catalogue

CATALOGUE = catalogue()


def names(path: Path, bank: Catalogue = CATALOGUE) -> list[str]:
    """Return the names of the exercises that a file attempts."""
    return [exercise.name for exercise in attempted(read_source(path), bank)]


def notebook(path: Path, *cells: str) -> Path:
    """Write a notebook of code cells."""
    document = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [
        {"cell_type": "code", "id": f"c{n}", "metadata": {}, "outputs": [], "execution_count": None, "source": cell}
        for n, cell in enumerate(cells)
    ]}  # fmt: skip
    path.write_text(json.dumps(document))
    return path


def kept_lines(path: Path, exercise: str) -> str:
    """Return the statements of a notebook that would be run for ``exercise``."""
    lines = []
    for chunk in attempt(read_source(path), CATALOGUE[exercise]).chunks:
        body = ast.parse(chunk.text).body
        lines += [ast.unparse(body[index]) for index in chunk.keep or []]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "text",
    [
        "def relu(z): return z",
        "relu = lambda z: z",
        "from numpy import maximum as relu",
        "class relu: pass",
        "if True:\n    def relu(z): return z",
        "try:\n    relu = 1\nexcept Exception:\n    pass",
        "relu: object = 3",
        "(relu, other) = 1, 2",
    ],
)
def test_any_way_of_binding_a_name_is_an_attempt(tmp_path: Path, text: str) -> None:
    path = tmp_path / "alice.py"
    path.write_text(text)
    assert names(path) == ["relu"]


def test_names_inside_functions_are_no_attempt(tmp_path: Path) -> None:
    path = tmp_path / "alice.py"
    path.write_text("def outer():\n    def relu(z): return z\n")
    assert names(path) == []


@pytest.mark.parametrize("marked", [True, False])
def test_the_given_block_of_a_stub_is_no_attempt(tmp_path: Path, marked: bool) -> None:
    stub = CATALOGUE["backward_propagation"].stub
    text = stub if marked else "".join(line for line in stub.splitlines(keepends=True) if not line.startswith("# ---"))
    path = tmp_path / "alice.py"
    path.write_text(text)
    assert names(path) == ["backward_propagation"]


def test_a_stub_is_known_to_be_unwritten(tmp_path: Path) -> None:
    path = tmp_path / "relu.py"
    path.write_text(CATALOGUE["relu"].stub)
    assert attempt(read_source(path), CATALOGUE["relu"]).unwritten == ["relu", "relu_derivative"]


def test_magics_and_shell_lines_are_stripped(tmp_path: Path) -> None:
    path = notebook(
        tmp_path / "n.ipynb",
        "%matplotlib inline\n!pip install numpy\nimport numpy as np\nfiles = !ls\nnp.array?",
        "%%bash\necho relu",
        "%%time\ndef relu(z):\n    %time x = 1\n    message = ('%d'\n      % 3)\n    return np.maximum(0, z)",
    )
    assert "def relu" in kept_lines(path, "relu")
    assert "message" in kept_lines(path, "relu")
    assert read_source(path).error_for({"relu"}) == ""


def test_only_what_the_functions_depend_on_is_run(tmp_path: Path) -> None:
    path = notebook(
        tmp_path / "n.ipynb",
        "import numpy as np\nimport matplotlib.pyplot as plt\nimport not_installed_anywhere",
        "SLOPE = 0.0\nnp.random.seed(1)",
        "def helper(z):\n    return z * (z > 0)\n\ndef relu(z):\n    X = 3\n    return helper(z) + SLOPE",
        "X = relu(np.linspace(-1, 1, 10**9))\nplt.plot(X)\nplt.show()",
        "for epoch in range(10**9):\n    loss = epoch",
        "TABLE = {}\nTABLE['slope'] = 1.0\nTABLE.update(other=2)",
        "def relu_derivative(z):\n    return (z > 0) * TABLE['slope']",
    )
    kept = kept_lines(path, "relu")
    for wanted in ("SLOPE = 0.0", "def helper", "TABLE = {}", "TABLE['slope'] = 1.0", "TABLE.update"):
        assert wanted in kept
    for unwanted in ("plt", "not_installed", "X = relu", "for epoch", "seed"):
        assert unwanted not in kept


def test_a_broken_cell_that_nothing_depends_on_does_no_harm(tmp_path: Path) -> None:
    path = notebook(tmp_path / "n.ipynb", "def broken(:", "def relu(z): return z\ndef relu_derivative(z): return z")
    assert attempt(read_source(path), CATALOGUE["relu"]).problem == ""


def test_a_broken_cell_with_a_graded_function_is_named(tmp_path: Path) -> None:
    path = notebook(tmp_path / "n.ipynb", "x = 1", "def relu(z:\n    return z")
    assert names(path) == ["relu"]
    assert attempt(read_source(path), CATALOGUE["relu"]).problem.startswith(
        "n.ipynb cell 2, line 1: '(' was never closed"
    )


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.py", b"\x7fELF\x00binary", "a.py is a binary file"),
        ("a.py", b"# caf\xe9\ndef relu(z): pass", "a.py is not UTF-8 text: byte 0xe9 in line 1"),
        ("a.py", b"# -*- coding: latin-1 -*-\n", "a.py declares the encoding latin-1"),
        ("a.py", b"x" * (1 << 20) + b"yy", "a.py holds more than 1 MB"),
        ("a.ipynb", b"not json", "a.ipynb is not a notebook: it is not valid JSON"),
        ("a.ipynb", b"[1, 2]", "a.ipynb is not a notebook"),
        ("a.ipynb", b"{}", "a.ipynb is not a notebook: it has no cells"),
        ("a.py", b"(" * 5000, "a.py, line 1"),
        ("a.py", b"x = " + b"-" * 90_000 + b"1", "a.py, line 1"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_sentence(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert read_source(path).error_for({"relu"}).startswith(says)


def test_a_byte_order_mark_is_no_obstacle(tmp_path: Path) -> None:
    path = tmp_path / "a.py"
    path.write_bytes(b"\xef\xbb\xbfdef relu(z): return z\n")
    assert names(path) == ["relu"]


def test_a_notebook_of_an_older_format_is_read(tmp_path: Path) -> None:
    path = tmp_path / "old.ipynb"
    cell = {"cell_type": "code", "input": ["def relu(z):\n", "    return z"], "outputs": []}
    path.write_text(json.dumps({"nbformat": 3, "metadata": {}, "worksheets": [{"cells": [cell]}]}))
    assert names(path) == ["relu"]


def test_of_a_function_defined_again_only_the_last_definition_is_run(tmp_path: Path) -> None:
    path = notebook(
        tmp_path / "n.ipynb",
        "import numpy as np\ndef relu(z):\n    return 1",
        "def relu(z:\n    return 2",
        "def relu(z):\n    return np.maximum(0, z)\nrelu = np.vectorize(relu)\nrelu_derivative = None",
    )
    assert attempt(read_source(path), CATALOGUE["relu"]).problem == ""
    kept = kept_lines(path, "relu")
    assert "return 1" not in kept
    assert "np.maximum" in kept
    assert "np.vectorize" in kept
    assert "import numpy" in kept


@pytest.mark.parametrize(
    "cell",
    [
        "def register(f):\n    KNOWN[f.__name__] = f\n    return f",
        "def fill():\n    KNOWN['kept'] = 1",
        "for name in ['kept']:\n    KNOWN[name] = 1",
        "def outer():\n    inner()\ndef inner():\n    KNOWN['kept'] = 1",
    ],
)
def test_statements_that_act_by_side_effect_are_run(tmp_path: Path, cell: str) -> None:
    act = {"register": "@register\ndef kept(z):\n    return z", "fill": "fill()", "outer": "outer()"}
    calls = next((text for name, text in act.items() if f"def {name}" in cell), "")
    unrelated = "def other():\n    history = []\n    history[0] = 1\nother()"
    path = notebook(
        tmp_path / "n.ipynb", "KNOWN = {}", cell, calls, unrelated, "def relu(z):\n    return KNOWN['kept']"
    )
    kept = kept_lines(path, "relu")
    assert calls in kept
    assert cell.partition("\n")[0].replace('"', "'") in kept
    assert "other" not in kept
