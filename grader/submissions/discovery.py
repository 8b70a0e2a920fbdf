"""From the paths on a command line to submissions: what is one candidate's work, and what is many candidates'."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from grader.catalogue import Catalogue, Exercise
from grader.errors import NothingToGrade
from grader.submissions.attempts import Attempt, SourceFile, attempt, attempted, read_source
from grader.submissions.reading import SUFFIXES, readable

UNKNOWN = "unknown"
_NEVER = {"__pycache__", "node_modules", "site-packages"}


class Submission(msgspec.Struct, frozen=True):
    """One candidate's work: a name for reports, where it came from, and an attempt per exercise."""

    name: str
    source: str
    attempts: list[Attempt]


def find_submissions(path: Path, catalogue: Catalogue, exercises: Sequence[Exercise] = ()) -> Iterator[Submission]:
    """Yield the submissions that ``path`` holds.

    A file is one submission. A folder is one submission if it holds files named after exercises (a candidate's
    workspace); otherwise each file in it is a candidate's, and so is each folder in it, unless several files of that
    folder attempt the same exercise: those are then a submission each.

    Parameters
    ----------
    exercises
        Grade these, whatever the source defines. Empty: those it attempts.

    Raises
    ------
    NothingToGrade
        If ``path`` does not exist or holds no Python.
    """
    if not path.exists():
        raise NothingToGrade(f"{path} does not exist. Is the name spelled right, and are you in the right folder?")
    if not path.is_dir():
        if path.suffix not in SUFFIXES:
            raise NothingToGrade(
                f"{path} is neither a .py file nor a notebook (.ipynb), so there is nothing to grade in it."
            )
        yield _submission(path.stem, path, [path], catalogue, exercises)
        return
    files, folders = _files_in(path), _folders_in(path)
    if not files and not any(_files_below(folder) for folder in folders):
        raise NothingToGrade(f"{path} holds no .py file and no notebook, so there is nothing to grade in it.")
    if any(file.stem in catalogue for file in files):
        yield from _folder(path.resolve().name, path, files, catalogue, exercises)
        return
    yield from _one_each("", files, catalogue, exercises)
    for folder in folders:
        below = _files_below(folder)
        if below:
            yield from _folder(folder.name, folder, below, catalogue, exercises)


def _folder(
    name: str, folder: Path, files: list[Path], catalogue: Catalogue, exercises: Sequence[Exercise]
) -> Iterator[Submission]:
    sources = [read_source(file) for file in files]
    counts = Counter(exercise.name for source in sources for exercise in attempted(source, catalogue))
    if max(counts.values(), default=0) > 1:
        yield from _one_each(f"{name}/", files, catalogue, exercises)
    else:
        yield _submission(name, folder, files, catalogue, exercises)


def _one_each(
    prefix: str, files: list[Path], catalogue: Catalogue, exercises: Sequence[Exercise]
) -> Iterator[Submission]:
    stems = Counter(file.stem for file in files)
    for file in files:
        name = file.stem if stems[file.stem] == 1 else file.name
        yield _submission(prefix + name, file, [file], catalogue, exercises)


def _submission(
    name: str, path: Path, files: Sequence[Path], catalogue: Catalogue, exercises: Sequence[Exercise]
) -> Submission:
    sources = [read_source(file) for file in files]
    attempts: list[Attempt] = []
    for exercise in exercises or catalogue:
        source = _source_of(exercise, sources, catalogue, named=bool(exercises))
        if source is not None:
            attempts.append(attempt(source, exercise))
        elif exercises:
            attempts.append(Attempt(exercise.name, unwritten=list(exercise.functions)))
    if not exercises:
        attempts += [a for a in _left_over(sources, catalogue) if a.exercise not in {b.exercise for b in attempts}]
    return Submission(readable(name), readable(path), attempts)


def _source_of(
    exercise: Exercise, sources: Sequence[SourceFile], catalogue: Catalogue, *, named: bool
) -> SourceFile | None:
    holding = [source for source in sources if exercise in attempted(source, catalogue)]
    if not holding and named:
        holding = [s for s in sources if s.names & set(exercise.functions) or Path(s.name).stem == exercise.name]
        if not holding and len(sources) == 1 and sources[0].problem:
            holding = list(sources)
    preferred = [source for source in holding if Path(source.name).stem == exercise.name]
    return next(iter(preferred or holding), None)


def _left_over(sources: Sequence[SourceFile], catalogue: Catalogue) -> Iterator[Attempt]:
    """Say something of files in which no exercise can be recognised, so that nothing handed in goes unmentioned."""
    for source in sources:
        if attempted(source, catalogue):
            continue
        stem = Path(source.name).stem
        name = stem if stem in catalogue else UNKNOWN
        problem = source.error_for(catalogue.functions)
        if problem:
            yield Attempt(name, problem=problem)
        elif len(sources) == 1:
            yield Attempt(name, unwritten=list(catalogue[name].functions) if name in catalogue else [])


def _files_in(folder: Path) -> list[Path]:
    return sorted(p for p in folder.iterdir() if p.suffix in SUFFIXES and not p.name.startswith(".") and not p.is_dir())


def _folders_in(folder: Path) -> list[Path]:
    return sorted(
        p
        for p in folder.iterdir()
        if p.is_dir() and not p.is_symlink() and not p.name.startswith(".") and p.name not in _NEVER
    )


def _files_below(folder: Path) -> list[Path]:
    if (folder / "pyvenv.cfg").exists():
        return []
    return [*_files_in(folder), *(file for inner in _folders_in(folder) for file in _files_below(inner))]
