"""Comparing what was seen of an attack with what its header claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tests.attacks.attack import EVIDENCE, WALLS, Attack
from tests.attacks.batch import Seen


@dataclass(frozen=True, slots=True)
class Complaint:
    """A way in which an attack went otherwise than its header says.

    ``by_chance`` marks what a machine under load may cause; that is worth a second try.
    """

    says: str
    by_chance: bool = False


def complaints(attack: Attack, seen: Seen, walls: frozenset[str]) -> Iterator[Complaint]:
    """Yield what is wrong with ``seen`` behind ``walls``."""
    report = seen.report
    earning = attack.shows == "points" and not attack.is_stopped(walls)  # it may then pass
    if report.verdict not in attack.allowed and not earning:
        yield Complaint(f"the verdict is {report.verdict} ({report.message or _first_failure(seen)})", by_chance=True)
    expected = {attack.shows} - ({attack.shows} if attack.is_stopped(walls) else set())
    if attack.open:
        expected |= {"held", "swollen"}
    by_every_wall = walls == frozenset(WALLS)
    for kind in sorted(seen.evidence - expected):
        if by_every_wall or kind in ("points", "raw", "broke", "held", "swollen", "next") or kind == attack.shows:
            detail = _behind(seen) if kind == "next" else ""
            yield Complaint(f"{EVIDENCE[kind]}{detail}", by_chance=kind in ("held", "next", "swollen"))
    if attack.open and attack.shows not in seen.evidence:
        yield Complaint("it no longer succeeds: take 'Open because' out of its header", by_chance=True)
    elif not walls and attack.stopped_by and not attack.silent and attack.shows not in seen.evidence:
        problem = _first_failure(seen)
        yield Complaint(
            f"without a wall it should succeed, but nothing shows that {EVIDENCE[attack.shows]} "
            f"({report.verdict}; {report.message}; {problem}; printed {report.printed[:300]!r})",
            by_chance=True,
        )


def _first_failure(seen: Seen) -> str:
    return next((check.message for check in seen.report.checks if check.status == "failed"), "no failed check")[:400]


def _behind(seen: Seen) -> str:
    fates = ", ".join(f"{report.verdict} after {report.seconds:.2f} s {report.message}" for report in seen.behind)
    return f": {fates}; usually {seen.usual_seconds:.2f} s"
