"""Draws docs/watch*.svg from a real session: ``python docs/watch_pictures.py``, with gradlings[test] installed."""

from __future__ import annotations

import io
import itertools
import os
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pexpect
import pyte
from pictures import ROOT, THEME
from rich.console import Console
from rich.style import Style
from rich.text import Text

from grader.catalogue import load_catalogue
from grader.content import own_bank
from grader.practice.layout import lay_out

COLUMNS, ROWS = 86, 26
DONE = ("relu", "sigmoid", "tanh", "mean_squared_error", "initialize_parameters", "forward_propagation")
_COLOURS = {"brown": "yellow", "brightblack": "bright_black"}  # what pyte and rich call them


def main() -> None:
    """Work through half of the exercises, make a mistake in the next, look at the list."""
    catalogue = load_catalogue([own_bank()])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "practice"
        lay_out(folder, catalogue, "py")
        screen = pyte.Screen(COLUMNS, ROWS)
        stream = pyte.ByteStream(screen)
        child = pexpect.spawn(
            sys.executable, ["-P", "-m", "grader"], cwd=str(folder), dimensions=(ROWS, COLUMNS),
            env={**os.environ, "TERM": "xterm-256color", "NO_COLOR": ""},
        )  # fmt: skip

        def until(holds: Callable[[], bool]) -> None:
            deadline = time.monotonic() + 60
            while not holds():
                if time.monotonic() > deadline:
                    raise SystemExit("\n".join(screen.display))
                try:
                    stream.feed(child.read_nonblocking(1 << 16, timeout=0.1))
                except pexpect.TIMEOUT:
                    continue

        def shows(text: str) -> Callable[[], bool]:
            return lambda: text in "\n".join(screen.display)

        until(shows("not begun"))
        for number, exercise in enumerate(DONE, start=1):
            solved = catalogue[exercise]
            path = next(folder.glob(f"*_{exercise}.py"))
            path.write_text(f"{solved.given}\n{solved.solution_path.read_text()}")
            until(shows(f"{number}/12"))
        time.sleep(0.5)  # files saved all at once are one event; the next one is another
        example = (ROOT / "examples" / "bias_averaged.py").read_text()
        (folder / "07_backward_propagation.py").write_text(example)
        until(shows("Looks like"))
        draw(screen, "watch.svg")
        child.send("l")
        until(shows("All exercises"))
        draw(screen, "watch-list.svg")
        child.send("qq")
        child.close(force=True)


def draw(screen: pyte.Screen, name: str) -> None:
    """Write what stands on the screen as an SVG picture of a terminal."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    for row in range(ROWS):
        cells = [screen.buffer[row][column] for column in range(COLUMNS)]
        line = Text()
        for (colour, bold), run in itertools.groupby(cells, key=lambda cell: (cell.fg, cell.bold)):
            style = Style(color=None if colour == "default" else _COLOURS.get(colour, colour), bold=bold)
            line.append("".join(cell.data for cell in run), style)
        line.rstrip()
        console.print(line)
    svg = console.export_svg(title="gradlings", theme=THEME, unique_id=name.partition(".")[0])
    svg = re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)  # a picture fetches nothing from the network
    (ROOT / "docs" / name).write_text(svg, encoding="utf-8")


if __name__ == "__main__":
    main()
