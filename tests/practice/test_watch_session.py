"""`gradlings` in a workspace, at a real terminal: what somebody sees who practises, save by save."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.catalogue import load_catalogue
from grader.content import own_bank
from grader.practice.layout import lay_out
from tests.commands.test_interruption import processes_of
from tests.practice.saves import SAVES, Save, write_in_place
from tests.practice.watching import Sitting, attempts

RIGHT = """import numpy as np


def relu(z):
    return np.maximum(0, z)


def relu_derivative(z):
    return (z > 0).astype(float)
"""
WRONG = RIGHT.replace("z > 0", "z >= 0")
MISTAKE = "The slope at z = 0 is taken as 1"


def make(folder: Path, *, form: str = "py") -> Path:
    lay_out(folder, load_catalogue([own_bank()]), form)  # type: ignore[arg-type]
    return folder


def test_from_init_to_the_next_exercise(tmp_path: Path) -> None:
    """init → red → the mistake named → a hint → green → next, and back."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "grader", "init", "practice"], cwd=tmp_path, capture_output=True, check=True
    )
    assert b"cd practice" in done.stdout
    folder = tmp_path / "practice"
    relu = folder / "01_relu.py"
    with Sitting(folder) as sitting:
        sitting.sees(
            "relu ReLU and its derivative", "not begun", "0/12", "Read 01_relu.md, fill in 01_relu.py, and save."
        )
        before = termios.tcgetattr(sitting.child.fileno())

        relu.write_text(WRONG)
        sitting.sees("9/10 not yet", f"Looks like: {MISTAKE}", "✗ the slope at z = 0 is 0", "expected 0, got 1", "0/12")

        sitting.press("h")
        sitting.sees("Hint 1 of 3", "Which numpy function compares")
        sitting.press("h")
        sitting.sees("The next hint opens after another attempt", without="Hint 2 of 3")

        relu.write_text(RIGHT)
        sitting.sees("10/10 done", "1/12", "n goes on to sigmoid", without=MISTAKE)
        time.sleep(0.5)
        sitting.read()
        assert "relu ReLU" in sitting.text  # it never goes on by itself

        sitting.press("n")
        sitting.sees("sigmoid Sigmoid and its derivative", "02_sigmoid.py", "not begun", "1/12")

        relu.write_text(WRONG.replace("astype", "astype  "))
        sitting.sees("relu ReLU and its derivative", "9/10 not yet", "0/12")

        sitting.press("q")
        assert sitting.ends() == 0
        assert "0 of 12 done. `gradlings` goes on here." in sitting.text
    assert attempts(folder, "relu") == [9.0, 10.0, 9.0]
    assert before[3] & termios.ICANON == 0  # keys one by one while it runs


class Scene:
    """A workspace being watched, in which each save gets another score than the one before."""

    def __init__(self, folder: Path, sitting: Sitting) -> None:
        self.folder, self.sitting = folder, sitting
        self.relu = folder / "01_relu.py"
        self._count = 0

    def another_text(self) -> tuple[str, str]:
        """Return a source that was not saved before, and what is to be seen of it."""
        self._count += 1
        right = self._count % 2 == 0
        return f"# version {self._count}\n{RIGHT if right else WRONG}", "10/10 done" if right else "9/10 not yet"


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    folder = make(tmp_path_factory.mktemp("practice") / "work")
    with Sitting(folder) as sitting:
        sitting.sees("not begun", "fill in 01_relu.py")
        yield Scene(folder, sitting)


@pytest.mark.parametrize("save", SAVES.values(), ids=SAVES.keys())
def test_each_kind_of_save_is_graded_once(scene: Scene, save: Save) -> None:
    before = attempts(scene.folder, "relu")
    text, seen = scene.another_text()
    save(scene.relu, text)
    scene.sitting.sees(seen)
    assert len(attempts(scene.folder, "relu")) == len(before) + 1


def test_a_touch_is_not_graded(scene: Scene) -> None:
    before, shown = attempts(scene.folder, "relu"), scene.sitting.lines
    os.utime(scene.relu)
    scene.relu.write_text(scene.relu.read_text())
    for _ in range(4):
        scene.sitting.read()
    assert attempts(scene.folder, "relu") == before
    assert scene.sitting.lines == shown


def test_a_syntax_error_is_said_and_is_no_attempt(scene: Scene) -> None:
    before = attempts(scene.folder, "relu")
    scene.relu.write_text(RIGHT.replace("def relu(z):", "def relu(z:"))
    scene.sitting.sees("01_relu.py, line 4", "no attempt", "cannot be graded")
    text, seen = scene.another_text()
    scene.relu.write_text(text)
    scene.sitting.sees(seen, without="line 4")
    assert len(attempts(scene.folder, "relu")) == len(before) + 1


def test_of_saves_during_a_check_the_newest_is_graded(scene: Scene) -> None:
    before = attempts(scene.folder, "relu")
    slow = "import time\ntime.sleep(0.6)\n" + WRONG
    scene.relu.write_text(slow)
    time.sleep(0.25)  # it is being checked by now
    scene.relu.write_text("# never looked at\n" + WRONG)
    time.sleep(0.05)
    scene.relu.write_text("# the newest\n" + RIGHT)
    scene.sitting.until(lambda: len(attempts(scene.folder, "relu")) >= len(before) + 2, "two attempts")
    scene.sitting.sees("10/10 done")
    assert attempts(scene.folder, "relu")[len(before) :] == [9.0, 10.0]


def test_a_loop_without_end_leaves_the_keys_alive_and_gives_way_to_its_cure(scene: Scene) -> None:
    before = attempts(scene.folder, "relu")
    scene.relu.write_text(WRONG.replace("return np.maximum(0, z)", "while True: pass"))
    scene.sitting.sees("A loop that never ends?")
    scene.sitting.press("l")
    scene.sitting.sees("All exercises: 12")
    scene.sitting.press("l")
    scene.relu.write_text("# cured\n" + RIGHT)
    scene.sitting.sees("10/10 done")
    assert attempts(scene.folder, "relu")[len(before) :] == [10.0]


def test_of_many_files_at_once_each_is_graded_once(scene: Scene) -> None:
    """As `git checkout` of another branch does."""
    catalogue = load_catalogue([own_bank()])
    names = ["relu", "sigmoid", "tanh", "update_parameters"]
    before = {name: len(attempts(scene.folder, name)) for name in names}
    branch = {
        next(scene.folder.glob(f"*_{name}.py")): "\n".join([
            "# the branch", catalogue[name].given, catalogue[name].solution_path.read_text()
        ])
        for name in names
    }  # fmt: skip
    for path, text in branch.items():
        write_in_place(path, text)
    scene.sitting.until(
        lambda: all(len(attempts(scene.folder, name)) == before[name] + 1 for name in names), "an attempt each"
    )
    scene.sitting.sees("relu ReLU", "4/12")


def test_check_all_and_the_list(scene: Scene) -> None:
    before = attempts(scene.folder, "relu")
    scene.sitting.press("c")
    scene.sitting.sees("All checked: 4 of 12 done")
    assert attempts(scene.folder, "relu") == before  # the same bytes are no new attempt
    scene.sitting.press("f", "/")
    scene.sitting.press(*"propag", "\r")
    scene.sitting.sees("forward_propagation", "backward_propagation", without="update_parameters")
    scene.sitting.press("j", "\r")
    scene.sitting.sees("backward_propagation Backpropagation", "not begun")


def test_the_solution_is_shown_on_confirmation_only(scene: Scene) -> None:
    scene.sitting.press("s")
    scene.sitting.sees("before you have solved it?")
    scene.sitting.press("n")
    scene.sitting.sees("Nothing was changed.", "backward_propagation")
    scene.sitting.press("s", "y")
    scene.sitting.sees("what an interviewer listens for", "yours")
    scene.sitting.press("q")
    scene.sitting.sees("not begun")


def test_reset_keeps_the_work_aside(scene: Scene) -> None:
    work = "# mine\n" + WRONG
    scene.relu.write_text(work)
    scene.sitting.sees("9/10 not yet")
    scene.sitting.press("x")
    scene.sitting.sees("Put the empty stub back?")
    scene.sitting.press("y")
    scene.sitting.sees("The stub is back. Your work is kept as .gradlings/aside/", "not begun")
    assert work in [kept.read_text() for kept in (scene.folder / ".gradlings" / "aside").iterdir()]


def test_a_file_that_is_renamed_is_followed(scene: Scene) -> None:
    before = len(attempts(scene.folder, "sigmoid"))
    renamed = scene.folder / "my_sigmoid.py"
    next(scene.folder.glob("*_sigmoid.py")).rename(renamed)
    time.sleep(0.3)  # it is missed, looked for, and found to hold the same
    renamed.write_text(renamed.read_text().replace("def sigmoid(z):", "def sigmoid(z):\n    return z"))
    scene.sitting.sees("sigmoid Sigmoid", "my_sigmoid.py", "not yet")
    assert len(attempts(scene.folder, "sigmoid")) == before + 1
    renamed.unlink()
    scene.sitting.sees("no file", "is not there")


def test_a_picture_is_drawn_meanwhile(scene: Scene) -> None:
    scene.sitting.press("l", "\x1b[F", "\r")
    scene.sitting.sees("epochs_to_converge Epochs")
    scene.sitting.press("p")
    scene.sitting.sees("Drawn: .gradlings/plots/progress.png")
    assert (scene.folder / ".gradlings" / "plots" / "progress.png").read_bytes().startswith(b"\x89PNG")


def test_another_size_is_another_screen(scene: Scene) -> None:
    sitting = scene.sitting
    sitting.screen.resize(20, 50)
    sitting.child.setwinsize(20, 50)
    sitting.sees("x reset p plot q quit")
    assert max(map(len, sitting.lines)) == 50


def test_ctrl_c_leaves_the_terminal_as_it_was_and_nothing_running(tmp_path: Path) -> None:
    folder = make(tmp_path / "work")
    (tmp_path / "scratch").mkdir()
    with Sitting(folder, "watch", environment={"TMPDIR": str(tmp_path / "scratch"), "NO_COLOR": "1"}) as sitting:
        sitting.sees("not begun")
        (folder / "01_relu.py").write_text("while True: pass\n" + RIGHT)
        sitting.sees("checking…")
        assert len(processes_of(tmp_path)) > 2
        sitting.child.sendintr()
        assert sitting.ends() == 130
        assert b"\x1b[3" not in sitting.sent.replace(b"\x1b[?", b"")  # no colour where none is wanted
        assert sitting.sent.rindex(b"\x1b[?1049l") > sitting.sent.rindex(b"\x1b[?1049h")
        assert sitting.sent.rindex(b"\x1b[?25h") > sitting.sent.rindex(b"\x1b[?25l")
    deadline = time.monotonic() + 5
    while processes_of(tmp_path) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert processes_of(tmp_path) == []


def test_without_a_terminal_verdicts_are_lines(tmp_path: Path) -> None:
    """And notebooks are checked as files are; `--poll` notices them, too."""
    folder = make(tmp_path / "work", form="ipynb")
    command = [sys.executable, "-P", "-m", "grader", "watch", "--poll"]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert "Watching" in process.stdout.readline()
        notebook = folder / "01_relu.ipynb"
        text = notebook.read_text()
        written = text.replace("raise NotImplementedError", "return np.maximum(0, z)")
        assert written != text
        notebook.write_text(written)
        lines = []
        while not lines or "done" not in lines[-1]:
            lines.append(process.stdout.readline())
        process.send_signal(signal.SIGTERM)
        rest, errors = process.communicate(timeout=20)
    assert process.returncode == 143
    assert lines[0].startswith("relu ")
    assert lines[-1] == "0 of 12 done\n"
    assert (rest, errors) == ("", "")
    assert len(attempts(folder, "relu")) == 1
