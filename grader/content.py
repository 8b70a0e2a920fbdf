"""Where the exercises and their solutions lie: inside an installed wheel, in a checkout, or in banks of one's own.

Paths are plain text here and in the catalogue's records: importing pathlib would be a tenth of ``gradlings list``.
"""

from __future__ import annotations

import os
from typing import NamedTuple

from grader.errors import UsageError

BANKS_VARIABLE = "GRADLINGS_BANK"


class Bank(NamedTuple):
    """A pair of folders: what a candidate may see, and what a candidate may not."""

    exercises: str
    solutions: str


def bank_at(root: str) -> Bank:
    """Return the bank whose ``exercises`` and ``solutions`` folders lie in ``root``.

    Raises
    ------
    UsageError
        If either folder is missing.
    """
    whole = os.path.abspath(root)  # commands may change folders, and pytest names its files by their whole path
    bank = Bank(os.path.join(whole, "exercises"), os.path.join(whole, "solutions"))
    for folder in bank:
        if not os.path.isdir(folder):
            raise UsageError(
                f"{root} is no bank of exercises: it has no folder {os.path.basename(folder)}/. "
                "A bank is a folder that holds exercises/ and solutions/."
            )
    return bank


def own_bank() -> Bank:
    """Return the kit's own bank: beside this file in a wheel, one folder up in a checkout."""
    package = os.path.dirname(os.path.abspath(__file__))
    return bank_at(package if os.path.isdir(os.path.join(package, "exercises")) else os.path.dirname(package))


def all_banks() -> tuple[Bank, ...]:
    """Return the kit's own bank, then those that the environment variable ``GRADLINGS_BANK`` lists."""
    listed = os.environ.get(BANKS_VARIABLE, "")
    return (own_bank(), *(bank_at(root) for root in listed.split(os.pathsep) if root))
