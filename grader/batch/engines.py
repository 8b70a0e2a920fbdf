"""Where a batch is graded: in lanes on this machine, or on a cluster."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from grader.boundary.processors import usable
from grader.catalogue import Catalogue
from grader.report import Feedback

if TYPE_CHECKING:
    from grader.batch.run import Engine
    from grader.boundary.selftest import Level


@dataclass(frozen=True, slots=True)
class Where:
    """An engine's name, the scheduler of its cluster if it is to use one that runs, and how many to grade at once."""

    engine: Literal["local", "dask"]
    scheduler: str | None
    jobs: int


@contextlib.contextmanager
def started(where: Where, catalogue: Catalogue, feedback: Feedback, at_least: Level) -> Iterator[Engine]:
    """Start an engine, and end it with all that belongs to it.

    Raises
    ------
    UsageError
        If Dask is asked for and not installed.
    BoundaryError
        If no worker can be had.
    """
    with contextlib.ExitStack() as stack:
        if where.engine == "dask":
            from grader.batch.cluster import Cluster

            cluster = Cluster(catalogue, where.scheduler, where.jobs, feedback=feedback, at_least=at_least)
            yield stack.enter_context(cluster)
            return
        from grader.boundary.launch import Zygote

        # The worker processes import numpy while this one looks for the submissions and imports pytest.
        places = usable() if where.jobs >= processors() else []  # else lanes may move to what is idle
        held = [places[number % len(places)] if places else None for number in range(where.jobs)]
        zygotes = [stack.enter_context(Zygote(processor=processor)) for processor in held]
        from grader.grading.lanes import Lanes

        yield stack.enter_context(Lanes(zygotes, catalogue, feedback=feedback, at_least=at_least))


def processors() -> int:
    """Return how many processors this process may use."""
    return len(usable()) or os.cpu_count() or 1
