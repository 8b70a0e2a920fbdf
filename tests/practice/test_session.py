"""A session at a terminal: from an empty folder over a named mistake and a hint to a solved exercise."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pexpect

from tests.commands.test_grading import RIGHT, STEP_AT_ZERO
from tests.commands.test_interruption import hear_ctrl_c


def begin(folder: Path, *arguments: str) -> pexpect.spawn:
    environment = {**os.environ, "NO_COLOR": "1", "TERM": "xterm"}
    for size in ("COLUMNS", "LINES"):  # the terminal's own count
        environment.pop(size, None)
    return pexpect.spawn(
        sys.executable, ["-P", "-m", "grader", *arguments], cwd=str(folder), env=environment, timeout=60,
        dimensions=(50, 80), encoding="utf-8", preexec_fn=hear_ctrl_c,
    )  # fmt: skip


def type_at(folder: Path, *arguments: str, answers: dict[str, str] | None = None) -> tuple[str, int]:
    """Run a command, answer its questions, and return what it showed and its exit code."""
    child = begin(folder, *arguments)
    shown = ""
    for question, answer in (answers or {}).items():
        child.expect(question)
        shown += child.before
        child.sendline(answer)
    child.expect(pexpect.EOF)
    shown += child.before
    child.close()
    return shown.replace("\r\n", "\n"), child.exitstatus or 0


def test_from_an_empty_folder_to_a_solved_exercise(tmp_path: Path) -> None:
    shown, code = type_at(tmp_path, "init", "practice")
    assert (code, "cd practice, open 01_relu.py" in shown) == (0, True)
    work = tmp_path / "practice"

    (work / "01_relu.py").write_text(STEP_AT_ZERO)
    shown, code = type_at(work, "check")
    assert (code, "Looks like: The slope at z = 0 is taken as 1" in shown) == (1, True)

    shown, code = type_at(work, "hint")
    assert (code, "hint 1 of 3" in shown, "hint 2 of 3" in shown) == (0, True, False)

    shown, code = type_at(work, "solution", answers={r"all the same\? \[y/N\]: ": "n"})
    assert (code, "Not shown." in shown, "np.maximum" in shown) == (1, True, False)

    (work / "01_relu.py").write_text(RIGHT)
    shown, code = type_at(work, "check", "relu")
    assert (code, "10/10 passed" in shown) == (0, True)

    shown, code = type_at(work, "progress")
    assert code == 0
    assert "1 of 12 done" in shown
    assert "✓ relu" in shown
    assert "9/10" in shown, "the first score"
    assert "1/3" in shown, "the hint"
    assert "Next: sigmoid" in shown
    assert max(map(len, shown.splitlines())) <= 80

    shown, code = type_at(work, "solution", "relu")
    assert (code, "yours: 01_relu.py" in shown, "np.maximum(0.0, z)" in shown) == (0, True, True)

    shown, code = type_at(work, "reset", "relu", answers={r"kept aside\. \[y/N\]: ": "y"})
    assert (code, "empty stub again" in shown) == (0, True)
    assert "NotImplementedError" in (work / "01_relu.py").read_text()
    shown, _ = type_at(work, "progress")
    assert "Next: relu" in shown

    child = begin(work, "solution", "tanh")
    child.expect(r"all the same\? \[y/N\]: ")
    child.sendintr()
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 130
    assert child.before.splitlines()[-1] == "error: Interrupted; nothing was changed."
