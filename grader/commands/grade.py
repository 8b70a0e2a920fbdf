"""``gradlings grade``: other people's work."""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import click
from click.core import ParameterSource

from grader.catalogue import Catalogue, Exercise, load_catalogue
from grader.commands.options import EXERCISE, feedback_option, json_option, max_size_option, schema_option
from grader.commands.progress_bar import progress
from grader.commands.stopping import stoppable
from grader.commands.style import complain, print_report, say
from grader.errors import UsageError
from grader.plaintext import plain
from grader.report import Feedback
from grader.submissions.folders import belongs, is_archive
from grader.submissions.limits import ReadingLimits, limits_with

if TYPE_CHECKING:
    from grader.batch.attendance import Attendance
    from grader.batch.run import Batch
    from grader.packs.checking import Asked
    from grader.submissions.discovery import Submission

_WORTH_ANOTHER_LANE = 8  # submissions: below that, starting a lane costs more than it saves
_NAMED = 10  # submissions, in a sentence
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
    type=click.IntRange(1, 256),
    help="Grade this many side by side. Default: one per processor, if there are many.",
)
@click.option(
    "--engine",
    "engine_name",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Grade in processes of this machine, or on a Dask cluster (`pip install 'gradlings[dask]'`).",
)
@click.option(
    "--scheduler",
    metavar="ADDRESS",
    help="With --engine dask, the scheduler of a running cluster, tcp://host:8786. Default: a cluster on this machine.",
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
@click.option(
    "--roster",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Name submissions after the people in this CSV, as platforms export it, and list those who are missing.",
)
@click.option(
    "--pack",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Grade what this pack asks for, as you sent it out, and say what came back changed (see `gradlings pack`).",
)
@click.option("--resume", is_flag=True, help="With --out, go on where an earlier run into that folder ended.")
@click.option(
    "--regrade",
    multiple=True,
    metavar="NAME",
    help="With --out, grade this submission again and keep the other results. Repeatable.",
)
@click.option(
    "--force",
    is_flag=True,
    help="With --out, replace files of these names that are no reports, and what an interrupted run has left.",
)
@max_size_option
@json_option
@schema_option
@click.pass_context
def command(
    ctx: click.Context,
    paths: tuple[Path, ...],
    names: tuple[str, ...],
    jobs: int | None,
    engine_name: Literal["local", "dask"],
    scheduler: str | None,
    allow_unsandboxed: bool,
    details: bool,
    feedback: Feedback,
    folder: Path | None,
    roster: Path | None,
    pack: Path | None,
    resume: bool,
    regrade: tuple[str, ...],
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
      gradlings grade submissions/ --out reports/ --roster class.csv    who is missing, too
      gradlings grade submissions/ --out reports/ --resume    after a power failure, or with new files
      gradlings grade returned/ --pack ada.zip        an interview pack that came back
      gradlings grade alice.py --feedback verdict     safe to hand out: nothing of the hidden tests

    \b
    Exit code 0: all passed. 1: something did not. 2: a path cannot be used. 3: the kit is at fault.
    """
    if (resume or regrade) and folder is None:
        raise UsageError("--resume and --regrade go on with what a folder holds; say which one with --out DIR.")
    if scheduler is not None and engine_name != "dask":
        raise UsageError("--scheduler is for clusters: add --engine dask.")
    from grader.batch.engines import Where, processors, started
    from grader.batch.journal import anonymous_journal, open_journal

    limits = limits_with(max_size)
    catalogue = load_catalogue()
    asked = _asked(pack, paths, catalogue)
    exercises = list({e.name: e for e in map(catalogue.find, names or asked.exercises)}.values())
    if asked.feedback is not None and ctx.get_parameter_source("feedback") is ParameterSource.DEFAULT:
        feedback = asked.feedback
    people = None
    if roster is not None:
        from grader.batch.roster import read_roster

        people = read_roster(roster)
    with contextlib.ExitStack() as stack:
        if folder is None:
            journal = stack.enter_context(anonymous_journal())
        else:
            from grader.reports.folder import prepare, write_reports

            prepare(folder, overwrite=force)  # what stands in the way is said before anything is graded
            journal = stack.enter_context(open_journal(folder, resume=resume or bool(regrade), force=force))
        lanes = jobs or max(1, min(processors(), _rough_count(paths) // _WORTH_ANOTHER_LANE))
        where = Where(engine_name, scheduler, lanes)
        with started(where, catalogue, feedback, "none" if allow_unsandboxed else "good") as engine:
            from grader.batch.attendance import Attendance
            from grader.batch.run import Batch

            batch = Batch(journal, catalogue, regrade=regrade)
            stack.enter_context(stoppable(ctx, lambda: batch.finished, folder))
            attendance = None if people is None else Attendance(people)
            owner_of = None if attendance is None else attendance.owner_of
            submissions, unusable = _find(paths, catalogue, exercises, limits, owner_of)
            if attendance is not None:
                submissions = attendance.called(submissions)
            with progress(_count(paths)) as show:
                for _ in batch.run(submissions, engine, [exercise.name for exercise in exercises], feedback):
                    show(batch.finished, batch.found, batch.restored)
        if not batch.found:
            ctx.exit(2)
        _say_what_was_done_again(batch)
        unusable |= _unknown(regrade, batch)
        if attendance is None:
            results = batch.results()
        else:
            expected = exercises or [exercise for exercise in catalogue if exercise.name in batch.exercises]
            results = batch.results(attendance.arranged(expected))
            _say_who_is_there(attendance)
        written: list[Path] = []
        if folder is not None:  # before anything is printed: who reads that may stop in the middle
            written = write_reports(results, catalogue, folder, overwrite=force)
            batch.end()
        print_report(results, catalogue, as_json=as_json, details=details or len(results.submissions) == 1)
        if written:
            say(f"Wrote {', '.join(path.name for path in written)} to {plain(str(folder), one_line=True)}.", err=True)
    ctx.exit(2 if unusable else 0 if results.passed else 1)


def _asked(pack: Path | None, paths: Sequence[Path], catalogue: Catalogue) -> Asked:
    """Return what a pack asks for, having said what came back changed."""
    from grader.packs.checking import asked_for

    asked = asked_for(pack, paths, catalogue)
    for note in asked.notes:
        say(f"note: {plain(note, one_line=True)}", err=True)
    return asked


def _find(
    paths: Sequence[Path],
    catalogue: Catalogue,
    exercises: Sequence[Exercise],
    limits: ReadingLimits,
    owner_of: Callable[[str], str | None] | None,
) -> tuple[Iterator[Submission], bool]:
    """Return the submissions of all paths; what is wrong with a path is said at once, and the others go on."""
    from grader.errors import NothingToGrade
    from grader.submissions.discovery import find_submissions

    found: list[Iterator[Submission]] = []
    for path in paths:
        try:
            found.append(find_submissions(path, catalogue, exercises, limits, owner_of))
        except NothingToGrade as error:
            complain(error)
    return itertools.chain.from_iterable(found), len(found) < len(paths)


def _say_what_was_done_again(batch: Batch) -> None:
    if batch.restored:
        say(f"{batch.restored} of {batch.found} were graded before.", err=True)
    if batch.changed:
        say(f"Changed since, and graded again: {_some(batch.changed)}.", err=True)


def _say_who_is_there(attendance: Attendance) -> None:
    for names, words in (
        (attendance.absent, "In the roster, and nothing handed in"),
        (attendance.strangers, "Handed in, and not in the roster"),
        (attendance.repeated, "More than one submission, each graded by itself"),
    ):
        if names:
            say(f"{words}: {_some(names)}.", err=True)


def _some(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return plain("; ".join(names[:_NAMED]), one_line=True) + more


def _unknown(names: Sequence[str], batch: Batch) -> bool:
    """Say which of the names asked for are no submission's, and whether there are any."""
    unknown = [name for name in names if name not in batch.regraded]
    for name in unknown:
        complain(f"No submission is called {name!r}, so there was none to grade again. The report has the names.")
    return bool(unknown)


def _rough_count(paths: Sequence[Path]) -> int:
    """Return about how many submissions there are, without reading any."""
    count = 0
    for path in paths:
        with contextlib.suppress(OSError):  # what cannot be listed is said when it is read
            count += sum(map(_may_be_one, os.scandir(path))) if path.is_dir() else 1
            count += path.stat().st_size // _LARGE if is_archive(path.name) else 0
    return count


def _may_be_one(entry: os.DirEntry[str]) -> bool:
    return belongs(entry.name) or (entry.is_dir() and not entry.name.startswith("."))


def _count(paths: Sequence[Path]) -> int | None:
    """Return how many submissions there seem to be, or None where an archive may hold any number."""
    return None if any(is_archive(path.name) for path in paths) else _rough_count(paths)
