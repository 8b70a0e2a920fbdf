"""The briefs' worked examples as a script: a candidate tries them out with Python and numpy alone."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from grader.catalogue import Exercise
from grader.errors import BankError

SCRIPT = "examples.py"
_RUNNER = Path(__file__).with_name("runner.py")
_TABLE = "EXAMPLES: list[tuple[str, str, str]] = []\n"


class Example(NamedTuple):
    """A call of an exercise's functions as an expression, and what it gives as another."""

    call: str
    gives: str


def examples_of(exercise: Exercise) -> list[Example]:
    """Return the public examples of ``exercise``, from ``examples.toml``; none where there is no such file.

    Raises
    ------
    BankError
        If the file cannot be read or lacks a field.
    """
    path = exercise.folder / "examples.toml"
    if not path.is_file():
        return []
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
        return [Example(str(entry["call"]), str(entry["gives"])) for entry in table["examples"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise BankError(f"The examples of {exercise.name} cannot be read: examples.toml: {error}.") from error


def examples_script(exercises: Sequence[Exercise]) -> str:
    """Return the script that runs the examples of ``exercises`` against the files beside it."""
    rows = "".join(
        f"    (\n        {exercise.name!r},\n        {example.call!r},\n        {example.gives!r},\n    ),\n"
        for exercise in exercises
        for example in examples_of(exercise)
    )
    return _RUNNER.read_text(encoding="utf-8").replace(_TABLE, f"EXAMPLES = [\n{rows}]\n")
