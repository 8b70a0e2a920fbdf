"""`gradlings lab gradients` as a person runs it, on right, wrong and hostile submissions."""

from __future__ import annotations

import json
import os
from pathlib import Path

import nbformat
import pytest
from click.testing import CliRunner

from grader.authoring.trials import variant_files
from grader.boundary.launch import Zygote
from grader.boundary.module import GivenFunctions
from grader.commands.lab import command
from grader.errors import UsageError
from grader.lab.gradients.comparison import Setting
from grader.lab.gradients.session import examine
from grader.suite.reference import load_misconceptions
from tests.commands.test_grading import run
from tests.grading import catalogue, misconception_source
from tests.lab.networks import ON_A_KINK

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = str(ROOT / "examples" / "bias_averaged.py")
EXERCISE = catalogue()["backward_propagation"]
RIGHT = "import numpy as np\n" + EXERCISE.solution_path.read_text(encoding="utf-8")
HEAD = "import os, numpy as np\ndef backward_propagation(parameters, cache, y_true, activation='relu'):\n    "


@pytest.fixture(scope="module")
def zygote():
    with Zygote() as started:
        yield started


def test_the_example_is_shown_with_its_mistake(tmp_path: Path) -> None:
    done = run("lab", "gradients", EXAMPLE, cwd=tmp_path)
    assert done.returncode == 1
    assert "3 of 6 gradients are off: db1, db2, db3." in done.stdout
    assert "\x1b" not in done.stdout
    assert "\x1b" in run("lab", "gradients", EXAMPLE, cwd=tmp_path, FORCE_COLOR="1").stdout


def test_a_right_one_ends_with_0_whatever_the_network(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text(RIGHT)
    for options in ((), ("-a", "tanh", "-l", "2,3,1", "-n", "1"), ("--zero-biases", "--seed", "8")):
        done = run("lab", "gradients", "a.py", *options, cwd=tmp_path)
        assert done.returncode == 0, done.stdout
        assert "✓ Every gradient is right." in done.stdout


def test_in_a_workspace_no_name_is_needed(tmp_path: Path) -> None:
    (tmp_path / "07_backward_propagation.py").write_text(RIGHT)
    for name in ((), ("backward_propagation",)):
        done = run("lab", "gradients", *name, cwd=tmp_path)
        assert (done.returncode, done.stdout.splitlines()[0]) == (0, "07_backward_propagation.py")


@pytest.mark.parametrize("file", variant_files(EXERCISE), ids=lambda file: file.stem)
def test_right_but_unusual_ones_are_right(file: Path, zygote: Zygote) -> None:
    for activation in ("relu", "sigmoid", "tanh"):
        for setting in (
            Setting(activation=activation),
            Setting((1, 4, 4, 2), 3, activation, 8, 1e-4, zero_biases=True),
        ):
            lab = examine(file, setting, catalogue(), zygote)
            assert lab.right, (setting, lab.answer)
            assert all(p.against_differences is not None and p.against_differences.right for p in lab.parameters)


def test_catalogued_mistakes_are_seen(tmp_path: Path, zygote: Zygote) -> None:
    unseen = set()
    for mistake in load_misconceptions(EXERCISE, GivenFunctions(EXERCISE.given)):
        if mistake.equivalent:
            continue
        file = tmp_path / f"{mistake.name}.py"
        file.write_text(misconception_source(EXERCISE, mistake.function, mistake.name))
        settings = [Setting(activation=activation) for activation in ("relu", "sigmoid", "tanh")]
        settings.append(ON_A_KINK)
        labs = (examine(file, setting, catalogue(), zygote) for setting in settings)
        if all(lab.right and not lab.answer.remarks for lab in labs):
            unseen.add(mistake.name)
    # The lab names the activation in its call, and draws no values that overflow.
    assert unseen == {"overflowing_slope", "tanh_by_default"}


def test_a_file_that_plots_at_the_top_is_right_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("import matplotlib.pyplot as plt\nplt.plot([1, 2])\n" + RIGHT)
    done = run("lab", "gradients", "a.py", cwd=tmp_path)
    assert done.returncode == 0, done.stdout


def test_a_notebook_is_read_as_well(tmp_path: Path) -> None:
    cells = [nbformat.v4.new_code_cell("import numpy as np"), nbformat.v4.new_code_cell("1/0")]
    notebook = nbformat.v4.new_notebook(cells=[*cells, nbformat.v4.new_code_cell(RIGHT)])
    nbformat.write(notebook, tmp_path / "a.ipynb")
    assert run("lab", "gradients", "a.ipynb", cwd=tmp_path).returncode == 0


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("raise NotImplementedError", "backward_propagation is not written yet"),
        ("return cache['Z9']", "raised KeyError: 'Z9' (a.py, line 3, in backward_propagation: `return cache['Z9']`)."),
        ("import time; time.sleep(60)", "backward_propagation(…) took longer than 5 s and was stopped."),
        ("os._exit(3)", "The submission ended its own process (exit code 3)."),
        ("return [1]", "backward_propagation(…) is a list; it should be a dict"),
        ("pass", "backward_propagation(…) is None; it should be a dict"),
        ("return object()", "backward_propagation(…) is an object; it should be a dict"),
        ("return {'dW1': np.zeros((3, 4)), 2: None, 'db1': lambda: 1}", "Every gradient is off."),
        ("return {'dW1': np.zeros((9000, 9000))}", "a.py"),
        ("return (", "a.py, line 3: '(' was never closed"),
        ("print('\\x1b[2Jhidden'); raise SystemExit('\\x1b[2J')", "raised SystemExit"),
    ],
)
def test_whatever_is_wrong_is_a_sentence(tmp_path: Path, monkeypatch, body: str, says: str) -> None:
    (tmp_path / "a.py").write_text(HEAD + body + "\n")
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(command, ["gradients", "a.py", "-o", "a.html"])
    assert done.exit_code == 1, done.output
    assert says in " ".join(done.stdout.split())
    assert "epsilon" in done.stdout  # what can be shown is shown
    assert done.stderr == ""
    assert "\x1b" not in done.stdout
    assert (tmp_path / "a.html").stat().st_size > 10_000


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("absent.py",), "There is no file absent.py."),
        (("notes.txt",), "notes.txt is neither a .py file nor a notebook"),
        (("relu.py",), "relu.py does not define backward_propagation"),
        (("relu",), "relu.py does not define backward_propagation"),
        (("tanh",), "No file here holds tanh"),
        (("trains",), "No exercise or function is called 'trains'."),
        (("a.py", "--layers", "3"), "Give the units of each layer"),
        (("a.py", "--layers", "3,0,1"), "Give the units of each layer"),
        (("a.py", "--layers", "3,x"), "Give the units of each layer"),
        (("a.py", "--layers", "3,1000"), "Give the units of each layer"),
        (("a.py", "--layers", "64,64,64,64", "--samples", "256"), "is too large to move every entry of."),
        (("a.py", "--samples", "0"), "0 is not in the range"),
        (("a.py", "--epsilon", "0"), "0.0 is not in the range"),
        (("a.py", "-o", "a.pdf"), "a.pdf is neither a .png nor an .html file."),
        (("a.py", "-o", "no/such/a.png"), "no/such/a.png cannot be written"),
    ],
)
def test_what_cannot_be_used_is_one_sentence_and_exit_code_2(
    tmp_path: Path, monkeypatch, arguments: tuple[str, ...], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.py").write_text(RIGHT)
    (tmp_path / "relu.py").write_text("def relu(z): return z\n")
    (tmp_path / "notes.txt").write_text("x")
    done = CliRunner().invoke(command, ["gradients", *arguments])
    if isinstance(done.exception, UsageError):  # which the command line shows as one sentence, and ends with 2
        assert says in str(done.exception)
    else:
        assert done.exit_code == 2
        assert says in " ".join(done.output.split())


def test_pictures_and_pages_are_written_whole_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "out.png").write_bytes(b"old")
    for name in ("out.png", "out.html"):
        assert run("lab", "gradients", EXAMPLE, "-o", name, cwd=tmp_path).returncode == 1
    assert sorted(os.listdir(tmp_path)) == ["out.html", "out.png"]
    assert (tmp_path / "out.png").read_bytes().startswith(b"\x89PNG")
    assert (tmp_path / "out.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_json_is_all_there_is_on_stdout(tmp_path: Path) -> None:
    done = run("lab", "gradients", EXAMPLE, "--json", "-o", "a.png", cwd=tmp_path)
    record = json.loads(done.stdout)
    assert record["message"] == "3 of 6 gradients are off: db1, db2, db3."
    assert [p["name"] for p in record["parameters"] if not p["right"]] == ["db1", "db2", "db3"]


def test_where_the_output_takes_ascii_only_letters_are_drawn(tmp_path: Path) -> None:
    done = run("lab", "gradients", EXAMPLE, "-a", "tanh", cwd=tmp_path, PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "b  X X X X" in done.stdout


def test_help_has_examples(tmp_path: Path) -> None:
    done = run("lab", "gradients", "--help", cwd=tmp_path)
    assert "\n    gradlings lab gradients backward_propagation.py\n" in done.stdout.split("Examples")[1]
