"""A folder of reports: the same report as JSON, CSV, JUnit XML and HTML."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from grader.catalogue import Catalogue
from grader.errors import GradlingsError, UsageError
from grader.report import Report, to_json
from grader.writing import write_whole

# Each file with what only a report of ours holds near its beginning.
NAMES = {
    "report.json": b'"schema":',
    "report.csv": b'"name","source","exercise","verdict"',
    "report.xml": b'<testsuites name="gradlings"',
    "report.html": b'<meta name="generator" content="gradlings',
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
    for name, sign in NAMES.items():
        path = folder / name
        if path.is_dir() and not path.is_symlink():
            raise UsageError(f"{path} is a folder. Move it away, or give --out another folder.")
        if not overwrite and not _is_ours(path, sign):
            raise UsageError(
                f"{path} is there already and is no report of the kit's. "
                "Move it away, give --out another folder, or add --force."
            )


def write_reports(report: Report, catalogue: Catalogue, folder: Path, *, overwrite: bool = False) -> list[Path]:
    """Write every format into ``folder`` and return the files; an earlier report is replaced.

    Raises
    ------
    UsageError
        As :func:`prepare`.
    GradlingsError
        If a file cannot be written.
    """
    prepare(folder, overwrite=overwrite)
    written = []
    for name, data in [(name, form(report, catalogue)) for name, form in _forms().items()]:
        try:
            write_whole(folder / name, data)
        except OSError as error:
            raise GradlingsError(f"{folder / name} cannot be written: {_why(error)}.") from None
        written.append(folder / name)
    return written


def _forms() -> dict[str, Callable[[Report, Catalogue], bytes]]:
    from grader.reports.junit import to_junit
    from grader.reports.page import to_html
    from grader.reports.table import to_csv

    return {
        "report.json": lambda report, _: to_json(report),
        "report.csv": lambda report, _: to_csv(report),
        "report.xml": lambda report, _: to_junit(report),
        "report.html": to_html,
    }


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
