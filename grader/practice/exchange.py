"""Progress that comes from elsewhere: a file that was exported, or another workspace."""

from __future__ import annotations

from pathlib import Path

from grader.errors import UsageError
from grader.practice.progress import Progress
from grader.practice.store import Damaged, decode
from grader.practice.workspace import Workspace


def read_other(path: Path) -> Progress:
    """Return the progress in a file, or in the workspace at ``path``. The file is never changed.

    Raises
    ------
    UsageError
        If there is none, or a newer version wrote it.
    """
    file = Workspace(path).progress_path if path.is_dir() else path
    try:
        return decode(file.read_bytes(), file)
    except FileNotFoundError:
        raise UsageError(f"There is no progress at {path}. `gradlings progress export FILE` writes one.") from None
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}.") from error
    except Damaged as error:
        raise UsageError(f"{file} is no progress of gradlings, or is damaged; nothing was changed.") from error


def added(before: Progress, after: Progress) -> str:
    """Return what came to it, in words."""
    attempts = _attempts(after) - _attempts(before)
    hints = _hints(after) - _hints(before)
    if before == after:
        return "Nothing new: all of it was here already."
    counted = [_counted(attempts, "attempt"), _counted(hints, "hint")]
    news = " and ".join(text for text in counted if text) or "nothing but times"
    done = sum(exercise.done for exercise in after.exercises.values())
    return f"Added: {news}. {_counted(done, 'exercise') or 'No exercise'} done now."


def _attempts(progress: Progress) -> int:
    return sum(len(exercise.attempts) for exercise in progress.exercises.values())


def _hints(progress: Progress) -> int:
    return sum(len(exercise.hints) for exercise in progress.exercises.values())


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}" if count else ""
