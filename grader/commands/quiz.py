"""``gradlings quiz``: what interviewers ask besides code."""

from __future__ import annotations

import sys
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from grader.commands.style import paint, say, terminal_width


class _Topic(click.ParamType[str]):
    """A topic of the quiz, or an exercise or function; completes topics and exercises."""

    name = "topic"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        from grader.catalogue import load_catalogue
        from grader.quiz.question import TOPICS

        names = {exercise.name: exercise.title for exercise in load_catalogue()} | TOPICS
        return [CompletionItem(name, help=text) for name, text in names.items() if name.startswith(incomplete)]


@click.command()
@click.option("-t", "--topic", type=_Topic(), help="Ask about one topic only, or about one exercise.")
@click.option("-n", "--count", type=click.IntRange(1, 1000), default=10, show_default=True, help="How many questions.")
@click.option("--seed", type=click.IntRange(0), help="Ask exactly the questions of this seed, asked before or not.")
@click.option("--list", "list_topics", is_flag=True, help="Show the topics and how many questions they hold.")
@click.option("--json", "as_json", is_flag=True, help="Print questions, and the verdicts on piped answers, as JSON.")
@click.pass_context
def command(
    ctx: click.Context, topic: str | None, count: int, seed: int | None, list_topics: bool, as_json: bool
) -> None:
    r"""Answer what interviewers ask besides code: shapes, values, bugs in a few lines, and why.

    Numbers may be written 0.25, .25 or 1/4, shapes (3, 4) or 3x4, choices by their letter. An empty line shows the
    answer, q ends the quiz. Without a terminal the questions are printed, and answers read from stdin, a line each.

    \b
    Examples:
      gradlings quiz
      gradlings quiz --topic backward --count 5
      gradlings quiz --seed 7 --json < answers.txt

    \b
    Exit code 0: no wrong answer. 1: at least one. 130: interrupted; answers given are kept.
    """
    import random

    from grader.quiz.bank import families, families_about
    from grader.quiz.history import history_path, read_history, times_asked
    from grader.quiz.selection import choose

    if list_topics:
        if as_json:
            _print_topics_as_json()
        else:
            say(_topics())
        return
    path = history_path(Path.cwd())
    history, trouble = read_history(path)
    if trouble:
        say(f"note: {trouble}", err=True)
    asked_about = families_about(topic) if topic else list(families().values())
    # A seed means these very questions; without one, nothing that was asked already.
    rng = random.Random(seed) if seed is not None else random.Random()
    items = choose(asked_about, count, rng, None if seed is not None else times_asked(history))
    if len(items) < count and not as_json:
        say(f"note: there are {len(items)} questions about this; all of them come.", err=True)
    if sys.stdin.isatty() and not sys.stdout.isatty() and not as_json:
        say("note: stdout is no terminal, so the questions are only printed.", err=True)
    from grader.commands.questions import ask

    ctx.exit(ask(items, path, as_json=as_json, extra={"seed": seed}))


def _topics() -> str:
    """Return the table of topics."""
    from grader.quiz.bank import families
    from grader.quiz.text import topics_text

    return topics_text(families().values(), paint, terminal_width())


def _print_topics_as_json() -> None:
    import json

    from grader.quiz.bank import families
    from grader.quiz.question import TOPICS

    inside = {topic: [family for family in families().values() if family.topic == topic] for topic in TOPICS}
    listed = [
        {"topic": topic, "about": about, "kinds": len(inside[topic]), "questions": sum(map(len, inside[topic]))}
        for topic, about in TOPICS.items()
    ]
    click.echo(json.dumps(listed, indent=2))
