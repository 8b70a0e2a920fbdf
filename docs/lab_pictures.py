"""Draws the labs' pictures here: ``python docs/lab_pictures.py``, with gradlings installed.

The activations hold two common mistakes, the losses are those of examples/bias_averaged.py, and the predictions come
from a right training loop, one of those that the tests keep.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
ACTIVATIONS = """import numpy as np


def relu(z):
    return np.maximum(0, z)


def relu_derivative(z):
    return (z >= 0).astype(float)  # 1 at z = 0


def sigmoid(z):
    return 0.5 * (1 + np.tanh(z / 2))


def sigmoid_derivative(z):
    return 1 - sigmoid(z) ** 2  # the rule of tanh


def tanh(z):
    return np.tanh(z)
"""


def draw(folder: Path, *arguments: str) -> None:
    """Let a lab draw; some of what is drawn is wrong on purpose, which makes the exit code 1."""
    command = [sys.executable, "-P", "-m", "grader", "lab", *arguments]
    done = subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=False)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(arguments)} ended with exit code {done.returncode}.")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        (folder / "activations.py").write_text(ACTIVATIONS, encoding="utf-8")
        right = ROOT / "solutions" / "train_network" / "variants" / "plain.py"
        (folder / "train_network.py").write_text(right.read_text(encoding="utf-8"), encoding="utf-8")
        draw(folder, "activations", "activations.py", "-o", str(DOCS / "activations.png"))
        draw(folder, "predictions", "train_network.py", "-o", str(DOCS / "predictions.png"))
    draw(ROOT, "training", "examples/bias_averaged.py", "-o", str(DOCS / "training.png"))
    for name in ("activations", "training", "predictions"):
        with Image.open(DOCS / f"{name}.png") as picture:  # 256 colours are enough, and half the size
            picture.convert("RGB").quantize(256, dither=Image.Dither.NONE).save(DOCS / f"{name}.png", optimize=True)
