"""``gradlings grade``: other people's work."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.catalogue import Catalogue, Exercise, load_catalogue
from grader.commands.options import EXERCISE, feedback_option, json_option, max_size_option, schema_option
from grader.commands.style import complain, print_report, say
from grader.plaintext import plain
from grader.report import Feedback, Report, SubmissionReport
from grader.submissions.discovery import Submission
from grader.submissions.folders import is_archive
from grader.submissions.limits import ReadingLimits, limits_with

if TYPE_CHECKING:
    from grader.boundary.launch import Zygote
    from grader.boundary.selftest import Level

_WORTH_ANOTHER_LANE = 8  # submissions: below that, starting a lane costs more than it saves
_LARGE = 4096  # bytes of an archive that are about one submission


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PATH...")
@click.option(
    "--exercise",
    "-e",
    "names",
    multiple=True,
    type=EXERCISE,
    help="Grade this exercise, whatever else is there. Repeatable.",
)
@click.option(
    "--jobs",
    "-j",
    type=click.IntRange(1, 64),
    help="Grade this many side by side. Default: one per processor, if there are many.",
)
@click.option(
    "--allow-unsandboxed",
    is_flag=True,
    help="Grade even where the walls around candidate code are weak (see `gradlings doctor`).",
)
@click.option("--details", is_flag=True, help="Show every check of every submission, not a line each.")
@feedback_option
@click.option(
    "--out",
    "-o",
    "folder",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Also write report.html, a page and a feedback file for each candidate, CSV, JUnit XML and JSON into it.",
)
@click.option("--force", is_flag=True, help="With --out, replace files of these names that are no reports.")
@max_size_option
@json_option
@schema_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    names: tuple[str, ...],
    jobs: int | None,
    allow_unsandboxed: bool,
    details: bool,
    feedback: Feedback,
    folder: Path | None,
    force: bool,
    max_size: str | None,
    as_json: bool,
) -> None:
    r"""Grade files, notebooks, and folders and archives of submissions.

    PATH is a .py file, a notebook, a folder, or an archive (.zip, .tar, .tar.gz and the like). A folder with files
    named after exercises (relu.py) is one candidate's; in any other folder each file is a candidate's, and so is each
    folder and archive. What a submission attempts is read from the functions it defines.

    \b
    Examples:
      gradlings grade alice.py bob.zip
      gradlings grade submissions/ --exercise relu
      gradlings grade submissions/ --json > report.json
      gradlings grade submissions/ --out reports/    and open reports/report.html
      gradlings grade alice.py --feedback verdict     safe to hand out: nothing of the hidden tests

    \b
    Exit code 0: all passed. 1: something did not. 2: a path cannot be used. 3: the kit is at fault.
    """
    from grader.boundary.launch import Zygote

    if folder is not None:
        from grader.reports.folder import prepare, write_reports

        prepare(folder, overwrite=force)  # what stands in the way is said before anything is graded
    limits = limits_with(max_size)
    catalogue = load_catalogue()
    exercises = list({exercise.name: exercise for exercise in map(catalogue.find, names)}.values())
    lanes = jobs or max(1, min(os.cpu_count() or 1, _rough_count(paths) // _WORTH_ANOTHER_LANE))
    with contextlib.ExitStack() as stack:
        # The worker processes import numpy while this one reads the submissions and imports pytest.
        zygotes = [stack.enter_context(Zygote()) for _ in range(lanes)]
        submissions, unusable = _find(paths, catalogue, exercises, limits)
        report = _grade(submissions, catalogue, zygotes, feedback, "none" if allow_unsandboxed else "good")
    if submissions:
        print_report(report, catalogue, as_json=as_json, details=details or len(submissions) == 1)
    if submissions and folder is not None:
        written = write_reports(report, catalogue, folder, overwrite=force)
        say(f"Wrote {', '.join(path.name for path in written)} to {plain(str(folder), one_line=True)}.", err=True)
    ctx.exit(2 if unusable else 0 if report.passed else 1)


def _rough_count(paths: tuple[Path, ...]) -> int:
    """Return about how many submissions there are, without reading any."""
    count = 0
    for path in paths:
        with contextlib.suppress(OSError):  # what cannot be listed is said when it is read
            count += len(os.listdir(path)) if path.is_dir() else 1
            count += path.stat().st_size // _LARGE if is_archive(path.name) else 0
    return count


def _find(
    paths: tuple[Path, ...], catalogue: Catalogue, exercises: list[Exercise], limits: ReadingLimits
) -> tuple[list[Submission], bool]:
    """Return the submissions of all paths; what is wrong with a path is said at once, and the others go on."""
    from grader.errors import NothingToGrade
    from grader.submissions.discovery import find_submissions

    found: list[Submission] = []
    unusable = False
    for path in paths:
        try:
            found += find_submissions(path, catalogue, exercises, limits)
        except NothingToGrade as error:
            complain(error)
            unusable = True
    return found, unusable


def _grade(
    submissions: list[Submission], catalogue: Catalogue, zygotes: list[Zygote], feedback: Feedback, at_least: Level
) -> Report:
    if len(zygotes) == 1 or len(submissions) < 2:
        from grader.grading.run import grade_here

        with _progress(len(submissions)) as advance:
            return grade_here(submissions, catalogue, zygotes[0], advance, at_least=at_least, feedback=feedback)
    from grader.grading.lanes import grade_in_lanes

    with _progress(len(submissions)) as advance:
        return grade_in_lanes(submissions, catalogue, zygotes, advance, at_least=at_least, feedback=feedback)


@contextlib.contextmanager
def _progress(total: int) -> Iterator[Callable[[SubmissionReport], None]]:
    """Show a progress bar on stderr while many submissions are graded and somebody is watching."""
    if total < 3 or not sys.stderr.isatty():
        yield lambda report: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("grading"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("grading", total=total)
        yield lambda report: progress.advance(task)
