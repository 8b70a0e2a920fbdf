"""What ``check`` grades: the candidate's own files in one folder, one submission per file that is needed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from grader.catalogue import Catalogue, Exercise
from grader.errors import UsageError
from grader.submissions.attempts import SourceFile, attempt, attempted, read_source
from grader.submissions.discovery import Submission
from grader.submissions.limits import DEFAULT_LIMITS, ReadingLimits
from grader.submissions.reading import SUFFIXES

_BRIEF = ".md"  # may be what is open in an editor when its exercise is to be checked


def own_submissions(
    names: Sequence[str], folder: Path, catalogue: Catalogue, limits: ReadingLimits = DEFAULT_LIMITS
) -> list[Submission]:
    """Return what ``names`` stand for in ``folder``: exercises, functions or files; no name stands for all that is
    begun.

    Raises
    ------
    UsageError
        If a name is no exercise and no file, or no file here holds the exercise.
    """
    if not names:
        return _everything(folder, catalogue, limits)
    found: dict[str, Submission] = {}
    for name in names:
        submission = _for_name(name, folder, catalogue, limits)
        earlier = found.get(submission.source)
        if earlier is not None:
            known = {a.exercise for a in earlier.attempts}
            more = [a for a in submission.attempts if a.exercise not in known]
            submission = Submission(earlier.name, earlier.source, [*earlier.attempts, *more])
        found[submission.source] = submission
    return list(found.values())


def file_holding(exercise: Exercise, folder: Path, catalogue: Catalogue) -> Path | None:
    """Return the file in ``folder`` that is named after ``exercise``, or else defines it; None if there is none."""
    held = _holding(exercise, folder, catalogue, DEFAULT_LIMITS)
    return None if held is None else held[0]


def _holding(
    exercise: Exercise, folder: Path, catalogue: Catalogue, limits: ReadingLimits
) -> tuple[Path, SourceFile] | None:
    for path in _candidates(folder, exercise, catalogue):
        source = read_source(path, limits)
        if _is_named_after(path, exercise, catalogue) or exercise in attempted(source, catalogue):
            return path, source
    return None


def _everything(folder: Path, catalogue: Catalogue, limits: ReadingLimits) -> list[Submission]:
    found = []
    for path in _files(folder, catalogue):
        source = read_source(path, limits)
        exercises = attempted(source, catalogue) or _named_after(path, catalogue)
        if exercises:
            found.append(_submission(path, folder, source, exercises))
    if not found:
        raise UsageError(
            "No file in this folder defines a function of an exercise. "
            "Write one, relu in relu.py for instance, or go to the folder that holds your files."
        )
    return [submission for submission in found if not _is_untouched(submission, catalogue)] or found


def _for_name(name: str, folder: Path, catalogue: Catalogue, limits: ReadingLimits) -> Submission:
    path = folder / name
    briefed = catalogue.named_by(path.stem) if path.suffix == _BRIEF else None
    if briefed is None and (path.suffix in SUFFIXES or "/" in name):
        if not path.is_file():
            raise UsageError(
                f"There is no file {name} here. Is the name spelled right, and are you in the right folder?"
            )
        source = read_source(path, limits)
        exercises = attempted(source, catalogue) or _named_after(path, catalogue)
        if not exercises:
            if source.problem:
                raise UsageError(source.problem)
            raise UsageError(f"{name} defines none of the functions that the kit grades; `gradlings list` shows them.")
        return _submission(path, folder, source, exercises)
    exercise = briefed or catalogue.find(name)
    held = _holding(exercise, folder, catalogue, limits)
    if held is not None:
        path, source = held
        return _submission(path, folder, source, [exercise])
    functions = " or ".join(exercise.functions)
    raise UsageError(
        f"No file here holds the exercise {exercise.name}: "
        f"there is no {exercise.name}.py, and no other file defines {functions}. "
        f"In a workspace `gradlings init` gives its stub again; `gradlings export {exercise.name}` writes it as a "
        "notebook."
    )


def _submission(path: Path, folder: Path, source: SourceFile, exercises: Sequence[Exercise]) -> Submission:
    shown = path.relative_to(folder) if path.is_relative_to(folder) else path
    return Submission(path.stem, shown.as_posix(), [attempt(source, exercise) for exercise in exercises])


def _is_untouched(submission: Submission, catalogue: Catalogue) -> bool:
    """Say whether all functions in a file are still as a stub has them."""
    return all(tried.stubs == list(catalogue[tried.exercise].functions) for tried in submission.attempts)


def _named_after(path: Path, catalogue: Catalogue) -> list[Exercise]:
    exercise = catalogue.named_by(path.stem)
    return [] if exercise is None else [exercise]


def _is_named_after(path: Path, exercise: Exercise, catalogue: Catalogue) -> bool:
    return exercise in _named_after(path, catalogue)


def _candidates(folder: Path, exercise: Exercise, catalogue: Catalogue) -> list[Path]:
    """Return the files that may hold ``exercise``, those named after it first."""

    def closeness(path: Path) -> tuple[bool, bool, str, str]:
        named = _is_named_after(path, exercise, catalogue)
        return not named, path.stem != exercise.name, path.suffix, path.name

    return sorted(_files(folder, catalogue), key=closeness)


def _files(folder: Path, catalogue: Catalogue) -> list[Path]:
    """Return the files here, and those named after exercises in the folder of a track, as a workspace has them."""
    inner = (path for track in catalogue.tracks for path in _sources_in(folder / track))
    return [*_sources_in(folder), *(path for path in inner if _named_after(path, catalogue))]


def _sources_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(p for p in folder.iterdir() if p.suffix in SUFFIXES and p.is_file() and not p.name.startswith("."))
