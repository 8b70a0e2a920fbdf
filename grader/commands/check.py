"""``gradlings check``: one's own work, in this folder."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.options import EXERCISE, feedback_option, json_option, max_size_option
from grader.commands.style import print_report, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grader.catalogue import Catalogue
    from grader.report import Feedback, Report
    from grader.submissions.discovery import Submission
    from grader.submissions.limits import ReadingLimits


@click.command()
@click.argument("names", nargs=-1, type=EXERCISE, metavar="[NAME]...")
@feedback_option
@max_size_option
@json_option
@click.option("--problems", is_flag=True, help="Print a line for each problem, file:line:column, as editors read it.")
@click.pass_context
def command(
    ctx: click.Context, names: tuple[str, ...], feedback: Feedback, max_size: str | None, as_json: bool, problems: bool
) -> None:
    r"""Grade your own work in this folder.

    NAME is an exercise, a function in one, or a file. Without a name, everything in this folder that you have begun is
    graded. From a folder below a workspace, the workspace's files are.

    \b
    Examples:
      gradlings check relu              relu.py here, or any file here that defines it
      gradlings check relu_derivative   the same exercise, by one of its functions
      gradlings check my_network.py     whatever that file attempts
      gradlings check relu --feedback verdict   no more than an interview shows
      gradlings check --problems        a line for each problem, for the quickfix list of an editor

    \b
    Exit code 0: all passed. 1: something did not. 2: a name or a file is not there.
    """
    from grader.boundary.launch import Zygote
    from grader.catalogue import load_catalogue
    from grader.interview.gate import refuse_during_interview
    from grader.submissions.limits import limits_with

    if problems and as_json:
        raise click.UsageError("--problems and --json are two forms of one report; give one of them.")
    refuse_during_interview(Path.cwd())
    limits = limits_with(max_size)
    catalogue = load_catalogue()
    # The worker process imports numpy while this one imports pytest: start it before anything heavy.
    with Zygote() as zygote:
        from grader.grading.run import grade_here
        from grader.practice.recording import record_report

        folder, submissions = _own_work(names, catalogue, limits)
        report = grade_here(submissions, catalogue, zygote, feedback=feedback)
    if problems:
        _print_problems(report, folder)
    if not (names or as_json or problems) and _is_nothing_begun(report):
        first = report.submissions[0].source
        say(f"Nothing is begun here. Open {first}, write its functions, save, and run `gradlings check` again.")
    else:
        print_report(report, catalogue, as_json=as_json, details=not problems)
    trouble = record_report(report, folder)
    if trouble:
        say(f"note: {trouble}", err=True)
    if report.sandbox.level in ("weak", "none"):
        say(f"note: the walls around your code are {report.sandbox.level} here; `gradlings doctor` says why.", err=True)
    ctx.exit(0 if report.passed else 1)


def _own_work(names: tuple[str, ...], catalogue: Catalogue, limits: ReadingLimits) -> tuple[Path, Sequence[Submission]]:
    """Return what ``names`` stand for, and the folder it lies in: this one, or else the workspace around it."""
    from grader.errors import UsageError
    from grader.grading.own_work import own_submissions
    from grader.practice.workspace import find_workspace

    here = Path.cwd()
    try:
        return here, own_submissions(names, here, catalogue, limits)
    except UsageError:
        workspace = find_workspace(here)
        if workspace is None or workspace.root == here:
            raise
        return workspace.root, own_submissions(names, workspace.root, catalogue, limits)


def _is_nothing_begun(report: Report) -> bool:
    exercises = [exercise for submission in report.submissions for exercise in submission.exercises]
    return len(exercises) > 1 and all(exercise.verdict == "not_attempted" for exercise in exercises)


def _print_problems(report: Report, folder: Path) -> None:
    from grader.reports.problems import problem_lines
    from grader.submissions.limits import DEFAULT_LIMITS
    from grader.submissions.reading import Unreadable, file_at, read_text

    def read(source: str) -> str:
        file = file_at(folder / source)
        try:
            return "" if file.is_notebook else read_text(file, DEFAULT_LIMITS)
        except Unreadable:
            return ""

    way = os.path.relpath(folder)
    for line in problem_lines(report, read):
        say(line if way == "." else f"{way}/{line}")  # an editor reads the file's name from where it runs this
