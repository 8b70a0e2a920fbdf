"""What there is to run, read from the submissions; imports no numpy and no pytest."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from grader.boundary.messages import Chunk
from grader.catalogue import Catalogue
from grader.submissions.attempts import Attempt
from grader.submissions.discovery import Submission
from grader.submissions.parsing import parse


def needs_run(attempt: Attempt, catalogue: Catalogue) -> bool:
    """Say whether ``attempt`` has code to run: readable, of a known exercise, and not all of it still the stub's."""
    if attempt.problem or attempt.exercise not in catalogue or not attempt.chunks:
        return False
    return set(attempt.unwritten) != set(catalogue[attempt.exercise].functions)


def exercises_to_run(submissions: Iterable[Submission], catalogue: Catalogue) -> set[str]:
    """Return the names of the exercises whose hidden suites the submissions need."""
    return {a.exercise for submission in submissions for a in submission.attempts if needs_run(a, catalogue)}


def packages_wanted(submissions: Iterable[Submission], catalogue: Catalogue) -> list[str]:
    """Return the packages that exercises declare and submissions import, so that they are imported once for all."""
    wanted: dict[str, None] = {}
    for attempt in (a for submission in submissions for a in submission.attempts if needs_run(a, catalogue)):
        for package in catalogue[attempt.exercise].packages:
            if package not in wanted and any(_imports(package, chunk) for chunk in attempt.chunks):
                wanted[package] = None
    return list(wanted)


def _imports(package: str, chunk: Chunk) -> bool:
    if package not in chunk.text:
        return False
    body, _ = parse(chunk.text, chunk.label)
    kept = body if chunk.keep is None else [body[index] for index in chunk.keep]
    statements = [node for statement in kept for node in ast.walk(statement)]
    names = [alias.name for node in statements if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in statements if isinstance(node, ast.ImportFrom)]
    return any(name.partition(".")[0] == package for name in names)
