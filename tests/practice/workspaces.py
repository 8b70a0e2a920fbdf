"""Workspaces for tests."""

from __future__ import annotations

from pathlib import Path

from grader.practice.manifest import Manifest, write_manifest
from grader.practice.workspace import Workspace


def make_workspace(root: Path) -> Workspace:
    """Make ``root`` an empty workspace, in which nothing was given out."""
    workspace = Workspace(root)
    write_manifest(workspace.manifest_path, Manifest())
    return workspace
