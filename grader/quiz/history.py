"""What was answered, and when: one small file, written whole, from which everything else follows.

In a workspace it is ``.gradlings/quiz.json``; elsewhere it lies with the user's data. Nothing is stored that can be
derived: how often something was asked, and when a question is due again.
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path

import msgspec

from grader.errors import UsageError
from grader.practice.workspace import find_workspace
from grader.writing import write_whole

VERSION = 1


class Answered(msgspec.Struct, frozen=True):
    """One answer."""

    family: str
    instance: int
    right: bool
    at: datetime
    seconds: float = 0.0


class History(msgspec.Struct, frozen=True):
    """All answers, oldest first."""

    version: int = VERSION
    answers: tuple[Answered, ...] = ()


class _Versioned(msgspec.Struct):
    version: int


def history_path(start: Path) -> Path:
    """Return where the history of a person working in ``start`` is kept."""
    import platformdirs

    workspace = find_workspace(start)
    folder = platformdirs.user_data_path("gradlings", appauthor=False) if workspace is None else workspace.state
    return folder / "quiz.json"


def read_history(path: Path) -> tuple[History, str]:
    """Return the history, and a sentence for the person if the file was damaged and had to be put aside.

    Raises
    ------
    UsageError
        If the file cannot be read, or was written by a newer version.
    """
    try:
        data = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return History(), ""
    except OSError as error:
        raise UsageError(f"The quiz history {path} cannot be read: {error.strerror}.") from error
    try:
        version = msgspec.json.decode(data, type=_Versioned).version
        if version > VERSION:
            raise UsageError(
                f"The quiz history {path} was written by a newer gradlings. Update, or move the file away."
            )
        return msgspec.json.decode(data, type=History), ""
    except (msgspec.DecodeError, UnicodeDecodeError):
        kept = _put_aside(path)
        return History(), f"The quiz history was damaged. It is kept as {kept.name}, and a new one begins."


def record(path: Path, answer: Answered) -> None:
    """Append an answer to the history, so that it outlives whatever happens next.

    Raises
    ------
    UsageError
        If the file cannot be written.
    """
    # Read again each time: another quiz may have been answered meanwhile.
    history, _ = read_history(path)
    grown = msgspec.structs.replace(history, answers=(*history.answers, answer))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, msgspec.json.format(msgspec.json.encode(grown), indent=1) + b"\n")
    except OSError as error:
        raise UsageError(f"The quiz history {path} cannot be written: {error.strerror}.") from error


def times_asked(history: History) -> dict[str, Counter[int]]:
    """Return how often each instance of each family was asked."""
    times: dict[str, Counter[int]] = {}
    for answer in history.answers:
        times.setdefault(answer.family, Counter())[answer.instance] += 1
    return times


def _put_aside(path: Path) -> Path:
    for number in range(1, 1000):
        kept = path.with_name(f"{path.name}.damaged-{number}")
        if not kept.exists():
            break
    path.replace(kept)
    return kept
