"""A picture, drawn by another process while the screen goes on: of the functions on the screen, or of the progress."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.catalogue import Exercise
    from grader.practice.workspace import Workspace

# What the lab can draw of an exercise; of the others, the progress is drawn.
_LABS = {
    "relu": "activations", "sigmoid": "activations", "tanh": "activations", "forward_propagation": "predictions",
    "backward_propagation": "gradients", "train_network": "training",
}  # fmt: skip
_OF_ONE_FILE = ("activations", "gradients")  # the others look for all that a network needs
_VIEWERS = {"darwin": "open", "linux": "xdg-open"}


class Plotting:
    """At most one picture at a time."""

    def __init__(self, workspace: Workspace) -> None:
        self._root, self._folder = workspace.root, workspace.state / "plots"
        self._process: subprocess.Popen[bytes] | None = None
        self._viewer: subprocess.Popen[bytes] | None = None  # goes on when we end
        self._picture = self._folder

    @property
    def is_drawing(self) -> bool:
        """Whether a picture is being drawn."""
        return self._process is not None

    def draw(self, exercise: Exercise, file: Path) -> str:
        """Begin to draw, and return a sentence for the person."""
        if self._process is not None:
            return "A picture is being drawn already."
        lab = _LABS.get(exercise.name)
        self._picture = self._folder / f"{exercise.name if lab else 'progress'}.png"
        arguments = ["lab", lab, *[str(file)] * (lab in _OF_ONE_FILE)] if lab else ["progress", "--plot"]
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._picture.unlink(missing_ok=True)
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "grader", *arguments, "-o", str(self._picture)],
                cwd=self._root, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
                start_new_session=True,
            )  # fmt: skip
        except OSError as error:
            return f"No picture can be drawn: {error.strerror}."
        return "Drawing your functions…" if lab else "Drawing your progress…"

    def news(self) -> str:
        """Return a sentence if a picture has been drawn, or cannot be."""
        if self._process is None or self._process.poll() is None:
            return ""
        process, self._process = self._process, None
        assert process.stderr is not None
        with process.stderr:
            said = process.stderr.read().decode("utf-8", "replace").strip().splitlines()
        if not self._picture.exists():
            reason = said[-1].removeprefix("error: ") if said else "the command that draws ended early."
            return f"No picture: {reason}"
        shown = self._picture.relative_to(self._root)
        self._viewer = _opened(self._picture)
        return f"Drawn, and opened: {shown}" if self._viewer is not None else f"Drawn: {shown}"

    def close(self) -> None:
        """End what is being drawn."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            if self._process.stderr is not None:
                self._process.stderr.close()
            self._process = None


def _opened(picture: Path) -> subprocess.Popen[bytes] | None:
    """Open a picture in the viewer of the desktop, if there is one."""
    viewer = _VIEWERS.get(sys.platform)
    if viewer is None or (sys.platform == "linux" and not os.environ.keys() & {"DISPLAY", "WAYLAND_DISPLAY"}):
        return None
    try:
        return subprocess.Popen(
            [viewer, str(picture)], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            start_new_session=True,
        )  # fmt: skip
    except OSError:
        return None
