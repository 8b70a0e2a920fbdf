"""What the self-test of the walls found, as text for a person and as plain data for a machine."""

from __future__ import annotations

import platform
import textwrap
from collections.abc import Iterator
from importlib.metadata import version

import grader
from grader.boundary.selftest import THREATS, Sandbox
from grader.boundary.walls.remedies import PURPOSES, remedy
from grader.reports.text import Paint, unpainted

_LEVELS = {
    "strong": "every wall holds, and a submission sees no more than it may read",
    "good": "every try was refused; other people's submissions can be graded",
    "weak": "limits stop accidents, not an attacker; grade your own work only",
    "none": "not even limits hold; grade your own work only",
}


def doctor_text(found: Sandbox, paint: Paint = unpainted, *, width: int = 100) -> str:
    """Return what holds, what does not, why, and what to do about it."""
    return "\n".join(_lines(found, paint, width))


def doctor_record(found: Sandbox) -> dict[str, object]:
    """Return the same as plain data."""
    return {
        "kit": grader.__version__,
        "level": found.level,
        "walls": list(found.walls),
        "missing": {wall: {"reason": why, "remedy": remedy(wall, why)} for wall, why in found.missing.items()},
        "refused": dict(found.held),
    }


def _lines(found: Sandbox, paint: Paint, width: int) -> Iterator[str]:
    good = found.at_least("good")
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    yield f"gradlings {grader.__version__}, Python {platform.python_version()}, numpy {version('numpy')}, {system}"
    yield ""
    yield f"Walls around candidate code: {paint(found.level, 'good' if good else 'bad')}, {_LEVELS[found.level]}."
    yield ""
    yield paint("What a worker tried, and was refused:", "strong")
    for threat, description in THREATS.items():
        yield _marked(found.held[threat], description if found.held[threat] else f"{description}: it could", paint)
    yield ""
    yield paint("The walls:", "strong")
    longest = max(map(len, PURPOSES))
    for wall, purpose in PURPOSES.items():
        holds = wall in found.walls
        yield _marked(holds, f"{wall:<{longest}}  {purpose}", paint)
        if not holds:
            reason = found.missing.get(wall, "unknown reason")
            advice = remedy(wall, reason)
            words = f"missing: {reason}." + (f" What to do: {advice}." if advice else "")
            yield textwrap.fill(words, width, initial_indent=" " * 6, subsequent_indent=" " * 6)
    if not good:
        yield ""
        words = "`gradlings grade` refuses other people's submissions at this level; docs/sandbox.md says how to run it"
        yield textwrap.fill(f"{words} where the walls hold. Your own work is checked all the same.", width)


def _marked(holds: bool, text: str, paint: Paint) -> str:
    return f"  {paint('✓', 'good') if holds else paint('✗', 'bad')} {text}"
