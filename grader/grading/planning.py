"""What there is to run, and behind which walls; imports no numpy and no pytest, so that the parent of lanes stays
light.
"""

from __future__ import annotations

from collections.abc import Iterable

from grader.boundary.walls import walls_in_force
from grader.catalogue import Catalogue
from grader.report import Sandbox
from grader.submissions.attempts import Attempt
from grader.submissions.discovery import Submission


def needs_run(attempt: Attempt, catalogue: Catalogue) -> bool:
    """Say whether ``attempt`` has code to run: readable, of a known exercise, and not all of it still the stub's."""
    if attempt.problem or attempt.exercise not in catalogue or not attempt.chunks:
        return False
    return set(attempt.unwritten) != set(catalogue[attempt.exercise].functions)


def exercises_to_run(submissions: Iterable[Submission], catalogue: Catalogue) -> set[str]:
    """Return the names of the exercises whose hidden suites the submissions need."""
    return {a.exercise for submission in submissions for a in submission.attempts if needs_run(a, catalogue)}


def sandbox() -> Sandbox:
    """Return how strong the walls around candidate code are on this machine."""
    return Sandbox("weak", list(walls_in_force()))
