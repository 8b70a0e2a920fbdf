"""Workspaces and small banks for tests."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from grader.catalogue import Catalogue, load_catalogue
from grader.content import bank_at
from grader.practice.manifest import Manifest, write_manifest
from grader.practice.workspace import Workspace

START = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


def make_workspace(root: Path) -> Workspace:
    """Make ``root`` an empty workspace, in which nothing was given out."""
    workspace = Workspace(root)
    write_manifest(workspace.manifest_path, Manifest())
    return workspace


class Kit:
    """A kit of its own that grows: exercises with a stub and a brief each."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "exercises").mkdir(parents=True)
        (root / "solutions").mkdir()

    def add(self, name: str, *, track: str = "network", order: int = 1, stub: str = "", brief: str = "") -> None:
        """Add an exercise, or change one."""
        folder = self.root / "exercises" / name
        folder.mkdir(exist_ok=True)
        (folder / "exercise.toml").write_text(
            f'title = "The {name}"\ntrack = "{track}"\norder = {order}\ndifficulty = 2\nminutes = 10\n'
            f'hints = ["one", "two", "three"]\n[[functions]]\nname = "{name}"\npoints = 10\n'
        )
        (folder / f"{name}.py").write_text(
            stub
            or f'"""{name}. The brief is in README.md beside this file."""\n\n\n'
            f"def {name}(z):\n    raise NotImplementedError\n"
        )
        (folder / "README.md").write_text(brief or f"# {name}\n")

    @property
    def catalogue(self) -> Catalogue:
        """Read the kit as it is now."""
        return load_catalogue([bank_at(str(self.root))])
