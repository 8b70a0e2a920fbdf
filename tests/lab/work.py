"""A candidate's folder for the labs: right answers in a file each, to be spoiled."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from grader.lab.training.experiment import FUNCTIONS
from tests.grading import catalogue

WRITTEN = {
    "relu": "import numpy as np\ndef relu(z): return np.where(z > 0, z, 0.0)\n"
    "def relu_derivative(z): return np.where(z > 0, 1.0, 0.0)\n",
    "sigmoid": "import numpy as np\ndef sigmoid(z): return (1 + np.tanh(z / 2)) / 2\n"
    "def sigmoid_derivative(z):\n    s = sigmoid(z)\n    return s * (1 - s)\n",
    "tanh": "import numpy as np\ntanh = np.tanh\ndef tanh_derivative(z): return 1 - tanh(z) ** 2\n",
}


def write_right_answers(folder: Path, spoil: Callable[[str, str], str] = lambda name, text: text) -> None:
    """Write every exercise's right answer into a file of its own, after ``spoil`` has had its way with it."""
    for exercise in dict.fromkeys(catalogue().find(function) for function in FUNCTIONS):
        text = WRITTEN.get(exercise.name) or "import numpy as np\n" + exercise.solution_path.read_text(encoding="utf-8")
        (folder / f"{exercise.name}.py").write_text(spoil(exercise.name, text), encoding="utf-8")
