"""What the walls cost a worker: fork to loaded with all walls, against the same without any, in turn in this run.

    python benchmarks/walls.py [rounds]

Prints the medians and the difference of each pair, as a part of the 2 ms that the walls may cost.
"""

from __future__ import annotations

import statistics
import sys
import time

from grader.boundary.host import Host
from grader.boundary.launch import Zygote
from grader.boundary.messages import Chunk, Texts
from grader.boundary.walls import ALL_WALLS
from grader.catalogue import Limits

LIMIT = 2e-3  # seconds
SOURCE = Texts("", [Chunk("work.py", "def f(): return 1")])
CONFIGURATIONS = {"all walls": ALL_WALLS, **{name: frozenset({name}) for name in sorted(ALL_WALLS)}}


def seconds(host: Host) -> float:
    """Return how long it takes until a fresh worker has run a source."""
    began = time.perf_counter()
    worker = host.start(SOURCE, Limits())
    worker.loaded()
    elapsed = time.perf_counter() - began
    worker.close()
    return elapsed


def cost(walls: frozenset[str], rounds: int) -> tuple[float, float, float]:
    """Return the median with ``walls``, the median with none, and the median of the differences."""
    with Zygote(walls) as zygote, Zygote(frozenset()) as bare:
        hosts = Host(zygote), Host(bare)
        for host in hosts:
            seconds(host)
        pairs = [(seconds(hosts[0]), seconds(hosts[1])) for _ in range(rounds)]
    first, second = (statistics.median(column) for column in zip(*pairs, strict=True))
    return first, second, statistics.median(a - b for a, b in pairs)


def main() -> None:
    """Print what each wall costs, and all together."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    print(f"{'':<12} {'with':>9} {'without':>9} {'cost':>9}")
    for name, walls in CONFIGURATIONS.items():
        first, second, difference = cost(walls, rounds)
        shown = f"{1e3 * first:6.2f} ms {1e3 * second:6.2f} ms {1e3 * difference:6.2f} ms"
        print(f"{name:<12} {shown}  {difference / LIMIT:5.0%} of the limit", flush=True)


if __name__ == "__main__":
    main()
