"""``gradlings export``: exercises as notebooks, and for the platforms that courses run on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

import click

from grader.catalogue import Exercise, load_catalogue
from grader.commands.options import EXERCISE
from grader.commands.style import say
from grader.errors import UsageError
from grader.report import Feedback

Target = Literal["student", "instructor", "nbgrader", "otter", "gradescope", "colab", "folder"]

_TAKEN_BY: dict[str, tuple[Target, ...]] = {
    "assignment": ("nbgrader", "otter", "colab"),
    "install": ("otter", "colab"),
    "feedback": ("otter", "gradescope"),
}


@click.command()
@click.argument("names", nargs=-1, type=EXERCISE, metavar="[NAME]...")
@click.option("--all", "everything", is_flag=True, help="Every exercise.")
@click.option(
    "--for", "target", type=click.Choice(get_args(Target)), default="student", show_default=True,
    help="Notebooks with the stub, or with the reference and the interviewer's notes; or what a platform takes.",
)  # fmt: skip
@click.option(
    "--output",
    "-o",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path(),
    help="Write into this folder; for nbgrader, that of the course. Default: here.",
)
@click.option(
    "--assignment",
    metavar="NAME",
    help="For nbgrader, otter and colab: what the assignment is called. Default: as the exercise, if it is one.",
)
@click.option(
    "--install",
    metavar="SPEC",
    help="For colab and otter: what pip is to install gradlings from there, such as the address of a wheel.",
)
@click.option(
    "--feedback",
    type=click.Choice(get_args(Feedback)),
    help="For gradescope and otter: how much of the hidden tests students see. Default: mistakes.",
)
@click.option("--force", is_flag=True, help="Replace files that are there already.")
def command(
    names: tuple[str, ...],
    everything: bool,
    target: Target,
    folder: Path,
    assignment: str | None,
    install: str | None,
    feedback: Feedback | None,
    force: bool,
) -> None:
    r"""Write exercises as notebooks that grade themselves in place, or for the platform that a course runs on.

    \b
    nbgrader    source/ASSIGNMENT/*.ipynb for a course, and lines for nbgrader_config.py
    otter       the master notebook for `otter assign`
    gradescope  autograder.zip
    colab       one notebook with all exercises
    folder      stubs and briefs as plain files

    \b
    Examples:
      gradlings export relu
      gradlings export backward_propagation --for instructor
      gradlings export relu tanh --for nbgrader --assignment week1 -o course/
      gradlings export --all --for gradescope -o upload/
      gradlings export --all --for colab --install https://example.org/gradlings-0.1.0-py3-none-any.whl
    """
    given = {"assignment": assignment, "install": install, "feedback": feedback}
    for option, value in given.items():
        if value is not None and target not in _TAKEN_BY[option]:
            raise UsageError(f"--{option} goes with --for {' or '.join(_TAKEN_BY[option])}, not with --for {target}.")
    catalogue = load_catalogue()
    if everything == bool(names):
        raise UsageError(
            "Name the exercises to export, or give --all: `gradlings export relu` or `gradlings export --all`."
        )
    wanted = {exercise.name for exercise in map(catalogue.find, names)}
    exercises = [exercise for exercise in catalogue if everything or exercise.name in wanted]
    order = _Order(
        exercises, folder, _assignment_name(assignment, exercises), install or "", feedback or "mistakes", force
    )
    for path in _WRITERS[target](order):
        say(str(path))


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be written where: exercises in the order of the catalogue."""

    exercises: Sequence[Exercise]
    folder: Path
    assignment: str
    install: str
    feedback: Feedback
    force: bool


def _assignment_name(asked: str | None, exercises: Sequence[Exercise]) -> str:
    if asked is None:
        return exercises[0].name if len(exercises) == 1 else "gradlings"
    if not asked.isprintable() or not asked.strip() or asked[0] in ".-" or any(sign in asked for sign in '/\\+:*?"<>|'):
        raise UsageError(f"An assignment cannot be called {asked!r}: use letters, digits, - and _, such as week1.")
    return asked


def _student(order: _Order) -> Iterator[Path]:
    from grader.notebooks.export import write_notebook

    for exercise in order.exercises:
        yield write_notebook(exercise, "student", order.folder, overwrite=order.force)


def _instructor(order: _Order) -> Iterator[Path]:
    from grader.notebooks.export import write_notebook

    for exercise in order.exercises:
        yield write_notebook(exercise, "instructor", order.folder, overwrite=order.force)


def _nbgrader(order: _Order) -> Iterator[Path]:
    from grader.platforms.nbgrader import write_course

    written, left_to_do = write_course(order.exercises, order.assignment, order.folder, overwrite=order.force)
    yield from written
    if left_to_do:
        say(left_to_do, err=True)


def _otter(order: _Order) -> Iterator[Path]:
    from grader.platforms.otter import write_assignment

    yield write_assignment(
        order.exercises,
        order.assignment,
        order.folder,
        install=order.install,
        feedback=order.feedback,
        overwrite=order.force,
    )


def _gradescope(order: _Order) -> Iterator[Path]:
    from grader.platforms.gradescope import write_autograder

    yield write_autograder(order.exercises, order.folder, feedback=order.feedback, overwrite=order.force)


def _colab(order: _Order) -> Iterator[Path]:
    from grader.platforms.colab import write_colab

    yield write_colab(order.exercises, order.assignment, order.folder, install=order.install, overwrite=order.force)


def _folder(order: _Order) -> Iterator[Path]:
    from grader.platforms.folder import write_folder

    yield from write_folder(order.exercises, order.folder, overwrite=order.force)


_WRITERS: dict[Target, Callable[[_Order], Iterator[Path]]] = {
    "student": _student,
    "instructor": _instructor,
    "nbgrader": _nbgrader,
    "otter": _otter,
    "gradescope": _gradescope,
    "colab": _colab,
    "folder": _folder,
}
