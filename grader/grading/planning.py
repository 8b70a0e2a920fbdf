"""What there is to run, and behind which walls; imports no numpy and no pytest, so that the parent of lanes stays
light.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable

from grader.boundary.messages import Chunk
from grader.boundary.walls import walls_in_force
from grader.catalogue import Catalogue
from grader.report import Sandbox
from grader.submissions.attempts import Attempt
from grader.submissions.discovery import Submission
from grader.submissions.parsing import parse

_MATPLOTLIB = re.compile(r"^\s*(import|from)\s+matplotlib\b", re.MULTILINE)


def needs_run(attempt: Attempt, catalogue: Catalogue) -> bool:
    """Say whether ``attempt`` has code to run: readable, of a known exercise, and not all of it still the stub's."""
    if attempt.problem or attempt.exercise not in catalogue or not attempt.chunks:
        return False
    return set(attempt.unwritten) != set(catalogue[attempt.exercise].functions)


def exercises_to_run(submissions: Iterable[Submission], catalogue: Catalogue) -> set[str]:
    """Return the names of the exercises whose hidden suites the submissions need."""
    return {a.exercise for submission in submissions for a in submission.attempts if needs_run(a, catalogue)}


def wants_plots(submissions: Iterable[Submission], catalogue: Catalogue) -> bool:
    """Say whether at least two runs import matplotlib, so that importing it once for all of them pays."""
    runs = (a for submission in submissions for a in submission.attempts if needs_run(a, catalogue))
    importing = (attempt for attempt in runs if any(_imports_matplotlib(chunk) for chunk in attempt.chunks))
    return next(importing, None) is not None and next(importing, None) is not None


def _imports_matplotlib(chunk: Chunk) -> bool:
    if not _MATPLOTLIB.search(chunk.text):
        return False
    body, _ = parse(chunk.text, chunk.label)
    kept = body if chunk.keep is None else [body[index] for index in chunk.keep]
    return any(_MATPLOTLIB.search(ast.unparse(node)) for node in kept if isinstance(node, ast.Import | ast.ImportFrom))


def sandbox() -> Sandbox:
    """Return how strong the walls around candidate code are on this machine."""
    return Sandbox("weak", list(walls_in_force()))
