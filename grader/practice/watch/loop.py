"""The loop: keys, saves, verdicts and the clock, in one thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.catalogue import Catalogue
    from grader.practice.watch.terms import Ended, Terms
    from grader.practice.workspace import Workspace


def watch(workspace: Workspace, catalogue: Catalogue, terms: Terms) -> Ended:
    """Check each file of ``workspace`` as it is saved, until somebody quits or the time is up."""
    raise NotImplementedError
