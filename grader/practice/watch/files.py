"""Which exercises are watched, in which files, and what these need."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from grader.catalogue import Catalogue, Exercise
from grader.practice.manifest import place_for
from grader.practice.watch.terms import Terms
from grader.practice.workspace import Workspace


def exercises_of(catalogue: Catalogue, terms: Terms) -> tuple[Exercise, ...]:
    """Return the exercises to be watched, in order."""
    if terms.exercises is None:
        return tuple(catalogue)
    return tuple(catalogue[name] for name in terms.exercises)


def files_of(workspace: Workspace, exercises: Iterable[Exercise]) -> dict[str, Path]:
    """Return the file of each exercise: as ``Workspace.file_of`` does, reading only once what was given out."""
    manifest = workspace.manifest()
    return {exercise.name: workspace.root / place_for(exercise, manifest) for exercise in exercises}


def packages_in(files: Mapping[str, Path], exercises: Iterable[Exercise]) -> set[str]:
    """Return the packages that files mention: to import them later would mean to start workers anew."""
    mentioned: set[str] = set()
    for exercise in exercises:
        with contextlib.suppress(OSError):
            data = files[exercise.name].read_bytes()
            mentioned |= {package for package in exercise.packages if package.encode() in data}
    return mentioned
