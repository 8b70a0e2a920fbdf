"""Putting a stub back: the work that was there is kept aside first."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from grader.errors import UsageError
from grader.practice.handout import stub_of
from grader.practice.layout import give_again
from grader.practice.manifest import digest_of
from grader.practice.progress import with_reset
from grader.practice.store import change_progress
from grader.writing import write_whole

if TYPE_CHECKING:
    from grader.catalogue import Exercise
    from grader.practice.workspace import Workspace


def is_untouched(workspace: Workspace, exercise: Exercise) -> bool:
    """Say whether the file is the stub as it is given today."""
    try:
        held = workspace.file_of(exercise).read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return False
    return digest_of(held) == digest_of(stub_of(exercise, workspace.manifest()).text)


def put_back(workspace: Workspace, exercise: Exercise, at: datetime) -> Path | None:
    """Put the stub of ``exercise`` back, and return where the work is kept; None if there was none.

    Raises
    ------
    UsageError
        If a file cannot be read or written; then the work is where it was.
    """
    path = workspace.file_of(exercise)
    try:
        kept = _kept_aside(path, workspace, at) if path.exists() else None
        change_progress(workspace.progress_path, lambda progress: with_reset(progress, exercise.name, at))
        give_again(stub_of(exercise, workspace.manifest()), workspace)
    except OSError as error:
        raise UsageError(f"{error.filename or path} cannot be read or written: {error.strerror}.") from error
    return kept


def _kept_aside(path: Path, workspace: Workspace, at: datetime) -> Path:
    folder = workspace.state / "aside"
    folder.mkdir(parents=True, exist_ok=True)
    stamp = at.astimezone().strftime("%Y-%m-%d_%H.%M.%S")
    kept, number = folder / f"{stamp}_{path.name}", 1
    while kept.exists():
        number += 1
        kept = folder / f"{stamp}_{number}_{path.name}"
    write_whole(kept, path.read_bytes())
    return kept
