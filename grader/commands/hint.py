"""``gradlings hint``: one hint at a time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.desk import name_argument, note_down, progress_in
from grader.commands.style import paint, say, terminal_width

if TYPE_CHECKING:
    from grader.catalogue import Exercise
    from grader.practice.hints import HintState


@click.command()
@name_argument
@click.option("--all", "everything", is_flag=True, help="Show every hint; all of them count as taken.")
@click.option("--json", "as_json", is_flag=True, help="Print the hints as JSON.")
def command(name: str | None, everything: bool, as_json: bool) -> None:
    r"""Show the next hint for an exercise, and those you have seen.

    Without NAME, the first exercise that is not done. The first hint is open from the start; each further one opens
    after an attempt, so try the last one first. Hints that you took are counted in `gradlings progress`.

    \b
    Examples:
      gradlings hint
      gradlings hint backward_propagation
      gradlings hint relu --all
    """
    from grader.catalogue import load_catalogue
    from grader.interview.gate import refuse_during_interview
    from grader.practice.choice import chosen
    from grader.practice.hints import hint_state, with_hints
    from grader.practice.recording import now
    from grader.practice.workspace import find_workspace

    refuse_during_interview(Path.cwd())
    workspace = find_workspace(Path.cwd())
    progress = progress_in(workspace)
    exercise = chosen(name, load_catalogue(), progress)
    state = hint_state(progress.of(exercise.name), len(exercise.hints))
    shown = state.shown(everything=everything)
    at = now()
    note_down(workspace, lambda held: with_hints(held, exercise.name, shown, at))
    if as_json:
        _print_json(exercise, shown)
        return
    _print_hints(exercise, shown, state, everything=everything, counted=workspace is not None)


def _print_hints(
    exercise: Exercise, shown: tuple[int, ...], state: HintState, *, everything: bool, counted: bool
) -> None:
    from grader.reports.layout import fill

    say(f"{paint(exercise.name, 'strong')}  {exercise.title}")
    for number in shown:
        seen = number in state.taken and number != shown[-1] and not everything
        heading = f"hint {number} of {len(exercise.hints)}"
        say()
        say("  " + paint(heading, "muted" if seen else "mistake"))
        text = fill(exercise.hints[number - 1], terminal_width(), "  ")
        say(paint(text, "muted") if seen else text)
    say()
    say(fill(_what_next(exercise, shown, state, counted=counted), terminal_width(), ""))


def _what_next(exercise: Exercise, shown: tuple[int, ...], state: HintState, *, counted: bool) -> str:
    name = exercise.name
    if len(shown) == len(exercise.hints):
        return f"These are all the hints. `gradlings solution {name}` shows the reference, if it must be."
    if not counted:
        return (
            f"`gradlings hint {name} --all` shows the others. They open one by one, and are counted, in a workspace: "
            "`gradlings init practice` makes one."
        )
    seen = "" if state.next in shown else "You have seen these. "
    return f"{seen}The next one opens after another attempt: change your code, and `gradlings check {name}`."


def _print_json(exercise: Exercise, shown: tuple[int, ...]) -> None:
    import json

    hints = [{"number": number, "text": exercise.hints[number - 1]} for number in shown]
    record = {"schema": 1, "exercise": exercise.name, "of": len(exercise.hints), "hints": hints}
    click.echo(json.dumps(record, indent=2))
