"""A workspace: where a person's files lie, and where the kit keeps what it knows of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grader.practice.manifest import Manifest, place_for, read_manifest

if TYPE_CHECKING:
    from grader.catalogue import Exercise

STATE = ".gradlings"
MANIFEST = "workspace.json"


@dataclass(frozen=True, slots=True)
class Workspace:
    """A folder to practise in."""

    root: Path

    @property
    def state(self) -> Path:
        """The kit's own folder in it."""
        return self.root / STATE

    @property
    def progress_path(self) -> Path:
        """Where the progress is kept; see :mod:`grader.practice.store`."""
        return self.state / "progress.json"

    @property
    def manifest_path(self) -> Path:
        """Where it is written what was given out."""
        return self.state / MANIFEST

    def manifest(self) -> Manifest:
        """Return what was given out; nothing, where this is no workspace yet.

        Raises
        ------
        UsageError
            If the file cannot be read, or a newer version wrote it.
        """
        return read_manifest(self.manifest_path)

    def file_of(self, exercise: Exercise) -> Path:
        """Return where the person works on ``exercise``; the file need not exist.

        Raises
        ------
        UsageError
            As :meth:`manifest`.
        """
        return self.root / place_for(exercise, self.manifest())


def find_workspace(start: Path) -> Workspace | None:
    """Return the workspace that ``start`` is or lies in, or None."""
    found = next((place for place in (start, *start.parents) if (place / STATE / MANIFEST).is_file()), None)
    return None if found is None else Workspace(found)
