"""What a lab has to say, whatever it is shown in: a verdict, tables, and what can be learned from them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from grader.lab.ownership import NOT_FOUND, NOT_WRITTEN, Ownership

Mark = Literal["right", "wrong", "kit", ""]
THE_KITS = "the kit's"
YOURS = "yours"
_MOST_NAMED = 6  # of the kit's functions; more are only counted


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; ``mark`` says whether what it shows is right, or not the candidate's at all."""

    cells: tuple[str, ...]
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first column names what the others tell of; ``left`` are columns of words rather than numbers."""

    title: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]
    left: frozenset[int] = frozenset({0})


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that is said of one experiment.

    ``right`` is None if nothing of it is the candidate's.
    """

    title: str
    setting: str
    right: bool | None
    headline: str
    remarks: tuple[str, ...]
    tables: tuple[Table, ...]
    lessons: tuple[str, ...]
    printed: str = ""


def whose(ownership: Ownership, functions: Iterable[str]) -> str:
    """Say whose ``functions`` are, in a sentence or two: ``Yours, from relu.py: relu. The kit's: …``."""
    names = list(functions)
    by_file: dict[str, list[str]] = {}
    by_reason: dict[str, list[str]] = {}
    for name in names:
        owner = ownership.owners[name]
        if owner.yours:
            by_file.setdefault(owner.file, []).append(name)
        else:
            reason = owner.reason if owner.reason in (NOT_FOUND, NOT_WRITTEN) else "its file cannot be run"
            by_reason.setdefault(reason, []).append(name)
    yours = "; ".join(f"from {file}: {', '.join(owned)}" for file, owned in by_file.items())
    said = [f"Yours, {yours}."] if yours else []
    said += [f"The kit's ({reason}): {_shortened(rest, len(names))}." for reason, rest in by_reason.items()]
    return " ".join(said)


def _shortened(names: list[str], total: int) -> str:
    if len(names) <= _MOST_NAMED:
        return ", ".join(names)
    return f"all {total}" if len(names) == total else f"{len(names)} of the {total} functions"


def listed(names: Iterable[str]) -> str:
    """Return names as a list in a sentence."""
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
