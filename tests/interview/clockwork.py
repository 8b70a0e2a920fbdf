"""The command line with a clock that a test moves: ``python -m tests.interview.clockwork FILE interview …``.

FILE holds the seconds that have passed; whoever writes another number into it moves the time.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

from grader.commands import cli, main
from grader.interview.clock import Clock
from tests.interview.clocks import START


def clock(file: Path) -> Clock:
    """Return a clock that shows what ``file`` says."""

    def passed() -> float:
        return float(file.read_text())

    return Clock(lambda: START + timedelta(seconds=passed()), passed, "clockwork")


def move(file: Path, minutes: float) -> None:
    """Set the clock to so many minutes after the beginning; a reader sees the old number or the new one."""
    new = file.with_suffix(".new")
    new.write_text(str(60 * minutes))
    new.replace(file)


if __name__ == "__main__":
    cli.context_settings["obj"] = clock(Path(sys.argv[1]))
    sys.argv[:2] = ["gradlings"]
    main()
