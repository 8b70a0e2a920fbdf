"""``gradlings check``: one's own work, in this folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.options import EXERCISE, feedback_option, json_option, max_size_option
from grader.commands.style import print_report, say

if TYPE_CHECKING:
    from grader.report import Feedback, Report


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
    graded.

    \b
    Examples:
      gradlings check relu              relu.py here, or any file here that defines it
      gradlings check relu_derivative   the same exercise, by one of its functions
      gradlings check my_network.py     whatever that file attempts
      gradlings check relu --feedback mistakes   as in an interview: no expected values
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
        from grader.grading.own_work import own_submissions
        from grader.grading.run import grade_here
        from grader.practice.recording import record_report

        submissions = own_submissions(names, Path.cwd(), catalogue, limits)
        report = grade_here(submissions, catalogue, zygote, feedback=feedback)
    if problems:
        _print_problems(report)
    print_report(report, catalogue, as_json=as_json, details=not problems)
    trouble = record_report(report, Path.cwd())
    if trouble:
        say(f"note: {trouble}", err=True)
    if report.sandbox.level in ("weak", "none"):
        say(f"note: the walls around your code are {report.sandbox.level} here; `gradlings doctor` says why.", err=True)
    ctx.exit(0 if report.passed else 1)


def _print_problems(report: Report) -> None:
    from grader.reports.problems import problem_lines
    from grader.submissions.limits import DEFAULT_LIMITS
    from grader.submissions.reading import Unreadable, file_at, read_text

    def read(source: str) -> str:
        file = file_at(Path(source))
        try:
            return "" if file.is_notebook else read_text(file, DEFAULT_LIMITS)
        except Unreadable:
            return ""

    for line in problem_lines(report, read):
        say(line)
