"""The proof of one exercise: what each part of the work found, added up."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from grader.authoring.confusion import Row, ties_of
from grader.catalogue import Exercise


class Tally(msgspec.Struct):
    """How many there are of everything, and how many of these do as they should."""

    checks: int = 0
    certified: int = 0  # tests of the oracle that pass
    misconceptions: int = 0
    caught: int = 0
    named: int = 0
    same: int = 0  # catalogued as mistakes, but declared the same program
    variants: int = 0
    passed: int = 0
    mutants: int = 0  # without those declared equivalent
    killed: int = 0
    equivalent: int = 0
    seeds: int = 0


class Fate(msgspec.Struct, frozen=True):
    """What became of a mutant: the first check that failed it, ``killed_by``, is empty if it survived.

    ``declared`` is the reason why it is no mistake, empty if there is none.
    """

    function: str
    line: int
    what: str
    before: str
    after: str
    killed_by: str
    declared: str


class Finding(msgspec.Struct):
    """What one part of a proof found. ``problems`` are sentences for the author.

    ``unsteady`` are those that other seeds bring about; they wait until there are no others.
    """

    tally: Tally
    problems: list[str] = []
    unsteady: list[str] = []
    rows: list[Row] = []
    ties: list[tuple[str, str]] = []  # declared
    fates: list[Fate] = []
    seconds: float = 0.0


class Proof(msgspec.Struct):
    """All that is known of one exercise. It is proven if there are no problems."""

    exercise: str
    track: str
    points: float
    tally: Tally
    problems: list[str]
    rows: list[Row] = []
    ties: list[tuple[str, str]] = []
    fates: list[Fate] = []
    seconds: float = 0.0  # of work, on however many processes


def total_of(proofs: Sequence[Proof]) -> Tally:
    """Return the tallies of all proofs, added up."""
    return _added([proof.tally for proof in proofs])


def _added(tallies: Sequence[Tally]) -> Tally:
    return Tally(*(sum(getattr(tally, field) for tally in tallies) for field in Tally.__struct_fields__))


def combined(exercise: Exercise, findings: Sequence[Finding]) -> Proof:
    """Return the proof that the findings of all parts make up."""
    tally = _added([finding.tally for finding in findings])
    rows = sorted((row for f in findings for row in f.rows), key=lambda row: (row.function, row.name))
    fates = sorted((fate for f in findings for fate in f.fates), key=lambda fate: fate.line)
    declared = sorted({pair for finding in findings for pair in finding.ties})
    problems = list(dict.fromkeys(problem for finding in findings for problem in finding.problems))
    problems += _surviving(exercise, [fate for fate in fates if not fate.killed_by and not fate.declared])
    problems += _undeclared(ties_of(rows), declared, complete=not problems)
    problems = problems or [problem for finding in findings for problem in finding.unsteady]
    seconds = sum(finding.seconds for finding in findings)
    return Proof(
        exercise.name, exercise.track, exercise.points, tally, problems, rows, declared, fates, round(seconds, 2)
    )


def _surviving(exercise: Exercise, survivors: Sequence[Fate]) -> list[str]:
    if not survivors:
        return []
    first = survivors[0]
    count = "1 mutant of the reference passes" if len(survivors) == 1 else f"{len(survivors)} mutants pass"
    return [
        f"{count} every check, line {first.line} of solution.py as `{first.after}` for instance: add a check that "
        f"fails it, or declare it equivalent. `gradlings dev mutants {exercise.name} --survivors` shows each, and how."
    ]


def _undeclared(found: Sequence[tuple[str, str]], declared: Sequence[tuple[str, str]], *, complete: bool) -> list[str]:
    problems = [
        f"`{first}` and `{second}` answer alike on every call the suite makes, so a candidate is told neither: add a "
        f'call that tells them apart, or declare ALIKE = {{("{first}", "{second}"): "why"}} in misconceptions.py.'
        for first, second in found
        if (first, second) not in declared
    ]
    if complete:
        problems += [
            f"ALIKE in misconceptions.py declares `{first}` and `{second}`, but the suite tells them apart: "
            "take the entry out."
            for first, second in declared
            if (first, second) not in found
        ]
    return problems
