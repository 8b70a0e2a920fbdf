"""Ctrl-C and kill leave nothing behind: no process, no folder, no half-written line."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

HANGS = "def relu(z):\n    return z\nwhile True:\n    pass\n"


def hear_ctrl_c() -> None:
    """Answer Ctrl-C even if these tests run in the background, where a shell has it ignored."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    """Start the command line on a submission that hangs, and wait until its worker runs."""
    (folder / "work").mkdir()
    (folder / "scratch").mkdir()
    for number in range(3):
        (folder / "work" / f"hangs{number}.py").write_text(HANGS)
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "grader", *arguments],
        cwd=folder / "work", env={**os.environ, "TMPDIR": str(folder / "scratch")},
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=hear_ctrl_c,
    )  # fmt: skip
    deadline = time.monotonic() + 20
    while len(processes_of(folder)) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(1.5)
    return process


def processes_of(folder: Path) -> list[str]:
    """Return the processes that were given ``folder``'s scratch: the command, its lanes, zygotes and workers."""
    mark, found = os.fsencode(f"TMPDIR={folder / 'scratch'}"), []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                if mark in (entry / "environ").read_bytes().split(b"\0"):
                    found.append(entry.name)
            except OSError:
                continue
    return found


def assert_nothing_left(folder: Path) -> None:
    """Wait a moment for everything to end, and fail if something does not."""
    deadline = time.monotonic() + 5
    while (processes_of(folder) or any((folder / "scratch").iterdir())) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert processes_of(folder) == []
    assert list((folder / "scratch").iterdir()) == []


@pytest.mark.parametrize("arguments", [("check", "hangs0.py"), ("grade", ".", "-j1"), ("grade", ".", "-j2")])
def test_ctrl_c_ends_everything_with_one_sentence(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    process = start(tmp_path, *arguments)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=10)
    assert process.returncode == 130
    assert errors.strip() == "error: Interrupted; nothing was changed."
    assert_nothing_left(tmp_path)


def test_a_killed_grader_takes_its_workers_along(tmp_path: Path) -> None:
    process = start(tmp_path, "check", "hangs0.py")
    process.kill()
    process.communicate(timeout=10)
    assert_nothing_left(tmp_path)


def test_output_read_only_in_part_is_no_error(tmp_path: Path) -> None:
    command = f"{sys.executable} -P -m grader list | head -n 1"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout == "track: network\n"
    assert done.stderr == ""


def test_reports_are_there_before_anything_is_printed(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    for number in range(40):
        (tmp_path / "in" / f"s{number}.py").write_text("def relu(z:\n")
    command = f"{sys.executable} -P -m grader grade in --json --out out | head -c 1"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "error" not in done.stderr
    assert len(list((tmp_path / "out" / "candidates").iterdir())) == 40
    assert (tmp_path / "out" / "journal.jsonl").read_bytes().endswith(b'{"is":"end"}\n')


def test_a_full_disk_is_not_called_the_kits_fault(tmp_path: Path) -> None:
    command = f"{sys.executable} -P -m grader list > /dev/full"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert done.stderr == "error: The output cannot be read or written: no space left on device.\n"
