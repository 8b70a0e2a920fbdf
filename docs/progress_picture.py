"""Draws docs/progress.png: ``python docs/progress_picture.py``, with gradlings installed.

Somebody's fortnight: the answers are right solutions and catalogued mistakes of the kit's own, graded as `gradlings
check` grades them and recorded as it records them. Only the calendar is made up.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from grader.authoring.trials import mistake_source
from grader.boundary.launch import Zygote
from grader.catalogue import Catalogue, Exercise, load_catalogue
from grader.content import own_bank
from grader.grading.own_work import own_submissions
from grader.grading.run import grade_here
from grader.practice.hints import with_hints
from grader.practice.layout import lay_out
from grader.practice.recording import record_report
from grader.practice.store import change_progress
from grader.practice.workspace import Workspace

PICTURE = Path(__file__).resolve().parent / "progress.png"
BEGINS = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)

# Days and minutes from the beginning, exercise, and a mistake (function and name), "right", or "hint".
FORTNIGHT = [
    (0, 0, "relu", "relu_derivative/returns_relu"),
    (0, 3, "relu", "relu_derivative/one_at_zero"),
    (0, 5, "relu", "right"),
    (0, 14, "sigmoid", "sigmoid/naive_exponential"),
    (0, 16, "sigmoid", "hint"),
    (0, 22, "sigmoid", "sigmoid_derivative/value_instead_of_slope"),
    (0, 30, "sigmoid", "right"),
    (1, 4, "tanh", "tanh_derivative/rule_of_sigmoid"),
    (1, 9, "tanh", "right"),
    (1, 20, "mean_squared_error", "mean_squared_error/averaged_over_outputs"),
    (1, 26, "mean_squared_error", "mean_squared_error_derivative/factor_two_missing"),
    (1, 31, "mean_squared_error", "right"),
    (3, 10, "initialize_parameters", "initialize_parameters/variance_for_deviation"),
    (3, 18, "initialize_parameters", "hint"),
    (3, 24, "initialize_parameters", "right"),
    (6, 0, "forward_propagation", "forward_propagation/activation_on_output"),
    (6, 9, "forward_propagation", "right"),
    (6, 30, "backward_propagation", "backward_propagation/slope_at_output"),
    (6, 39, "backward_propagation", "backward_propagation/slope_forgotten"),
    (6, 41, "backward_propagation", "hint"),
    (6, 52, "backward_propagation", "backward_propagation/bias_gradient_averaged"),
    (8, 5, "backward_propagation", "hint"),
    (8, 16, "backward_propagation", "right"),
    (8, 40, "gradient_check", "gradient_check/forward_difference"),
    (8, 52, "gradient_check", "gradient_check/mean_error"),
    (10, 0, "gradient_check", "hint"),
    (10, 12, "gradient_check", "right"),
    (12, 0, "update_parameters", "update_parameters/ascent"),
    (12, 2, "update_parameters", "right"),
    (12, 15, "train_network", "train_network/losses_after_the_update"),
]


def answer(exercise: Exercise, what: str) -> str:
    """Return a right solution of the exercise, or one with a mistake."""
    if what == "right":
        return exercise.solution_path.read_text(encoding="utf-8")
    function, mistake = what.split("/")
    return mistake_source(exercise, function, mistake)


def live(workspace: Workspace, catalogue: Catalogue, zygote: Zygote) -> None:
    """Work through the fortnight in ``workspace``."""
    for days, minutes, name, what in FORTNIGHT:
        at = BEGINS + timedelta(days=days, minutes=minutes)
        exercise = catalogue[name]
        if what == "hint":
            taken = len(_hints(workspace, name))
            change_progress(workspace.progress_path, lambda p, n=name, t=taken, a=at: with_hints(p, n, [t + 1], a))
            continue
        given = f"# --- given ---\n{exercise.given}# --- end of given ---\n" if exercise.given else ""
        workspace.file_of(exercise).write_text(given + answer(exercise, what), encoding="utf-8")
        report = grade_here(own_submissions([name], workspace.root, catalogue), catalogue, zygote)
        record_report(report, workspace.root, clock=lambda a=at: a)


def _hints(workspace: Workspace, name: str) -> tuple[object, ...]:
    return change_progress(workspace.progress_path, lambda progress: progress).of(name).hints


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder, Zygote() as zygote:
        catalogue = load_catalogue([own_bank()])
        workspace = Workspace(Path(folder))
        lay_out(workspace.root, catalogue)
        live(workspace, catalogue, zygote)
        environment = {**os.environ, "TZ": "UTC"}
        command = [sys.executable, "-P", "-m", "grader", "progress", "--plot", "-o", str(PICTURE)]
        subprocess.run(command, cwd=folder, env=environment, check=True)
