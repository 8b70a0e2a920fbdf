"""How fast grading is, as ratios against pytest without isolation, each pair measured in turn in this run.

    python benchmarks/grading.py

The peer runs the same hidden suite, the same comparisons and the same submissions, imported into one plain pytest
session: no worker, no boundary, nothing safe. Run it from an environment where gradlings is installed (not editable: an
editable install compiles the kit's modules anew where bytecode is not written).
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS_COLD = 15
ROUNDS_BATCH = 5
SUBMISSIONS = 100
GRADLINGS = shutil.which("gradlings", path=str(Path(sys.executable).parent)) or "gradlings"

RIGHT = """import numpy as np


def relu(z):
    return np.maximum(0, z)


def relu_derivative(z):
    return (z > 0).astype(float)
"""
WRONG = RIGHT.replace("z > 0", "z >= 0")

PEER = '''"""The hidden suite of relu against every submission of a folder, in one process and unprotected."""

import importlib.util
import inspect
from pathlib import Path

import numpy as np
import pytest

from grader.boundary.invoke import invoke

SUITE = {suite!r}
SUBMISSIONS = {submissions!r}


def load(path):
    spec = importlib.util.spec_from_file_location(Path(path).stem, path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


class Record:
    def __init__(self, function, outcome):
        if outcome.error is not None:
            raise outcome.error
        self.function, self.value = function, outcome.value
        self.changed, self.warnings = outcome.changed, outcome.warnings


class Unprotected:
    def __init__(self, module):
        self.module = module

    def __getattr__(self, name):
        return getattr(self.module, name)

    def call(self, name, *args, **kwargs):
        return Record(name, invoke(getattr(self.module, name), list(args), kwargs))


@pytest.fixture(params=[load(path) for path in SUBMISSIONS], ids=[Path(path).stem for path in SUBMISSIONS])
def candidate(request):
    return Unprotected(request.param)


@pytest.fixture
def reference():
    return load({solution!r})


globals().update({{name: value for name, value in vars(load(SUITE)).items() if name.startswith("test_")}})
'''


def seconds(command: list[str], folder: Path) -> float:
    """Return the wall-clock time of one run of ``command``."""
    environment = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    began = time.perf_counter()
    subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    return time.perf_counter() - began


def compare(title: str, ours: list[str], theirs: list[str], folder: Path, rounds: int, limit: float) -> None:
    """Print the median times of two commands run in turn, and the median of their ratios."""
    for command in (ours, theirs):
        seconds(command, folder)
    pairs = [(seconds(ours, folder), seconds(theirs, folder)) for _ in range(rounds)]
    first, second = (statistics.median(column) for column in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(
        f"{title:<46} {1e3 * first:8.0f} ms  {1e3 * second:8.0f} ms  ratio {ratio:5.2f}  (limit {limit:g})", flush=True
    )


def write_peer(folder: Path, submissions: list[Path]) -> Path:
    """Write the peer's test file and return its path."""
    from grader.catalogue import load_catalogue

    exercise = load_catalogue()["relu"]
    path = folder / "test_peer.py"
    path.write_text(
        PEER.format(
            suite=str(exercise.suite_path),
            solution=str(exercise.solution_path),
            submissions=[str(s) for s in submissions],
        )
    )
    return path


def main() -> None:
    """Print every ratio."""
    pytest = [sys.executable, "-m", "pytest", "-q", "--tb=short"]
    click = [sys.executable, "-c", "import click"]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print(f"{'':<46} {'gradlings':>11}  {'peer':>11}")
        compare("gradlings --help / import click", [GRADLINGS, "--help"], click, folder, 2 * ROUNDS_COLD, 1.25)
        compare("gradlings list / import click", [GRADLINGS, "list"], click, folder, 2 * ROUNDS_COLD, 1.25)
        one = folder / "relu.py"
        one.write_text(WRONG)
        peer = write_peer(folder, [one])
        compare(
            "one typical mistake, cold / pytest",
            [GRADLINGS, "check", "relu"],
            [*pytest, str(peer)],
            folder,
            ROUNDS_COLD,
            1.15,
        )
        batch = folder / "batch"
        batch.mkdir()
        for number in range(SUBMISSIONS):
            (batch / f"s{number:03}.py").write_text(WRONG if number % 4 == 0 else RIGHT)
        peer = write_peer(folder, sorted(batch.glob("*.py")))
        for lanes, limit in ((1, 2.0), (2, 1.25)):
            grade = [GRADLINGS, "grade", str(batch), "--jobs", str(lanes)]
            title = f"{SUBMISSIONS} submissions, {lanes} lane{'s' * (lanes > 1)} / one pytest session"
            compare(title, grade, [*pytest, str(peer)], folder, ROUNDS_BATCH, limit)


if __name__ == "__main__":
    main()
