"""The platforms' own programs, run as an instructor runs them, and work to hand in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat

from grader.catalogue import Exercise

RIGHT = """import numpy as np


def relu(z):
    return np.maximum(0, z)


def relu_derivative(z):
    return (z > 0).astype(float)
"""
WRONG = RIGHT.replace("np.maximum(0, z)", "z").replace("z > 0", "z >= 0")
WRONG_SCORE = {"relu": 0.0, "relu_derivative": 5.0}  # a shape alone earns nothing; the slope is off at zero only


def tool(*arguments: str | Path, cwd: Path) -> str:
    """Run ``python -m <arguments>`` in ``cwd``, with a home of its own, and return what it wrote."""
    return _python("-m", *arguments, cwd=cwd)


def script(text: str, *arguments: str | Path, cwd: Path) -> str:
    """Run a few lines of Python that import a platform's package, which warns too much to be imported here."""
    return _python("-c", text, *arguments, cwd=cwd)


def _python(*arguments: str | Path, cwd: Path) -> str:
    home = cwd.parent / "home"
    home.mkdir(exist_ok=True)
    programs = Path(sys.executable).parent  # nbgrader calls alembic by its name
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "PYTEST"))}
    done = subprocess.run(
        [sys.executable, "-P", *map(str, arguments)],
        cwd=cwd,
        env={
            **environment,
            "HOME": str(home),
            "IPYTHONDIR": str(home / "ipython"),
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "PYTHONWARNINGS": "ignore",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def read(path: Path) -> Any:
    """Return a notebook."""
    return nbformat.read(path, as_version=4)


def code_of(node: Any) -> str:
    """Return the code of a notebook."""
    return "\n\n".join(cell.source for cell in node.cells if cell.cell_type == "code")


def all_of(path: Path) -> str:
    """Return everything in a notebook's file, its cells as they are and not as JSON writes them."""
    return "\n".join([path.read_text(encoding="utf-8"), *(cell.source for cell in read(path).cells)])


def fill_in(node: Any, function: str, text: str) -> Any:
    """Put ``text`` in place of the cell that defines ``function``."""
    cell = next(cell for cell in node.cells if cell.cell_type == "code" and f"def {function}(" in cell.source)
    cell.source = text
    return node


def leaks(text: str, exercise: Exercise) -> list[str]:
    """Return what ``text`` holds of an exercise's secret folder that a candidate does not see anyhow."""
    seen = exercise.stub + exercise.brief_path.read_text(encoding="utf-8")
    secret = [
        line.strip()
        for path in sorted(exercise.secret_folder.glob("*.py"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    return [line for line in secret if len(line) > 20 and line not in seen and line in text]
