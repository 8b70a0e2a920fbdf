"""The briefs' worked examples as a script: a candidate tries them out with Python and numpy alone."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from grader.catalogue import Exercise
from grader.errors import BankError
from grader.packs.runner import same

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


def wrong_examples(exercise: Exercise) -> list[str]:
    """Return what is wrong with the examples of ``exercise``, a sentence each, by asking the reference.

    Raises
    ------
    BankError
        As :func:`examples_of`, or if the solution cannot be run.
    """
    import numpy as np

    from grader.suite.reference import load_reference

    said = []
    for call, gives in examples_of(exercise):
        try:
            got = eval(call, {"np": np, **vars(load_reference(exercise))})
            if not same(got, eval(gives, {"np": np})):
                said.append(f"examples.toml: {call} is said to give {gives}; the reference gives {got!r}.")
        except Exception as error:
            said.append(f"examples.toml: {call} cannot be tried: {type(error).__name__}: {error}.")
    return said


def examples_script(exercises: Sequence[Exercise]) -> str:
    """Return the script that runs the examples of ``exercises`` against the files beside it."""
    rows = "".join(
        f"    (\n        {exercise.name!r},\n        {example.call!r},\n        {example.gives!r},\n    ),\n"
        for exercise in exercises
        for example in examples_of(exercise)
    )
    return _RUNNER.read_text(encoding="utf-8").replace(_TABLE, f"EXAMPLES = [\n{rows}]\n")
