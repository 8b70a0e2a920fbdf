"""What a check in a notebook costs with the worker process kept, against one that starts it anew, in turn in this run.

    python benchmarks/notebook.py [rounds]

Prints the medians, the ratio of each pair, and by how much the kernel's memory grows over the rounds.
"""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Sequence

from grader.catalogue import load_catalogue
from grader.content import own_bank
from grader.notebooks.checking import check_cells
from grader.notebooks.held import close_held

LIMIT = 0.2  # seconds that a second check may take
EXERCISES = ("relu", "forward_propagation", "backward_propagation", "gradient_check")


def seconds(cells: Sequence[str], exercise: str) -> float:
    """Return how long a check takes, its HTML included."""
    began = time.perf_counter()
    result = check_cells(cells, [exercise])
    elapsed = time.perf_counter() - began
    if not result.passed:
        raise AssertionError(f"the reference of {exercise} does not pass")
    return elapsed


def compare(exercise: str, rounds: int) -> None:
    """Print what checks of the reference of ``exercise`` cost."""
    known = load_catalogue([own_bank()])[exercise]
    cells = [known.given, known.solution_path.read_text(encoding="utf-8")]
    kept, anew = [], []
    for _ in range(rounds):
        close_held()
        anew.append(seconds(cells, exercise))
        kept.append(seconds(cells, exercise))
    ratio = statistics.median(one / other for one, other in zip(kept, anew, strict=True))
    middle = statistics.median(kept)
    print(
        f"{exercise:22} kept {middle * 1e3:6.1f} ms   anew {statistics.median(anew) * 1e3:6.1f} ms   "
        f"kept/anew {ratio:.2f}   kept/limit {middle / LIMIT:.2f}"
    )


def growth(rounds: int) -> float:
    """Return by how many kilobytes a check makes the kernel grow, once it has warmed up."""
    cells = [load_catalogue([own_bank()])["relu"].solution_path.read_text(encoding="utf-8")]
    for _ in range(20):
        seconds(cells, "relu")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for _ in range(10 * rounds):
        seconds(cells, "relu")
    return (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / (10 * rounds)


if __name__ == "__main__":
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    for name in EXERCISES:
        compare(name, count)
    print(f"the kernel grows by {growth(count):.1f} kB a check")
    close_held()
