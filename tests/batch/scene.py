"""A class of submissions, and runs of the command over it."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.commands.test_grading import RIGHT, STEP_AT_ZERO

NAMES = [f"s{number:02}" for number in range(24)]

_TIMES = {
    ".json": rb'"seconds": [0-9.e-]+',
    ".xml": rb'time="[0-9.]+"',
    ".csv": rb'(?<=[0-9]),[0-9.e-]+(?=,")',  # behind the numbers of the score, before text
    ".html": rb"<li>[^\n]* s</li>\n|\b[0-9.]+(?: min [0-9]+)? s\b",  # the slowest, and any time
    ".md": rb"\b[0-9.]+(?: min [0-9]+)? s\b",
}


def hand_in(folder: Path, names: list[str] = NAMES) -> None:
    """Write a submission for each name: right ones, wrong ones, and some that cannot be graded or end their process."""
    folder.mkdir()
    texts = [
        RIGHT,
        STEP_AT_ZERO,
        RIGHT,
        "def relu(z:\n",
        "def tanh(z): return z\n",
        f"import os\n{RIGHT}\nos._exit(3)\n",
    ]
    for number, name in enumerate(names):
        (folder / f"{name}.py").write_text(texts[number % len(texts)])


def command(*arguments: str) -> list[str]:
    """Return a command line."""
    return [sys.executable, "-P", "-m", "grader", *arguments]


def start(*arguments: str, cwd: Path) -> subprocess.Popen[str]:
    """Start a command that answers Ctrl-C, also where these tests run in the background."""
    return subprocess.Popen(
        command(*arguments),
        cwd=cwd, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip


def results_in(folder: Path) -> list[str]:
    """Return the names in a journal, in the order they were finished, so far as they are written to the end."""
    try:
        data = (folder / "journal.jsonl").read_bytes()
    except FileNotFoundError:
        return []
    lines = data[: data.rfind(b"\n") + 1].splitlines()
    return [record["name"] for record in map(json.loads, lines) if record["is"] == "result"]


def wait_until(holds: Callable[[], bool], seconds: float = 60.0) -> None:
    """Wait for something that another process does."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, "it did not happen"
        time.sleep(0.005)


def without_times(value: Any) -> Any:
    """Return a report without the seconds, in which alone two runs differ."""
    if isinstance(value, dict):
        return {key: without_times(part) for key, part in value.items() if key != "seconds"}
    return [without_times(part) for part in value] if isinstance(value, list) else value


def report_in(folder: Path) -> Any:
    """Return the JSON report in a folder, without times."""
    return without_times(json.loads((folder / "report.json").read_text(encoding="utf-8")))


def documents_in(folder: Path) -> dict[str, bytes]:
    """Return all that was written about a run but its journal, without times."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".jsonl"]
    return {str(path.relative_to(folder)): re.sub(_TIMES[path.suffix], b"", path.read_bytes()) for path in files}


def children_of(pid: int) -> list[int]:
    """Return the processes that a process has started and that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                status = (entry / "stat").read_text()
            except OSError:
                continue
            if int(status.rpartition(")")[2].split()[1]) == pid:
                found.append(int(entry.name))
    return found


def is_alive(pid: int) -> bool:
    """Say whether a process runs; one that has ended and was not asked for how does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def kill(pid: int) -> None:
    """End a process as the kernel does when memory runs out."""
    os.kill(pid, signal.SIGKILL)
