"""The catalogue: what each exercise is called, asks for and is worth.

Reads ``exercise.toml`` and the stub of every exercise, nothing of its solution, and imports nothing heavy, so that
``gradlings list`` and shell completion answer at once.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from grader.content import Bank, all_banks
from grader.errors import BankError, UnknownExercise

if TYPE_CHECKING:
    from pathlib import Path

GIVEN_BEGINS = "# --- given"
GIVEN_ENDS = "# --- end of given"


class Limits(NamedTuple):
    """How long one call, loading the submission, and the whole exercise may take, in seconds of wall clock."""

    call: float = 5.0
    load: float = 10.0
    exercise: float = 30.0
    memory: int = 1 << 30  # bytes a worker may allocate on top of what it is born with


class Exercise:
    """One exercise as ``exercise.toml`` describes it.

    ``functions`` maps each graded function to its points, in the order of the stub; ``packages`` are what a submission
    may import besides numpy and the standard library.
    """

    def __init__(self, name: str, table: dict[str, Any], bank: Bank) -> None:
        self.name = name
        self.title: str = table["title"]
        self.track: str = table["track"]
        self.order: int = table["order"]
        self.difficulty: int = table["difficulty"]
        self.minutes: int = table["minutes"]
        self.functions: dict[str, float] = {entry["name"]: float(entry["points"]) for entry in table["functions"]}
        self.needs: tuple[str, ...] = tuple(table.get("needs", ()))
        self.packages: tuple[str, ...] = tuple(table.get("packages", ()))
        self.hints: tuple[str, ...] = tuple(table["hints"])
        self.limits = Limits(**table.get("limits", {}))
        self._folder = os.path.join(bank.exercises, name)
        self._secret_folder = os.path.join(bank.solutions, name)

    @property
    def points(self) -> float:
        """The points of all functions together."""
        return sum(self.functions.values())

    @cached_property
    def folder(self) -> Path:
        """What a candidate may see."""
        from pathlib import Path

        return Path(self._folder)

    @cached_property
    def secret_folder(self) -> Path:
        """What a candidate may not see. Only the grader process reads it."""
        from pathlib import Path

        return Path(self._secret_folder)

    @property
    def stub_path(self) -> Path:
        """The file a candidate edits."""
        return self.folder / f"{self.name}.py"

    @property
    def brief_path(self) -> Path:
        """The task in words."""
        return self.folder / "README.md"

    @property
    def solution_path(self) -> Path:
        """The reference."""
        return self.secret_folder / "solution.py"

    @property
    def suite_path(self) -> Path:
        """The hidden suite."""
        return self.secret_folder / f"test_{self.name}.py"

    @property
    def misconceptions_path(self) -> Path:
        """The catalogue of named wrong implementations."""
        return self.secret_folder / "misconceptions.py"

    @cached_property
    def stub(self) -> str:
        """The text of the stub."""
        return self.stub_path.read_text(encoding="utf-8")

    @cached_property
    def given(self) -> str:
        """The stub's block of ready-made functions, or an empty string."""
        return given_block(self.stub)


class Catalogue:
    """All exercises of the banks in use, in the order they are best solved."""

    def __init__(self, exercises: Iterable[Exercise]) -> None:
        self._exercises = {exercise.name: exercise for exercise in exercises}
        self._by_function = {
            function: exercise for exercise in self._exercises.values() for function in exercise.functions
        }

    def __iter__(self) -> Iterator[Exercise]:
        return iter(self._exercises.values())

    def __contains__(self, name: str) -> bool:
        return name in self._exercises

    def __getitem__(self, name: str) -> Exercise:
        return self._exercises[name]

    def get(self, name: str) -> Exercise | None:
        """Return the exercise called ``name``, or None."""
        return self._exercises.get(name)

    def named_by(self, stem: str) -> Exercise | None:
        """Return the exercise that a file is named after: ``relu.py``, or ``01_relu.py`` as in a workspace."""
        number, _, rest = stem.partition("_")
        return self._exercises.get(stem) or (self._exercises.get(rest) if number.isdecimal() else None)

    def _numbered(self, name: str) -> Exercise | None:
        """Return the exercise that stands at ``name``, ``7`` or ``07``, in its track; None if several do."""
        found = [exercise for exercise in self if name.lstrip("0") == str(exercise.order)]
        return found[0] if len(found) == 1 else None

    @property
    def tracks(self) -> tuple[str, ...]:
        """The tracks, in order."""
        return tuple(dict.fromkeys(exercise.track for exercise in self))

    @property
    def functions(self) -> dict[str, Exercise]:
        """Every graded function with its exercise."""
        return self._by_function

    def find(self, name: str) -> Exercise:
        """Return the exercise called ``name``, or the one that grades a function of that name, or has that number.

        Raises
        ------
        UnknownExercise
            With the closest names, if there are any.
        """
        exercise = self._exercises.get(name) or self._by_function.get(name) or self._numbered(name)
        if exercise is not None:
            return exercise
        import difflib

        close = difflib.get_close_matches(name, {**self._exercises, **self._by_function}, n=2, cutoff=0.6)
        hint = f"Did you mean {' or '.join(close)}? " if close else ""
        raise UnknownExercise(f"No exercise or function is called {name!r}. {hint}See `gradlings list`.")


def load_catalogue(banks: Iterable[Bank] | None = None) -> Catalogue:
    """Read every exercise of ``banks`` (default: the kit's own and those of the environment).

    Raises
    ------
    BankError
        If an ``exercise.toml`` is missing, unreadable or lacks a field.
    """
    exercises = [
        _read(name, bank)
        for bank in (all_banks() if banks is None else banks)
        for name in os.listdir(bank.exercises)
        if os.path.isfile(os.path.join(bank.exercises, name, "exercise.toml"))
    ]
    return Catalogue(sorted(exercises, key=lambda exercise: (exercise.track, exercise.order, exercise.name)))


def given_block(stub: str) -> str:
    """Return the lines between the stub's two markers, keeping their line numbers' order, or an empty string."""
    lines: list[str] = []
    inside = False
    for line in stub.splitlines(keepends=True):
        if line.startswith(GIVEN_ENDS):
            inside = False
        elif line.startswith(GIVEN_BEGINS):
            inside = True
        elif inside:
            lines.append(line)
    return "".join(lines)


def _read(name: str, bank: Bank) -> Exercise:
    try:
        with open(os.path.join(bank.exercises, name, "exercise.toml"), "rb") as file:
            return Exercise(name, tomllib.load(file), bank)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BankError(f"The exercise {name} cannot be read: exercise.toml: {error}.") from error
    except (KeyError, TypeError) as error:
        raise BankError(f"The exercise {name} is incomplete: exercise.toml lacks or misspells {error}.") from error
