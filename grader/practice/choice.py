"""Which exercise a command means: the one that is named, or the first that is not done."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from grader.errors import UsageError

if TYPE_CHECKING:
    from grader.catalogue import Catalogue, Exercise
    from grader.practice.progress import Progress


def chosen(name: str | None, catalogue: Catalogue, progress: Progress) -> Exercise:
    """Return the exercise that ``name`` means: what the catalogue finds, or a file such as ``01_relu.py``.

    Raises
    ------
    UnknownExercise
        If nothing has this name.
    UsageError
        If there is no name, and everything is done.
    """
    if name is not None:
        path = PurePath(name)
        named = catalogue.named_by(path.stem) if path.suffix else None
        return named or catalogue.find(name)
    following = next_exercise(catalogue, progress)
    if following is None:
        raise UsageError("Every exercise is done, so name the one you mean: `gradlings list` shows them.")
    return following


def next_exercise(catalogue: Catalogue, progress: Progress) -> Exercise | None:
    """Return the first exercise that is not done, in order; None if all are."""
    return next((exercise for exercise in catalogue if not progress.of(exercise.name).done), None)
