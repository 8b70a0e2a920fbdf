"""An interview that is conducted without a terminal, as a script says."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from grader.catalogue import Catalogue
from grader.interview.conduct import Interview, Terms, begin, leave, look_into, resume, status, take
from grader.interview.selection import Set
from grader.practice.manifest import Manifest, write_manifest
from grader.practice.workspace import Workspace
from grader.report import CheckReport, ExerciseReport, Verdict
from tests.grading import catalogue
from tests.interview.clocks import HandMoved

CATALOGUE: Catalogue = catalogue()
RELU = """
import numpy as np


def relu(z):
    return np.maximum(z, 0.0)


def relu_derivative(z):
    return (z > 0).astype(float)
"""
RELU_AT_ZERO = RELU.replace("z > 0", "z >= 0")
STEP = """
def update_parameters(parameters, gradients, learning_rate):
    return {key: value - learning_rate * gradients["d" + key] for key, value in parameters.items()}
"""
STEP_UPHILL = STEP.replace("value -", "value +")


@dataclass
class Stage:
    """An interview, the workspace it lies in, and the machine it takes place on."""

    workspace: Workspace
    machine: HandMoved
    interview: Interview

    @property
    def folder(self) -> Path:
        return self.interview.folder

    def wait(self, minutes: float) -> str:
        """Let time pass with the program on the screen; return its last line at the top."""
        shown = status(self.interview)
        for _ in range(round(minutes * 6)):
            self.machine.pass_time(10)
            shown = status(self.interview)
        return shown

    def save(self, exercise: str, source: str) -> None:
        """Save a file."""
        (self.folder / f"{exercise}.py").write_text(source, encoding="utf-8")

    def graded(self, exercise: str, score: float, verdict: Verdict = "failed") -> str:
        """Let the file be graded as it is."""
        return take(self.interview, report(exercise, score, verdict), self.interview.timer.now())

    def come_back(self) -> None:
        """Start the program anew."""
        if not self.interview.log.closed:
            self.interview.log.close()
        self.interview = resume(look_into(self.folder, self.machine.clock))

    def leave(self) -> None:
        leave(self.interview)


def report(exercise: str, score: float, verdict: Verdict = "failed") -> ExerciseReport:
    """Return a report as it is shown at the level `verdict`."""
    check = CheckReport("check_1", "check 1", exercise, "passed" if verdict == "passed" else "failed", 0.0, 1.0)
    return ExerciseReport(exercise, score, CATALOGUE[exercise].points, 0.01, verdict, checks=[check])


@contextlib.contextmanager
def stage(
    place: Path, *names: str, minutes: float = 45, terms: Terms | None = None, machine: HandMoved | None = None
) -> Iterator[Stage]:
    """Begin an interview of these exercises in a workspace at ``place``."""
    workspace = Workspace(place)
    write_manifest(workspace.manifest_path, Manifest())
    machine = machine or HandMoved()
    chosen = Set(tuple(CATALOGUE[name] for name in names or ("relu", "update_parameters")), seed=7)
    scene = Stage(workspace, machine, begin(place / "talk", chosen, terms or Terms(minutes), machine.clock))
    try:
        yield scene
    finally:
        scene.interview.log.close()
