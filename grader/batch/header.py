"""The first line of a journal: what all its results have in common."""

from __future__ import annotations

import msgspec

from grader.errors import UsageError
from grader.report import Feedback, Sandbox

SCHEMA = 1


class Header(msgspec.Struct, frozen=True, tag="header", tag_field="is", forbid_unknown_fields=True):
    """What all results of a journal have in common; ``exercises`` are those asked for, none for whatever is attempted.

    ``bank`` is a hash of the exercises and their hidden suites.
    """

    kit: str
    bank: str
    exercises: list[str]
    feedback: Feedback
    sandbox: Sandbox
    schema: int = SCHEMA


def check_same(before: Header, now: Header, shown: str) -> None:
    """Make sure that results that were made as ``before`` says may stand beside those that are made as ``now`` says.

    Raises
    ------
    UsageError
        If they may not; it says what is different, and what to do.
    """
    said = {
        "schema": ("in another form", ""),
        "kit": (f"by version {before.kit} of the kit", f"this is {now.kit}"),
        "bank": ("with other exercises or hidden tests", "they have changed since"),
        "exercises": (f"for {_listed(before.exercises)}", f"now it is to be {_listed(now.exercises)}"),
        "feedback": (f"with --feedback {before.feedback}", f"now it is to be {now.feedback}"),
        "sandbox": (f"behind walls of level {before.sandbox.level}", f"now they are {now.sandbox.level} or others"),
    }
    for part, (then, since) in said.items():
        if getattr(before, part) != getattr(now, part):
            raise UsageError(
                f"The results in {shown} were made {then}{since and '; '}{since}. One report must not mix the two: go "
                "on as before, begin anew with --force instead of --resume, or give --out another folder."
            )


def _listed(exercises: list[str]) -> str:
    return ", ".join(exercises) if exercises else "whatever is attempted"
