"""From the paths on a command line to submissions: what is one candidate's work, and what is many candidates'."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from grader.catalogue import Catalogue, Exercise
from grader.errors import NothingToGrade
from grader.submissions.archives import opened_archive
from grader.submissions.attempts import Attempt, SourceFile, attempt, attempted, read_source, unreadable
from grader.submissions.folders import (
    READ_ARCHIVES,
    Folder,
    OwnerOf,
    archives_below,
    folder_on_disk,
    is_archive,
    is_source,
    put_together,
    refused_below,
    stem_of,
    without_wrapping,
)
from grader.submissions.limits import DEFAULT_LIMITS, ReadingLimits
from grader.submissions.reading import File, Unreadable, file_at, readable
from grader.submissions.workspaces import files_of_one, files_of_workspace

UNKNOWN = "unknown"
_MOST_LEFT_OVER = 20  # files without a recognisable exercise that are spoken of one by one


class Submission(msgspec.Struct, frozen=True):
    """One candidate's work: a name for reports, where it came from, and an attempt per exercise."""

    name: str
    source: str
    attempts: list[Attempt]


@dataclass(frozen=True, slots=True)
class _Terms:
    """What is asked for: these exercises (none: whatever is attempted) of this catalogue, read within limits."""

    catalogue: Catalogue
    exercises: Sequence[Exercise]
    limits: ReadingLimits
    owner_of: OwnerOf | None


def find_submissions(
    path: Path,
    catalogue: Catalogue,
    exercises: Sequence[Exercise] = (),
    limits: ReadingLimits = DEFAULT_LIMITS,
    owner_of: OwnerOf | None = None,
) -> Iterator[Submission]:
    """Return the submissions that ``path`` holds; each is read when it is its turn.

    A file is one submission. A folder is one submission if it holds files named after exercises, numbered or not (a
    candidate's workspace); otherwise each file in it is a candidate's, and so is each folder and each archive in it,
    unless several files of that folder or archive attempt the same exercise: then it holds many candidates' work in
    turn.

    Parameters
    ----------
    exercises
        Grade these, whatever the source defines. Empty: those it attempts.
    limits
        How much is read of each file and archive.
    owner_of
        Tells from a file's name whose it is, if that is known: several files of one owner are put into one folder.

    Raises
    ------
    NothingToGrade
        If ``path`` does not exist or holds no Python.
    """
    terms = _Terms(catalogue, exercises, limits, owner_of)
    if not path.exists():
        raise NothingToGrade(f"{path} does not exist. Is the name spelled right, and are you in the right folder?")
    if path.is_dir():
        folder = folder_on_disk(path)
        if folder.is_empty:
            raise NothingToGrade(f"{path} holds no .py file and no notebook, so there is nothing to grade in it.")
        return _named_folder(folder, terms)
    if is_archive(path.name):
        return _archive(stem_of(path.name), "", file_at(path), terms)
    if is_source(path.name):
        return _named_file(path, terms)
    raise NothingToGrade(
        f"{path} is neither a .py file nor a notebook (.ipynb) nor an archive ({', '.join(READ_ARCHIVES)}), so "
        "there is nothing to grade in it."
    )


def _named_file(path: Path, terms: _Terms) -> Iterator[Submission]:
    yield _submission(path.stem, readable(path), [file_at(path)], terms)


def _one(name: str, file: File, terms: _Terms) -> Iterator[Submission]:
    yield _submission(name, file.source, [file], terms)


def _spared(name: str, source: str, found: Iterator[Submission], terms: _Terms) -> Iterator[Submission]:
    """Yield what is found; if reading it finds a fault in the kit, the many other candidates must not pay for that."""
    try:
        yield from found
    except Exception as error:
        if os.environ.get("GRADLINGS_DEBUG"):
            raise
        problem = f"The kit failed in reading this ({type(error).__name__}), which is its own fault: please report it."
        yield _unread(name, source, problem, terms)


def _named_folder(folder: Folder, terms: _Terms) -> Iterator[Submission]:
    files = files_of_workspace(folder, terms.catalogue)
    if files:
        yield _submission(folder.name, folder.source, files, terms, refused=folder.refused)
    else:
        yield from _many("", folder, terms)


def _many(prefix: str, folder: Folder, terms: _Terms) -> Iterator[Submission]:
    """Yield a submission for each file, folder and archive of a folder."""
    folder = put_together(folder, terms.owner_of)
    stems = Counter([*(stem_of(file.name) for file in (*folder.files, *folder.archives))])
    stems.update(inner.name for inner in folder.folders if not inner.is_empty)

    def name_of(file: File) -> str:
        return prefix + (stem_of(file.name) if stems[stem_of(file.name)] == 1 else file.name)

    for file in folder.files:
        name = name_of(file)
        yield from _spared(name, file.source, _one(name, file, terms), terms)
    for inner in folder.folders:
        if not inner.is_empty:
            name = prefix + inner.name
            yield from _spared(name, inner.source, _folder(name, inner, terms), terms)
    for archive in folder.archives:
        name = name_of(archive)
        yield from _spared(name, archive.source, _archive(name, f"{name}/", archive, terms), terms)
    if folder.refused:
        yield _unread(prefix.rstrip("/") or folder.name, folder.source, " ".join(folder.refused), terms)


def _folder(name: str, folder: Folder, terms: _Terms) -> Iterator[Submission]:
    """Yield a candidate's folder as one submission, or as many if several files attempt the same exercise."""
    files, archives = files_of_one(folder, terms.catalogue), list(archives_below(folder))
    refused = list(refused_below(folder))
    if files or refused:
        sources = _of_one_candidate(folder, files, terms)
        if sources is None:
            yield from _many(f"{name}/", without_wrapping(folder), terms)
            return
        yield _submission_of(name, folder.source, sources, terms, refused=refused)
    for archive in archives:
        alone = len(archives) == 1 and not files
        inner_name = name if alone else f"{name}/{stem_of(archive.name)}"
        yield from _archive(inner_name, f"{inner_name}/", archive, terms, said_if_empty=not files)


def _archive(
    name: str, prefix: str, archive: File, terms: _Terms, *, said_if_empty: bool = True
) -> Iterator[Submission]:
    """Yield an archive as one submission, or as many if several of its files attempt the same exercise.

    Parameters
    ----------
    prefix
        Stands before the names of many.
    said_if_empty
        Whether an archive without Python is worth a word; it may hold data that belong to files beside it.
    """
    try:
        with opened_archive(archive, terms.limits) as folder:
            if folder.is_empty:
                if said_if_empty:
                    problem = f"{archive.name} holds no .py file and no notebook, so there is nothing to grade in it."
                    yield _unread(name, archive.source, problem, terms)
                return
            held = without_wrapping(folder)
            files = files_of_one(held, terms.catalogue)
            sources = None if not files and folder.archives else _of_one_candidate(held, files, terms)
            if sources is None:
                yield from _many(prefix, held, terms)
            else:
                refused = [*refused_below(folder), *map(_why_not_opened, archives_below(folder))]
                yield _submission_of(name, archive.source, sources, terms, refused=refused)
    except Unreadable as error:
        yield _unread(name, archive.source, str(error), terms)


def _why_not_opened(archive: File) -> str:
    return f"{archive.name} lies inside another archive and is not opened."


def _of_one_candidate(folder: Folder, files: Sequence[File], terms: _Terms) -> list[SourceFile] | None:
    """Return the sources, or None as soon as an exercise is attempted twice: these files are not one candidate's.

    In a workspace, a file that is named after an exercise may bring along its own versions of others.
    """
    laid_out = bool(files_of_workspace(folder, terms.catalogue))
    sources: list[SourceFile] = []
    seen: set[str] = set()
    for source in _read(files, terms):
        names = {exercise.name for exercise in attempted(source, terms.catalogue)}
        named = _named_after(source, terms.catalogue) if laid_out else None
        if named is not None and named.name in names:
            names = {named.name}
        if names & seen:
            return None
        seen |= names
        sources.append(source)
    return sources


def _read(files: Sequence[File], terms: _Terms) -> Iterator[SourceFile]:
    """Read the files of one candidate, as long as they are not too much together."""
    limits = terms.limits
    words = size = 0
    for file in files:
        if words <= limits.words_together and size <= limits.text_together:
            source = read_source(file, limits)
            words, size = words + source.words, size + source.size
        if words > limits.words_together or size > limits.text_together:
            problem = f"This submission holds more code than is read of one; {file.name} is left out, and what follows."
            source = unreadable(file, problem)
        yield source


def _submission(
    name: str, shown: str, files: Sequence[File], terms: _Terms, *, refused: Sequence[str] = ()
) -> Submission:
    return _submission_of(name, shown, list(_read(files, terms)), terms, refused=refused)


def _submission_of(
    name: str, shown: str, sources: Sequence[SourceFile], terms: _Terms, *, refused: Sequence[str] = ()
) -> Submission:
    attempts: list[Attempt] = []
    for exercise in terms.exercises or terms.catalogue:
        source = _source_of(exercise, sources, terms.catalogue, named=bool(terms.exercises))
        if source is not None:
            attempts.append(attempt(source, exercise))
        elif terms.exercises:
            attempts.append(Attempt(exercise.name, unwritten=list(exercise.functions)))
    if not terms.exercises:
        known = {a.exercise for a in attempts}
        left_over = [a for a in _left_over(sources, terms.catalogue) if a.exercise not in known]
        attempts += left_over[:_MOST_LEFT_OVER]
        if len(left_over) > _MOST_LEFT_OVER:
            more = f"{len(left_over) - _MOST_LEFT_OVER} more files cannot be graded."
            attempts.append(Attempt(UNKNOWN, problem=more))
    if refused:
        attempts.append(Attempt(UNKNOWN, problem=" ".join(refused)))
    return Submission(readable(name), shown, attempts)


def _unread(name: str, shown: str, problem: str, terms: _Terms) -> Submission:
    """Return a submission of which nothing could be read."""
    asked = [exercise.name for exercise in terms.exercises] or [UNKNOWN]
    return Submission(readable(name), shown, [Attempt(exercise, problem=problem) for exercise in asked])


def _source_of(
    exercise: Exercise, sources: Sequence[SourceFile], catalogue: Catalogue, *, named: bool
) -> SourceFile | None:
    holding = [source for source in sources if exercise in attempted(source, catalogue)]
    if not holding and named:
        holding = [s for s in sources if s.names & set(exercise.functions) or _named_after(s, catalogue) is exercise]
        if not holding and len(sources) == 1 and sources[0].problem:
            holding = list(sources)
    preferred = [source for source in holding if _named_after(source, catalogue) is exercise]
    return next(iter(preferred or holding), None)


def _left_over(sources: Sequence[SourceFile], catalogue: Catalogue) -> Iterator[Attempt]:
    """Say something of files in which no exercise can be recognised, so that nothing handed in goes unmentioned."""
    for source in sources:
        if attempted(source, catalogue):
            continue
        exercise = _named_after(source, catalogue)
        name = exercise.name if exercise else UNKNOWN
        problem = source.error_for(catalogue.functions)
        if problem:
            yield Attempt(name, problem=problem)
        elif len(sources) == 1:
            yield Attempt(name, unwritten=list(exercise.functions) if exercise else [])


def _named_after(source: SourceFile, catalogue: Catalogue) -> Exercise | None:
    return catalogue.named_by(Path(source.name).stem)
