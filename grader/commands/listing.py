"""``gradlings list``: the exercises, in the order they are best solved."""

from __future__ import annotations

import click

from grader.catalogue import Exercise, load_catalogue
from grader.commands.style import paint, say


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the exercises as JSON.")
def command(as_json: bool) -> None:
    r"""Show the exercises: what each asks for, how hard it is, how long it takes.

    \b
    Example:
      gradlings list
    """
    exercises = list(load_catalogue())
    if as_json:
        import json

        click.echo(json.dumps([_record(exercise) for exercise in exercises], indent=2))
        return
    width = max((len(exercise.name) for exercise in exercises), default=0)
    track = ""
    for exercise in exercises:
        if exercise.track != track:
            track = exercise.track
            say(paint(f"track: {track}", "strong"))
        stars = "★" * exercise.difficulty + "☆" * (5 - exercise.difficulty)
        effort = f"{exercise.minutes:>3} min  {exercise.points:>3g} points"
        say(f"  {exercise.name:<{width}}  {stars}  {effort}  {exercise.title}")
    say()
    say("gradlings init practice lays them out, gradlings check NAME grades your file; export NAME writes a notebook.")


def _record(exercise: Exercise) -> dict[str, object]:
    return {
        "name": exercise.name,
        "title": exercise.title,
        "track": exercise.track,
        "difficulty": exercise.difficulty,
        "minutes": exercise.minutes,
        "functions": exercise.functions,
        "needs": list(exercise.needs),
    }
