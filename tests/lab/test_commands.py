"""`gradlings lab activations`, `training` and `predictions` as a person runs them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from grader.commands.lab import command
from grader.errors import UsageError
from grader.lab import drawings
from tests.commands.test_grading import run
from tests.commands.test_interruption import assert_nothing_left, hear_ctrl_c, processes_of
from tests.lab.work import WRITTEN

Lab = Callable[..., Result]
SMALL = ("--epochs", "8", "--seeds", "1")


@pytest.fixture
def lab(tmp_path: Path, monkeypatch) -> Lab:
    """Return a way to run the command in a folder that holds a right relu, without a display."""
    (tmp_path / "relu.py").write_text(WRITTEN["relu"])
    monkeypatch.chdir(tmp_path)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "WSL_DISTRO_NAME"):
        monkeypatch.delenv(name, raising=False)
    return lambda *arguments: CliRunner().invoke(command, arguments)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("activations",), "All 2 of your functions are right. The others are the kit's."),
        (("training", *SMALL), "Your network learns as the kit's does: from the same start, the same losses."),
        (("predictions", "--epochs", "8"), "Your network learns as the kit's does"),
    ],
    ids=lambda value: value[0],
)
def test_each_lab_says_how_it_goes_and_whose_the_functions_are(lab: Lab, arguments: tuple[str, ...], says: str) -> None:
    done = lab(*arguments)
    text = " ".join(click.unstyle(done.output).split())
    assert done.exit_code == 0, done.output
    assert says in text
    assert "Yours, from relu.py: relu, relu_derivative. The kit's (not found):" in text
    assert os.listdir() == ["relu.py"]


def test_something_off_is_exit_code_1_and_json_is_all_there_is_on_stdout(lab: Lab) -> None:
    Path("relu.py").write_text(WRITTEN["relu"].replace("z > 0, 1.0", "z >= 0, 1.0"))
    done = lab("activations", "--json", "-o", "a.png")
    assert done.exit_code == 1
    record = json.loads(done.stdout)
    assert record["right"] is False
    assert record["message"] == "1 of your 2 functions is off: relu_derivative."
    assert record["remarks"] == ["relu_derivative is off by up to 1, most at z = 0."]
    assert done.stderr == "Drawn in a.png.\n"
    assert Path("a.png").read_bytes().startswith(b"\x89PNG")


def test_show_without_a_path_draws_a_page_of_the_labs_name_and_says_where_it_is(lab: Lab, monkeypatch) -> None:
    Path("lab-activations.html").write_text("old")
    done = lab("activations", "--show")
    assert done.exit_code == 0
    assert "Drawn in lab-activations.html. There is no display to show it on here" in done.output
    assert Path("lab-activations.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert sorted(os.listdir()) == ["lab-activations.html", "relu.py"]


@pytest.mark.parametrize("name", ["activations", "training", "predictions"])
@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("-o", "a.pdf"), "a.pdf is neither a .png nor an .html file."),
        (("absent.py",), "There is no file absent.py here."),
    ],
)
def test_what_cannot_be_used_is_said_before_anything_is_trained(
    lab: Lab, name: str, arguments: tuple[str, ...], says: str
) -> None:
    done = lab(name, *arguments)
    assert isinstance(done.exception, UsageError)
    assert says in str(done.exception)


@pytest.mark.parametrize("option", ["--noise", "--learning-rate", "--tolerance"])
def test_what_is_no_number_is_within_no_bounds(lab: Lab, option: str) -> None:
    done = lab("training", option, "nan")
    assert done.exit_code == 2
    assert "'nan' is no number." in done.stderr


def test_more_epochs_than_can_be_kept_are_refused(lab: Lab) -> None:
    done = lab("training", "--epochs", "100000", "--seeds", "100")
    assert isinstance(done.exception, UsageError)
    assert "Give fewer --seeds or --epochs." in str(done.exception)


@pytest.mark.parametrize(
    "arguments",
    [("--hidden", "0"), ("--hidden", "x"), ("--hidden", "9,9,9,9,9,9"), ("--epochs", "0"), ("--seeds", "0"),
     ("--learning-rate", "0"), ("--noise", "-1"), ("--samples", "1"), ("--tolerance", "-1")],
)  # fmt: skip
def test_settings_that_make_no_network_are_usage_errors(lab: Lab, arguments: tuple[str, ...]) -> None:
    done = lab("training", *arguments)
    assert done.exit_code == 2
    assert "Traceback" not in done.output


def test_ctrl_c_while_networks_train_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir()
    (tmp_path / "scratch").mkdir()
    (tmp_path / "work" / "relu.py").write_text(WRITTEN["relu"])
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "grader", "lab", "training", "--epochs", "100000", "-o", "a.png"],
        cwd=tmp_path / "work", env={**os.environ, "TMPDIR": str(tmp_path / "scratch")},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=hear_ctrl_c,
    )  # fmt: skip
    deadline = time.monotonic() + 20
    while len(processes_of(tmp_path)) < 3 and time.monotonic() < deadline:  # itself, the zygote, and a worker
        time.sleep(0.05)
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=5)  # far less than the kit's own training would take
    assert process.returncode == 130
    assert errors.strip() == "error: Interrupted; nothing was changed."
    assert output == ""
    assert_nothing_left(tmp_path)
    assert os.listdir(tmp_path / "work") == ["relu.py"]


def test_in_a_notebook_each_lab_is_a_picture_that_a_cell_shows(lab: Lab) -> None:
    for drawing in (drawings.activations(), drawings.training(epochs=5, seeds=1), drawings.predictions(epochs=5)):
        assert drawing._repr_png_().startswith(b"\x89PNG")
        assert len(repr(drawing)) < 100  # notebooks keep it as text beside the picture


def test_help_lists_the_labs_each_with_an_example(tmp_path: Path) -> None:
    shown = run("lab", "--help", cwd=tmp_path).stdout
    for name in ("activations", "gradients", "training", "predictions"):
        assert f"\n    gradlings lab {name}" in shown.split("Examples")[1]
