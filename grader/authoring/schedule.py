"""Proofs of many exercises, their parts side by side on several processes."""

from __future__ import annotations

import multiprocessing
import multiprocessing.util
import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool

from grader.authoring.completeness import shortcomings
from grader.authoring.parts import Bench, Part, work_on
from grader.authoring.proof import Finding, Proof, Tally, combined
from grader.boundary.launch import Zygote
from grader.catalogue import Catalogue, Exercise, load_catalogue
from grader.content import Bank
from grader.errors import BoundaryError

# In how many shares each kind of work is done; the longest first, so that no process is left with it at the end.
SHARES = {"mistakes": 3, "seeds": 2, "mutants": 2, "basics": 1, "variants": 1}

_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")

OnPart = Callable[[Part], None]


def parts_of(exercises: Sequence[Exercise], kinds: Sequence[str] = tuple(SHARES)) -> list[Part]:
    """Return what there is to do for ``exercises``."""
    return [
        Part(exercise.name, kind, share, SHARES[kind])
        for kind in kinds
        for exercise in exercises
        for share in range(SHARES[kind])
    ]


def prove(
    exercises: Sequence[Exercise],
    banks: Sequence[Bank],
    jobs: int,
    on_part: OnPart = lambda part: None,
    kinds: Sequence[str] = tuple(SHARES),
) -> list[Proof]:
    """Prove ``exercises`` on ``jobs`` processes and return their proofs in the same order.

    An exercise that is not complete yet is not worked on: its proof lists what is left to write.

    Parameters
    ----------
    banks
        Where the exercises, and those they need, lie.
    on_part
        Called with each part when it is done.

    Raises
    ------
    BoundaryError
        If no worker process can be had, or a process ends before its work is done.
    """
    catalogue = load_catalogue(banks)
    missing = {exercise.name: shortcomings(exercise, catalogue) for exercise in exercises}
    parts = parts_of([exercise for exercise in exercises if not missing[exercise.name]], kinds)
    findings: dict[str, list[tuple[Part, Finding]]] = {exercise.name: [] for exercise in exercises}
    done = _here(parts, catalogue, on_part) if jobs == 1 else _side_by_side(parts, banks, jobs, on_part)
    for part, finding in done:
        findings[part.exercise].append((part, finding))
    order = list(SHARES)[::-1]
    return [
        combined(
            exercise,
            [Finding(Tally(), missing[exercise.name])]
            + [
                f
                for _, f in sorted(findings[exercise.name], key=lambda pair: (order.index(pair[0].kind), pair[0].share))
            ],
        )
        for exercise in exercises
    ]


def _here(parts: Sequence[Part], catalogue: Catalogue, on_part: OnPart) -> list[tuple[Part, Finding]]:
    done = []
    with Zygote() as zygote:
        for part in parts:
            done.append((part, work_on(part, Bench(zygote, catalogue))))
            on_part(part)
    return done


def _side_by_side(
    parts: Sequence[Part], banks: Sequence[Bank], jobs: int, on_part: OnPart
) -> list[tuple[Part, Finding]]:
    if not parts:
        return []
    start = multiprocessing.get_context("spawn")  # a fork would copy the locks of the progress bar's thread
    pool = ProcessPoolExecutor(min(jobs, len(parts)), start, _prepare, (tuple(banks),))
    alone = dict.fromkeys(_THREADS, "1")  # processes that each take every processor would wait for each other
    before = {name: os.environ.get(name) for name in alone}
    os.environ.update(alone)
    try:
        running: dict[Future[Finding], Part] = {pool.submit(_work, part): part for part in parts}
        done = []
        for future in as_completed(running):
            done.append((running[future], future.result()))
            on_part(running[future])
        return done
    except BrokenProcessPool as error:
        raise BoundaryError("A process ended before its part of the proof was done. Is there enough memory?") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


_bench: Bench | None = None  # of a process that works on parts


def _prepare(banks: Sequence[Bank]) -> None:
    global _bench
    zygote = Zygote()
    multiprocessing.util.Finalize(None, zygote.close, exitpriority=1)
    _bench = Bench(zygote, load_catalogue(banks))


def _work(part: Part) -> Finding:
    if _bench is None:
        raise BoundaryError("A process was not prepared for its part of the proof.")
    return work_on(part, _bench)
