"""Whose each function is: the candidate's, from which file, or the kit's, and why."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.boundary.messages import Chunk
from grader.catalogue import Catalogue, Exercise
from grader.errors import NothingToGrade, UsageError
from grader.grading.own_work import file_holding, own_submissions
from grader.plaintext import plain
from grader.submissions.attempts import Attempt, attempt, read_source
from grader.submissions.reading import SUFFIXES

TRAINING = "train_network"
NOT_FOUND = "not found"
NOT_WRITTEN = "not written yet"


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose a function is.

    ``file`` is the readable name of the candidate's file, empty if the kit's function stands in; ``reason`` says why it
    does.
    """

    function: str
    file: str = ""
    reason: str = ""

    @property
    def yours(self) -> bool:
        """Whether the candidate's own function is used."""
        return bool(self.file)


@dataclass(frozen=True, slots=True)
class OwnFile:
    """A file of the candidate's that is used: what to run of it, and the functions it is used for."""

    name: str
    chunks: tuple[Chunk, ...]
    functions: tuple[str, ...]
    exercises: tuple[Exercise, ...]

    @property
    def packages(self) -> tuple[str, ...]:
        """What it may import besides numpy."""
        return tuple(sorted({package for exercise in self.exercises for package in exercise.packages}))


@dataclass(frozen=True, slots=True)
class Ownership:
    """Whose the functions of an experiment are."""

    owners: dict[str, Owner]
    files: tuple[OwnFile, ...] = ()

    def yours(self, *functions: str) -> bool:
        """Say whether any of ``functions`` is the candidate's."""
        return any(self.owners[function].yours for function in functions)

    @property
    def problems(self) -> tuple[str, ...]:
        """Sentences about files that could not be read or run."""
        reasons = dict.fromkeys(owner.reason for owner in self.owners.values())
        return tuple(reason for reason in reasons if reason not in ("", NOT_FOUND, NOT_WRITTEN))


def find_owners(functions: Sequence[str], names: Sequence[str], folder: Path, catalogue: Catalogue) -> Ownership:
    """Look for ``functions`` in the files that ``names`` stand for, or in all of ``folder``, as ``check`` does.

    Parameters
    ----------
    names
        Exercises, functions or files. Of two that hold the same function the first is used.

    Raises
    ------
    UsageError
        If a name stands for nothing, or for nothing of ``functions``.
    """
    exercises = list(dict.fromkeys(catalogue.find(function) for function in functions))
    holding: dict[str, tuple[Path, Attempt]] = {}
    for exercise, path, tried in _attempts(names, exercises, folder, catalogue):
        holding.setdefault(exercise.name, (path, tried))
    owners = {}
    by_path: dict[Path, list[str]] = {}
    for function in functions:
        held = holding.get(catalogue.find(function).name)
        if held is None:
            # `check` passes over files that nobody has begun; they are there all the same.
            stub = None if names else file_holding(catalogue.find(function), folder, catalogue)
            owners[function] = Owner(function, reason=NOT_FOUND if stub is None else NOT_WRITTEN)
            continue
        path, tried = held
        if tried.problem:
            owners[function] = Owner(function, reason=tried.problem)
        elif function in tried.unwritten:
            owners[function] = Owner(function, reason=NOT_WRITTEN)
        else:
            owners[function] = Owner(function, file=plain(path.name, one_line=True))
            by_path.setdefault(path, []).append(function)
    return Ownership(owners, tuple(_own_file(path, owned, catalogue) for path, owned in by_path.items()))


def _attempts(
    names: Sequence[str], exercises: Collection[Exercise], folder: Path, catalogue: Catalogue
) -> list[tuple[Exercise, Path, Attempt]]:
    wanted = {exercise.name for exercise in exercises}
    if not names:
        try:
            submissions = own_submissions((), folder, catalogue)
        except UsageError:  # nothing here is begun: the kit's functions stand in
            return []
        found = [(catalogue[a.exercise], folder / s.source, a) for s in submissions for a in s.attempts]
        # As `check` prefers: the file that is called after the exercise.
        found.sort(key=lambda one: (one[1].stem != one[0].name, one[1].suffix, one[1].name))
        return [one for one in found if one[0].name in wanted]
    found = []
    for name in names:
        (submission,) = own_submissions([name], folder, catalogue)
        is_path = Path(name).suffix in SUFFIXES or "/" in name
        path = folder / (name if is_path else submission.source)
        here = [tried for tried in submission.attempts if tried.exercise in wanted]
        if not here:
            functions = ", ".join(function for exercise in exercises for function in exercise.functions)
            raise NothingToGrade(f"{name} defines none of the functions that are looked at here: {functions}.")
        found += [(catalogue[tried.exercise], path, tried) for tried in here]
    return found


def _own_file(path: Path, functions: Sequence[str], catalogue: Catalogue) -> OwnFile:
    exercises = tuple(dict.fromkeys(catalogue.find(function) for function in functions))
    source = read_source(path)
    chunks: dict[str, Chunk] = {}
    for exercise in exercises:  # of a notebook, the statements that any of its functions depends on
        for chunk in attempt(source, exercise).chunks:
            known = chunks.get(chunk.label)
            keep = None if chunk.keep is None else sorted({*chunk.keep, *(known.keep or [] if known else [])})
            chunks[chunk.label] = Chunk(chunk.label, chunk.text, keep)
    order = [cell.label for cell in source.cells]
    kept = sorted(chunks.values(), key=lambda chunk: order.index(chunk.label))
    return OwnFile(plain(path.name, one_line=True), tuple(kept), tuple(functions), exercises)
