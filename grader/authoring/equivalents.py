"""Mutants that are the same program after all, declared with a reason beside the solution.

``equivalents.toml`` names a mutant by what a person sees of it, so that an entry survives lines that move::

    [[equivalent]]
    function = "relu"
    line = "return np.maximum(0.0, z)"
    becomes = "return np.maximum(z, 0.0)"
    reason = "The larger of two numbers does not depend on their order."

``becomes`` may be a list. Function is "" for a statement outside any function.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass

from grader.authoring.mutants import Mutant
from grader.catalogue import Exercise
from grader.errors import BankError

FILE = "equivalents.toml"
_SHORTEST_REASON = 10  # characters


@dataclass(frozen=True, slots=True)
class Equivalent:
    """One declared mutant."""

    function: str
    line: str
    becomes: str
    reason: str

    def describes(self, mutant: Mutant) -> bool:
        """Say whether ``mutant`` is the one that is meant."""
        return (self.function, self.line, self.becomes) == (mutant.function, mutant.before, mutant.after)


def read_equivalents(exercise: Exercise) -> tuple[Equivalent, ...]:
    """Return what the author declared; none if there is no file.

    Raises
    ------
    BankError
        If the file cannot be read, or an entry lacks a field.
    """
    path = exercise.secret_folder / FILE
    try:
        entries = tomllib.loads(path.read_text(encoding="utf-8")).get("equivalent", [])
    except FileNotFoundError:
        return ()
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise BankError(f"{FILE} of {exercise.name} cannot be read: {error}.") from error
    found = []
    for entry in entries:
        try:
            becomes = [entry["becomes"]] if isinstance(entry["becomes"], str) else entry["becomes"]
            function, line, reason = entry["function"], _one_line(entry["line"]), entry["reason"].strip()
            found += [Equivalent(function, line, _one_line(text), reason) for text in becomes]
        except (KeyError, AttributeError, TypeError) as error:
            raise BankError(
                f"{FILE} of {exercise.name}: each [[equivalent]] needs function, line, becomes and reason ({error})."
            ) from error
    return tuple(found)


def reason_for(mutant: Mutant, declared: Sequence[Equivalent]) -> str:
    """Return why ``mutant`` is the same program after all, empty if nobody says so."""
    return next((entry.reason for entry in declared if entry.describes(mutant)), "")


def outdated(declared: Sequence[Equivalent], mutants: Sequence[Mutant]) -> list[str]:
    """Return what is wrong with the declarations themselves, a sentence each."""
    problems = [
        f"{FILE} declares `{entry.becomes}` for `{entry.line}`, but there is no such mutant (any more): "
        "take the entry out, or copy the lines anew from `gradlings dev mutants`."
        for entry in declared
        if not any(entry.describes(mutant) for mutant in mutants)
    ]
    return problems + [
        f"{FILE} does not say why `{entry.becomes}` is the same as `{entry.line}`: write the reason."
        for entry in declared
        if len(entry.reason) < _SHORTEST_REASON
    ]


def declaration(function: str, before: str, after: str) -> str:
    """Return the entry that would declare a mutant equivalent, but for the reason."""
    fields = (("function", function), ("line", before), ("becomes", after))
    return "\n".join(["[[equivalent]]", *(f"{key} = {_toml(value)}" for key, value in fields), 'reason = ""'])


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _toml(text: str) -> str:
    if "'" not in text:
        return f"'{text}'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
