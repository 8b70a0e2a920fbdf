"""Where the exercises and their solutions lie: inside an installed wheel, in a checkout, or in banks of one's own."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from grader.errors import UsageError

BANKS_VARIABLE = "GRADLINGS_BANK"


@dataclass(frozen=True, slots=True)
class Bank:
    """A pair of folders: what a candidate may see, and what a candidate may not."""

    exercises: Path
    solutions: Path


def bank_at(root: Path) -> Bank:
    """Return the bank whose ``exercises`` and ``solutions`` folders lie in ``root``.

    Raises
    ------
    UsageError
        If either folder is missing.
    """
    bank = Bank(root / "exercises", root / "solutions")
    for folder in (bank.exercises, bank.solutions):
        if not folder.is_dir():
            raise UsageError(
                f"{root} is no bank of exercises: it has no folder {folder.name}/. "
                "A bank is a folder that holds exercises/ and solutions/."
            )
    return bank


def own_bank() -> Bank:
    """Return the kit's own bank: beside this file in a wheel, one folder up in a checkout."""
    package = Path(__file__).resolve().parent
    return bank_at(package if (package / "exercises").is_dir() else package.parent)


def all_banks() -> tuple[Bank, ...]:
    """Return the kit's own bank, then those that the environment variable ``GRADLINGS_BANK`` lists."""
    listed = os.environ.get(BANKS_VARIABLE, "")
    return (own_bank(), *(bank_at(Path(root)) for root in listed.split(os.pathsep) if root))
