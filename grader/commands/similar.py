"""``gradlings similar``: pairs of submissions that share unusual code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.commands.options import EXERCISE, max_size_option
from grader.commands.style import paint, say
from grader.plaintext import plain

if TYPE_CHECKING:
    from grader.similarity.ranking import Likeness, Pair


@click.command()
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FOLDER...")
@click.option(
    "--exercise", "-e", "names", multiple=True, type=EXERCISE, help="Compare this exercise alone. Repeatable."
)
@click.option("--top", type=click.IntRange(1, 1000), default=20, show_default=True, help="Show so many pairs at most.")
@click.option(
    "--at-least", type=click.FloatRange(0, 1), default=0.4, show_default=True,
    help="Show pairs of this score or more, from 0 to 1; below 0.4, chance explains most.",
)  # fmt: skip
@click.option(
    "--output", "-o", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.html",
    help="Also write the pairs side by side as a page.",
)  # fmt: skip
@click.option("--force", is_flag=True, help="Replace a file that is there already.")
@click.option("--json", "as_json", is_flag=True, help="Print the pairs as JSON and nothing else on stdout.")
@max_size_option
def command(
    paths: tuple[Path, ...],
    names: tuple[str, ...],
    top: int,
    at_least: float,
    output: Path | None,
    force: bool,
    as_json: bool,
    max_size: str | None,
) -> None:
    r"""Rank pairs of submissions by how much unusual code they share. Nothing is run, nobody is accused.

    FOLDER is what `gradlings grade` takes. Renamed variables, comments, another order and another format make no
    difference; what everybody writes, what the stub gives and what is obvious weighs nothing. A score says how much two
    answers share, not how it came about: read both, and ask.

    \b
    Examples:
      gradlings similar submissions/
      gradlings similar submissions/ -o similar.html      side by side, with what they share marked
      gradlings similar submissions/ -e backward_propagation --top 5
      gradlings similar autumn/ spring/ --json

    \b
    Exit code 0: compared, whatever was found. 2: a path cannot be used.
    """
    from grader.catalogue import load_catalogue
    from grader.similarity.ranking import rank
    from grader.similarity.units import told_apart, units_of
    from grader.submissions.discovery import find_submissions
    from grader.submissions.limits import limits_with

    if output is not None:
        _refuse_to_replace(output, force=force)
    catalogue = load_catalogue()
    exercises = list({exercise.name: exercise for exercise in map(catalogue.find, names)}.values())
    limits = limits_with(max_size)
    found = [submission for path in paths for submission in find_submissions(path, catalogue, exercises, limits)]
    submissions = told_apart(found)
    units = [unit for submission in submissions for unit in units_of(submission, catalogue)]
    ranked = rank(units, catalogue)
    shown = [pair for pair in ranked if pair.score >= at_least][:top]
    if as_json:
        _print_json(shown, len(submissions))
    else:
        _print_pairs(shown, len(submissions), at_least)
    if output is not None:
        from grader.similarity.page import to_html
        from grader.writing import write_whole

        write_whole(output, to_html(shown, len(submissions), catalogue))
        say(f"Wrote {plain(str(output), one_line=True)}.", err=True)


def _refuse_to_replace(path: Path, *, force: bool) -> None:
    from grader.errors import UsageError

    if not path.parent.is_dir():
        raise UsageError(f"The folder of {path} is not there. Make it, or give another name with -o.")
    if path.exists() and not force and b'content="gradlings' not in path.read_bytes()[:2000]:
        raise UsageError(f"{path} is there already and is no page of the kit's. Give another name, or add --force.")


def _print_pairs(pairs: Sequence[Pair], compared: int, at_least: float) -> None:
    for pair in pairs:
        most = pair.likenesses[0]
        more = f", and {len(pair.likenesses) - 1} more" if len(pair.likenesses) > 1 else ""
        say(f"{paint(f'{pair.score:.2f}', 'strong')}  {pair.one} and {pair.other}")
        runs = "run" if most.passages == 1 else "runs"
        say(
            f"      {most.exercise}{more}: {most.passages} unusual {runs} of tokens, {most.alone} of them nobody else's"
        )
    if not pairs:
        alone = "There is only one submission, and nothing to compare it with."
        say(alone if compared == 1 else f"No two of {compared} submissions score {at_least:g} or more.")
        return
    say()
    say("A score says how much unusual code two answers share, not how it came about. Read both, and ask.")


def _print_json(pairs: Sequence[Pair], compared: int) -> None:
    import json

    def exercise(alike: Likeness) -> dict[str, Any]:
        return {
            "exercise": alike.exercise, "score": round(alike.score, 4), "shared_bits": round(alike.shared, 2),
            "least_bits": round(alike.least, 2), "shared_runs": alike.passages, "nobody_elses": alike.alone,
        }  # fmt: skip

    def entry(pair: Pair) -> dict[str, Any]:
        alike = [exercise(likeness) for likeness in pair.likenesses]
        return {"one": pair.one, "other": pair.other, "score": round(pair.score, 4), "exercises": alike}

    listed = [entry(pair) for pair in pairs]
    say(json.dumps({"schema": 1, "compared": compared, "pairs": listed}, indent=2, ensure_ascii=False))
