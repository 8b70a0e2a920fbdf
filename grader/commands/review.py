"""``gradlings review``: what is due, and a quiz of it."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from pathlib import Path

import click

from grader.commands.style import paint, say


@click.command()
@click.option("-n", "--count", type=click.IntRange(1, 1000), default=20, show_default=True, help="Questions at most.")
@click.option("--list", "only_list", is_flag=True, help="Say what is due and ask nothing.")
@click.option("--json", "as_json", is_flag=True, help="Print what is due, and what comes when, as JSON; ask nothing.")
@click.pass_context
def command(ctx: click.Context, count: int, only_list: bool, as_json: bool) -> None:
    r"""See what is due for review, and begin with its questions.

    Questions of the quiz come back with other numbers, and exercises to be written again, when you are about to forget
    them: soon after a mistake, later and later after right answers.

    \b
    Examples:
      gradlings review
      gradlings review --list

    \b
    Exit code 0: no wrong answer. 1: at least one. 130: interrupted; answers given are kept.
    """
    from grader.catalogue import load_catalogue
    from grader.errors import UsageError
    from grader.practice.progress import Progress
    from grader.practice.store import read_progress
    from grader.practice.workspace import find_workspace
    from grader.quiz.bank import families
    from grader.quiz.history import history_path, read_history, times_asked
    from grader.quiz.selection import choose
    from grader.review.agenda import agenda, agenda_text

    now = datetime.now(UTC)
    path, workspace = history_path(Path.cwd()), find_workspace(Path.cwd())
    history, trouble = read_history(path)
    if trouble:
        say(f"note: {trouble}", err=True)
    progress = Progress()
    if workspace is not None:
        try:
            progress, trouble = read_progress(workspace.progress_path)
        except UsageError as error:  # questions can be reviewed without it
            trouble = f"{error} Exercises are left out."
        if trouble:
            say(f"note: {trouble}", err=True)
    attempts = {name: done.attempts for name, done in progress.exercises.items()}
    exercises = [exercise.name for exercise in load_catalogue()]
    found = agenda(history, attempts, now, families=families(), exercises=exercises)
    if as_json:
        import json

        listed = [
            {
                "kind": memory.kind,
                "name": memory.name,
                "last": memory.last.isoformat(timespec="seconds"),
                "due": memory.due.isoformat(timespec="seconds"),
                "is_due": memory.due <= now,
                "recall": round(memory.recall, 3),
            }
            for memory in (*found.due, *found.later)
        ]
        click.echo(json.dumps({"schema": 1, "items": listed}, indent=2))
        return
    topics = {name: family.topic for name, family in families().items()}
    say(agenda_text(found, topics, now, paint))
    questions = [families()[memory.name] for memory in found.of_kind("quiz")][:count]
    if only_list or not questions:
        return
    say()
    rng, asked = random.Random(), times_asked(history)
    items = [item for family in questions for item in choose([family], 1, rng, asked)]
    from grader.commands.questions import ask

    ctx.exit(ask(items, path, as_json=False, extra={}))
