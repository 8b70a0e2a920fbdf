"""What must start at once imports nothing heavy; help has examples; completion completes."""

from __future__ import annotations

import subprocess
import sys

import pytest

from grader.commands import COMMANDS
from tests.commands.test_grading import run

HEAVY = {"numpy", "pytest", "_pytest", "matplotlib", "nbformat", "msgspec", "rich", "jinja2"}
RUN = """
import sys, io, contextlib
sys.argv = {argv!r}
from grader.__main__ import main
try:
    with contextlib.redirect_stdout(io.StringIO()) as out: main()
except SystemExit as stop: assert not stop.code, out.getvalue()
print(sorted(set(sys.modules) & {heavy!r}))
"""


@pytest.mark.parametrize(
    "argv",
    [
        ["--help"],
        ["list"],
        ["list", "--json"],
        ["check", "--help"],
        ["lab", "gradients", "--help"],
        ["lab", "training", "--help"],
        ["quiz", "--help"],
        ["review", "--help"],
        ["completion", "bash"],
        ["dev", "check", "--help"],
        ["init", "--help"],
        ["hint", "--help"],
        ["solution", "--help"],
        ["reset", "--help"],
        ["progress", "--help"],
    ],
)
def test_light_commands_import_nothing_heavy(argv: list[str]) -> None:
    code = RUN.format(argv=["gradlings", *argv], heavy=HEAVY)
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "[]\n"


def test_completion_offers_exercises_and_functions_without_importing_numpy(tmp_path) -> None:
    code = "import sys; sys.modules.update(numpy=None, pytest=None); from grader.__main__ import main; main()"
    environment = {
        "_GRADLINGS_COMPLETE": "bash_complete",
        "COMP_WORDS": "gradlings check rel",
        "COMP_CWORD": "2",
        "PATH": "",
    }
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, cwd=tmp_path)
    assert done.stdout.split() == ["plain,relu", "plain,relu_derivative"], done.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name: str, tmp_path) -> None:
    done = run(name, "--help", cwd=tmp_path)
    assert done.returncode == 0
    examples = done.stdout.split("Example")[1]
    assert f"\n    gradlings {name}" in examples  # a line each, not run together
    assert "\\b" not in done.stdout


@pytest.mark.parametrize(
    "names",
    [
        ["dev", "new"],
        ["dev", "check"],
        ["dev", "mutants"],
        ["lab", "gradients"],
        ["progress", "export"],
        ["progress", "import"],
        ["lab", "activations"],
        ["lab", "training"],
        ["lab", "predictions"],
    ],
    ids=" ".join,
)
def test_commands_of_commands_have_help_with_an_example_too(names: list[str], tmp_path) -> None:
    shown = run(*names, "--help", cwd=tmp_path).stdout
    assert f"\n    gradlings {' '.join(names)}" in shown.split("Example")[1]
    assert "\\b" not in shown


def test_list_shows_every_exercise_in_order(tmp_path) -> None:
    shown = [line.split()[0] for line in run("list", cwd=tmp_path).stdout.splitlines() if line.startswith("  ")]
    assert shown == [
        "relu", "sigmoid", "tanh", "mean_squared_error", "initialize_parameters", "forward_propagation",
        "backward_propagation", "gradient_check", "update_parameters", "train_network", "generate_datasets",
        "epochs_to_converge",
    ]  # fmt: skip
