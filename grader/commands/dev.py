"""``gradlings dev``: for authors of exercises."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.catalogue import Exercise, load_catalogue
from grader.commands.options import EXERCISE, json_option
from grader.commands.style import complain, paint, say
from grader.content import BANKS_VARIABLE, Bank, all_banks, bank_at

if TYPE_CHECKING:
    from grader.authoring.parts import Part

_WIDEST = 110

bank_option = click.option(
    "--bank", "root", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help=f"A folder with exercises/ and solutions/, beside the kit's own and those of {BANKS_VARIABLE}.",
)  # fmt: skip
jobs_option = click.option("--jobs", "-j", type=click.IntRange(1, 64), help="Processes. Default: one per processor.")


@click.group()
def command() -> None:
    r"""Write an exercise, and prove that its hidden suite is strong.

    \b
    Examples:
      gradlings dev new softplus --bank mybank
      gradlings dev check softplus --bank mybank
      gradlings dev mutants softplus --bank mybank
    """


@command.command()
@click.argument("name")
@click.option("--track", default="network", show_default=True, help="The track it belongs to.")
@click.option("--function", "-f", "functions", multiple=True, help="A graded function. Repeatable. Default: NAME.")
@click.option(
    "--bank", "root", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Write into DIR/exercises and DIR/solutions, which are made if need be. Default: the kit's own bank.",
)  # fmt: skip
def new(name: str, track: str, functions: tuple[str, ...], root: Path | None) -> None:
    r"""Begin an exercise called NAME: every file it needs, each saying what is to be written there.

    \b
    Examples:
      gradlings dev new softplus --bank mybank
      gradlings dev new huber --track foundations -f huber_loss -f huber_loss_derivative
    """
    from grader.authoring.scaffold import bank_for_new, scaffold

    bank = bank_for_new(root)
    known = load_catalogue(_banks(root if all(map(os.path.isdir, bank)) else None))
    for path in scaffold(name, track, functions or (name,), bank, known):
        say(os.path.relpath(path))
    where = f" --bank {root}" if root is not None else ""
    say(f"\n`gradlings dev check {name}{where}` lists what is left to write, in order.")


@command.command()
@click.argument("names", nargs=-1, type=EXERCISE, metavar="[NAME]...")
@jobs_option
@bank_option
@click.option("--verbose", "-v", is_flag=True, help="Show which mistakes are not named, and which they answer like.")
@click.option("--matrix", type=click.Path(dir_okay=False, path_type=Path), help="Write the confusion matrix as CSV.")
@click.option("--write-table", "page", type=click.Path(dir_okay=False, path_type=Path), help="Write docs/proof.md.")
@json_option
@click.pass_context
def check(
    ctx: click.Context,
    names: tuple[str, ...],
    jobs: int | None,
    root: Path | None,
    verbose: bool,
    matrix: Path | None,
    page: Path | None,
    as_json: bool,
) -> None:
    r"""Prove exercises: complete, and their hidden suites strong. Without a NAME, all of them.

    The reference passes and is certified by its oracle, the stub is unattempted, every misconception loses points and
    every right variant passes, one-point mutants of the reference die or are declared equivalent, and the verdicts
    hold under other seeds and in another order.

    \b
    Examples:
      gradlings dev check
      gradlings dev check relu -v
      gradlings dev check --write-table docs/proof.md

    \b
    Exit code 0: proven. 1: something is left to do. 2: a name is unknown. 3: the kit is at fault.
    """
    from grader.authoring.confusion import matrix_csv
    from grader.authoring.page import proof_page
    from grader.authoring.record import to_json
    from grader.authoring.schedule import parts_of, prove
    from grader.authoring.table import proofs_text

    banks = _banks(root)
    exercises = _chosen(names, banks)
    with _progress(len(parts_of(exercises))) as advance:
        proofs = prove(exercises, banks, jobs or os.cpu_count() or 1, advance)
    if matrix is not None:
        matrix.write_text("".join(matrix_csv(proof.rows) for proof in proofs), encoding="utf-8")
    proven = not any(proof.problems for proof in proofs)
    if page is not None and proven:
        page.write_text(proof_page(proofs), encoding="utf-8")
    elif page is not None:
        complain(f"{page} was not written: it is for what is proven.")
    if as_json:
        sys.stdout.buffer.write(to_json(proofs))
        sys.stdout.buffer.flush()
    else:
        say(proofs_text(proofs, paint, width=_width(), verbose=verbose))
    ctx.exit(0 if proven else 1)


@command.command()
@click.argument("name", type=EXERCISE)
@jobs_option
@bank_option
@click.option("--survivors", is_flag=True, help="Only those that no check fails.")
@json_option
@click.pass_context
def mutants(ctx: click.Context, name: str, jobs: int | None, root: Path | None, survivors: bool, as_json: bool) -> None:
    r"""Change the reference of NAME at one point at a time, and show which check fails each mutant.

    For each survivor a line of the reference, what it became, and the entry that would declare it equivalent.

    \b
    Examples:
      gradlings dev mutants relu
      gradlings dev mutants relu --survivors

    \b
    Exit code 0: every mutant dies or is declared. 1: some survive. 2: the name is unknown. 3: the kit is at fault.
    """
    from grader.authoring.record import to_json
    from grader.authoring.schedule import parts_of, prove
    from grader.authoring.table import mutants_text

    banks = _banks(root)
    exercises = _chosen((name,), banks)
    with _progress(len(parts_of(exercises, ["mutants"]))) as advance:
        [proof] = prove(exercises, banks, jobs or os.cpu_count() or 1, advance, ["mutants"])
    if as_json:
        sys.stdout.buffer.write(to_json([proof]))
        sys.stdout.buffer.flush()
    else:
        say(mutants_text(proof, paint, width=_width(), only_survivors=survivors))
    ctx.exit(1 if proof.problems else 0)


def _banks(root: Path | None) -> tuple[Bank, ...]:
    return all_banks() if root is None else (*all_banks(), bank_at(str(root)))


def _chosen(names: tuple[str, ...], banks: tuple[Bank, ...]) -> list[Exercise]:
    catalogue = load_catalogue(banks)
    return list({e.name: e for e in map(catalogue.find, names)}.values()) if names else list(catalogue)


def _width() -> int:
    return max(60, min(shutil.get_terminal_size((100, 24)).columns, _WIDEST))


@contextlib.contextmanager
def _progress(total: int) -> Iterator[Callable[[Part], None]]:
    """Show a progress bar on stderr while somebody is watching."""
    if not sys.stderr.isatty():
        yield lambda part: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("proving", total=total)
        yield lambda part: progress.update(task, advance=1, description=f"{part.exercise} ({part.kind})")
