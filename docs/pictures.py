"""Draws the pictures here from real output: ``python docs/pictures.py``, with gradlings installed."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parent.parent
EXAMPLE = "examples/bias_averaged.py"
PICTURE = ROOT / "docs" / "grade.svg"
GRADIENTS = ROOT / "docs" / "gradients.png"
COLUMNS = 96

THEME = TerminalTheme(
    (30, 33, 41),
    (214, 218, 226),
    [
        (30, 33, 41),
        (224, 108, 117),
        (152, 195, 121),
        (229, 192, 123),
        (97, 175, 239),
        (198, 120, 221),
        (86, 182, 194),
        (214, 218, 226),
    ],
    [
        (128, 136, 150),
        (240, 128, 137),
        (172, 215, 141),
        (249, 212, 143),
        (117, 195, 255),
        (218, 140, 241),
        (106, 202, 214),
        (255, 255, 255),
    ],
)


def graded_example() -> str:
    """Return what grading the example prints, colours included."""
    environment = {**os.environ, "FORCE_COLOR": "1", "COLUMNS": str(COLUMNS)}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-m", "grader", "grade", EXAMPLE]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False).stdout


def draw(output: str) -> str:
    """Return ``output`` as an SVG picture of a terminal."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    console.print(Text.assemble(("$ ", "bold green"), f"gradlings grade {EXAMPLE}"))
    console.print(Text.from_ansi(output.rstrip()))
    svg = console.export_svg(title="gradlings", theme=THEME, unique_id="gradlings")
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # a picture fetches nothing from the network


def draw_gradients() -> None:
    """Let the gradient lab draw the example's gradients."""
    command = [sys.executable, "-m", "grader", "lab", "gradients", EXAMPLE, "--activation", "tanh", "-o", GRADIENTS]
    subprocess.run(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False
    )  # the example holds a mistake: exit code 1


if __name__ == "__main__":
    PICTURE.write_text(draw(graded_example()), encoding="utf-8")
    draw_gradients()
