"""Hostile submissions, really graded: once for all tests of a session."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.reports.corpus import write_submissions

COLUMNS = 80


@dataclass(frozen=True, slots=True)
class Graded:
    """What came of the folder: the written files, the report as data, and what a terminal was sent."""

    folder: Path
    submissions: int
    report: dict[str, Any]
    lines: str
    details: str


def grade(work: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """Run ``gradlings grade`` in ``work`` as for a terminal in colour."""
    settings = {"COLUMNS": str(COLUMNS), "FORCE_COLOR": "1", "PYTHONUTF8": "1"}
    return subprocess.run(
        [sys.executable, "-P", "-m", "grader", "grade", *arguments],
        cwd=work, env={**os.environ, **settings, **environment}, capture_output=True, timeout=300, check=False,
    )  # fmt: skip


@pytest.fixture(scope="session")
def graded(tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """Grade hostile text in every place a candidate controls."""
    work = tmp_path_factory.mktemp("hostile")
    (work / "in").mkdir()
    count = write_submissions(work / "in")
    done = grade(work, "in", "--out", "out", "--details")
    assert done.returncode == 1, done.stderr
    data = (work / "out" / "report.json").read_bytes()
    return Graded(work / "out", count, json.loads(data), lines_of(data), done.stdout.decode())


def lines_of(data: bytes) -> str:
    """Return the view of a line each, as a terminal is sent it, without grading a second time."""
    code = (
        "import msgspec, sys; from grader.report import Report; from grader.commands.style import print_report\n"
        "report = msgspec.json.decode(sys.stdin.buffer.read(), type=Report)\n"
        "print_report(report, {}, as_json=False, details=False)"
    )
    settings = {"COLUMNS": str(COLUMNS), "FORCE_COLOR": "1", "PYTHONUTF8": "1"}
    command = [sys.executable, "-P", "-c", code]
    done = subprocess.run(command, input=data, env={**os.environ, **settings}, capture_output=True, check=True)
    return done.stdout.decode()
