"""Stubs and briefs as plain files, side by side: to be zipped, mailed, or put into a repository.

A file bears its exercise's name, by which ``gradlings check`` and ``gradlings grade`` know the folder for one
candidate's work.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from grader.catalogue import Exercise
from grader.platforms.document import write_new

_README = """\
# {count}

Fill in the functions in the `.py` files; the brief of each lies beside it. Leave what is marked as given.

| file | brief | points | about |
| --- | --- | --- | --- |
{rows}

With gradlings installed, `gradlings check` here says how far you are. Without it, hand the folder in as it is.
"""


def write_folder(exercises: Sequence[Exercise], folder: Path, *, overwrite: bool = False) -> list[Path]:
    """Write ``<exercise>.py`` and ``<exercise>.md`` for each exercise, and a ``README.md``; return the paths.

    Raises
    ------
    UsageError
        If a file is there already, differs, and ``overwrite`` is not set: it may hold a candidate's work.
    """
    return [write_new(folder / name, text, overwrite=overwrite) for name, text in _files(exercises)]


def _files(exercises: Sequence[Exercise]) -> Iterator[tuple[str, str]]:
    for exercise in exercises:
        yield f"{exercise.name}.py", exercise.stub
        yield f"{exercise.name}.md", exercise.brief_path.read_text(encoding="utf-8")
    rows = "\n".join(map(_row, exercises))
    count = f"{len(exercises)} exercise{'s' * (len(exercises) != 1)}"
    yield "README.md", _README.format(count=count, rows=rows)


def _row(exercise: Exercise) -> str:
    stub, brief = f"{exercise.name}.py", f"{exercise.name}.md"
    about = f"{exercise.title}, about {exercise.minutes} minutes"
    return f"| [{stub}]({stub}) | [{brief}]({brief}) | {exercise.points:g} | {about} |"
