"""A folder of reports: the class's page, a page and a feedback file for each candidate, CSV, JUnit XML and JSON.

Written in two passes over the results, of which none is kept: one counts, the other writes.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from grader.catalogue import Catalogue
from grader.errors import GradlingsError, UsageError
from grader.report import Results
from grader.writing import write_whole, writing_whole

if TYPE_CHECKING:
    from grader.reports.cohort import Cohort

# Each file with what only a report of ours holds near its beginning; for each candidate, a file of that suffix in a
# folder.
NAMES = {
    "report.json": b'"schema":',
    "report.csv": b'"name","source","exercise","verdict"',
    "report.xml": b'<testsuites name="gradlings"',
    "report.html": b'<meta name="generator" content="gradlings',
}
FOLDERS = {
    "candidates": (".html", b'<meta name="generator" content="gradlings'),
    "feedback": (".md", b"<!-- gradlings "),
}
_BEGINNING = 2_000  # bytes


def prepare(folder: Path, *, overwrite: bool = False) -> None:
    """Make ``folder``, and make sure that no report would replace a file that is none.

    Worth doing before anything is graded, and again when it has been.

    Raises
    ------
    UsageError
        If the folder cannot be made, or holds somebody else's file by one of the names.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise UsageError(f"{folder} is a file. Give --out a folder; it is made if it is not there.") from None
    except OSError as error:
        raise UsageError(f"The folder {folder} cannot be made: {_why(error)}. Give --out another one.") from None
    for name in FOLDERS:
        place = folder / name
        if place.is_symlink() or (place.exists() and not place.is_dir()):
            kind = "link" if place.is_symlink() else "file"
            raise UsageError(f"{place} is a {kind}. Move it away, or give --out another folder.")
    for path, sign in _places(folder):
        if path.is_dir() and not path.is_symlink():
            raise UsageError(f"{path} is a folder. Move it away, or give --out another folder.")
        if not overwrite and not _is_ours(path, sign):
            raise UsageError(
                f"{path} is there already and is no report of the kit's. "
                "Move it away, give --out another folder, or add --force."
            )


def write_reports(results: Results, catalogue: Catalogue, folder: Path, *, overwrite: bool = False) -> list[Path]:
    """Write every format into ``folder`` and return the files and folders; an earlier report is replaced.

    The pages of candidates that an earlier report had and this one has not are removed.

    Raises
    ------
    UsageError
        As :func:`prepare`.
    GradlingsError
        If a file cannot be written.
    """
    from grader.reports.cohort import cohort_of

    prepare(folder, overwrite=overwrite)
    titles = {exercise.name: exercise.title for exercise in catalogue}
    cohort = cohort_of(results.submissions, titles)
    try:
        for name in FOLDERS:
            (folder / name).mkdir(exist_ok=True)
        _write(results, cohort, titles, folder)
        _remove_others(cohort, folder)
    except OSError as error:
        raise GradlingsError(f"{error.filename or folder} cannot be written: {_why(error)}.") from None
    return [folder / name for name in (*NAMES, *FOLDERS)]


def _write(results: Results, cohort: Cohort, titles: Mapping[str, str], folder: Path) -> None:
    from grader.reports.classpage import class_page
    from grader.reports.document import json_form
    from grader.reports.junit import junit_form
    from grader.reports.markdown import to_markdown
    from grader.reports.page import candidate_page
    from grader.reports.table import csv_form

    forms = {"report.json": json_form(results), "report.csv": csv_form(), "report.xml": junit_form(cohort.tally)}
    with contextlib.ExitStack() as stack:
        files = {name: stack.enter_context(writing_whole(folder / name)) for name in forms}
        for name, form in forms.items():
            files[name].write(form.head)
        for number, (submission, candidate) in enumerate(zip(results.submissions, cohort.candidates, strict=True)):
            for name, form in forms.items():
                files[name].write((form.between if number else b"") + form.part(submission))
            page = candidate_page(submission, titles, results.kit)
            write_whole(folder / "candidates" / f"{candidate.file}.html", page)
            feedback = to_markdown(submission, titles, results.kit)
            write_whole(folder / "feedback" / f"{candidate.file}.md", feedback)
        for name, form in forms.items():
            files[name].write(form.tail)
    with writing_whole(folder / "report.html") as file:
        for piece in class_page(results, cohort, titles):
            file.write(piece.encode())


def _remove_others(cohort: Cohort, folder: Path) -> None:
    """Remove the pages that an earlier report left of candidates who are not in this one."""
    wanted = {candidate.file for candidate in cohort.candidates}
    for name, (suffix, sign) in FOLDERS.items():
        for path in (folder / name).iterdir():
            if path.suffix == suffix and path.stem not in wanted and not path.is_symlink() and _is_ours(path, sign):
                path.unlink()


def _places(folder: Path) -> Iterator[tuple[Path, bytes]]:
    """Yield what a report may replace, and the sign of a report."""
    yield from ((folder / name, sign) for name, sign in NAMES.items())
    for name, (suffix, sign) in FOLDERS.items():
        yield from ((path, sign) for path in sorted((folder / name).glob(f"*{suffix}")))


def _is_ours(path: Path, sign: bytes) -> bool:
    """Say whether a report may take the place of ``path``: nothing is there, an empty file, or an earlier report."""
    try:
        with open(path, "rb") as file:
            beginning = file.read(_BEGINNING)
    except FileNotFoundError:
        return not path.is_symlink()
    except OSError:
        return False
    return not path.is_symlink() and (sign in beginning or not beginning)


def _why(error: OSError) -> str:
    return (error.strerror or type(error).__name__).lower()
