"""One notebook with every exercise asked for, for Colab: it installs the kit, and grades itself in place."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import grader
from grader.catalogue import Exercise
from grader.platforms.cells import brief_of, given_of, names_given, stub_of
from grader.platforms.document import cell, document, write_new

WHEEL = f"gradlings-{grader.__version__}-py3-none-any.whl"  # as `pip wheel` names it

_METADATA = {"colab": {"provenance": [], "toc_visible": True}}

_FROM_SPEC = """\
Run the next cell first: it installs gradlings in this runtime, from `{spec}`. A new runtime needs it again."""

_FROM_FILE = """\
gradlings is not in this runtime yet. Get its wheel, `{wheel}`, from whoever gave you this notebook, upload it with the
Files panel on the left, and run the next cell. A new runtime needs both again."""

_CHECK = """\
from grader import check

check("{name}")
"""

_WELCOME = """\
# {title}

{installing}

Then, for each exercise: read the brief, fill in the functions, run the cell, and run the check below it. What is graded
is the text of the cells as you last ran them, in a process of its own; plots and experiments in cells between do no
harm.

| exercise | points | about |
| --- | --- | --- |
{rows}
"""


def write_colab(
    exercises: Sequence[Exercise], name: str, folder: Path, *, install: str = "", overwrite: bool = False
) -> Path:
    """Write ``<name>.ipynb`` and return its path.

    Parameters
    ----------
    install
        What pip installs the kit from in Colab: the address of a wheel or a repository. Empty: a wheel that each
        candidate uploads.

    Raises
    ------
    UsageError
        If the file is there already, differs, and ``overwrite`` is not set: it may hold a candidate's work.
    """
    return write_new(folder / f"{name}.ipynb", colab_notebook(exercises, install), overwrite=overwrite)


def colab_notebook(exercises: Sequence[Exercise], install: str = "") -> str:
    """Return the text of the notebook."""
    cells = list(_beginning(exercises, install))
    known: set[str] = {name for exercise in exercises for name in exercise.functions}
    for exercise in exercises:
        cells += _exercise(exercise, known)
        known |= names_given(exercise)
    return document(cells, _METADATA)


def _beginning(exercises: Sequence[Exercise], install: str) -> Iterator[Any]:
    title = exercises[0].title if len(exercises) == 1 else "Build it from scratch in numpy"
    rows = "\n".join(f"| `{e.name}` | {e.points:g} | {e.title}, about {e.minutes} minutes |" for e in exercises)
    installing = _FROM_SPEC.format(spec=install) if install else _FROM_FILE.format(wheel=WHEEL)
    yield cell("markdown", "welcome", _WELCOME.format(title=title, installing=installing, rows=rows))
    yield cell("code", "install", f"%pip install --quiet {json.dumps(install or WHEEL)}")


def _exercise(exercise: Exercise, known: set[str]) -> Iterator[Any]:
    name = exercise.name
    yield cell("markdown", f"{name}-brief", brief_of(exercise))
    given = given_of(exercise, without=known)
    if given:
        yield cell("code", f"{name}-given", given)
    yield cell("code", f"{name}-work", stub_of(exercise))
    yield cell("code", f"{name}-check", _CHECK.format(name=name))
