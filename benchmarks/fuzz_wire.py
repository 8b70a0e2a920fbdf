"""How the grader's side of the wire bears a hostile worker: a fuzz longer than the tests', and what legal frames cost.

    python benchmarks/fuzz_wire.py --minutes 5 --seed 1

Run it from a checkout. First every frame of ``tests/boundary/frames.py``, the most expensive ones that are legal, is
sent to a real host-side worker, taken in, and compared with a right value that it does not match; time and memory are
printed as ratios to the limits of 100 ms and 64 MB. Time is processor time, the least of several runs.
Then ordinary frames with bytes changed are sent until the time is up. Exits with 1 if a limit is passed, or if anything
but plain values or the loss of the worker comes of a frame; what is printed then makes it happen again.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
import tracemalloc
from collections import Counter
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # for tests/, which is not installed

from tests.boundary.frames import legal_frames
from tests.boundary.fuzz import SEEDS, outcome_of, random_changes
from tests.boundary.test_fuzz import graded

TIME = 0.1
MEMORY = 64 << 20
RUNS = 7


def cost_of(frame: Callable[[int], bytes]) -> tuple[float, int]:
    """Return the least seconds and the most memory that taking in a frame has cost."""
    before = 0

    def sent(identity: int) -> bytes:
        nonlocal before
        data = frame(identity)
        if tracemalloc.is_tracing():
            tracemalloc.reset_peak()
            before = tracemalloc.get_traced_memory()[0]
        return data

    seconds = []
    for _ in range(RUNS):
        began = time.thread_time()  # of this thread alone: the peer's is another
        graded(sent)
        seconds.append(time.thread_time() - began)
    tracemalloc.start()
    graded(sent)
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    return min(seconds), peak


def weigh() -> bool:
    """Print what each legal frame costs, and say whether all are within the limits."""
    print(f"{'legal frame':34}{'of 100 ms':>10}{'of 64 MB':>10}")
    worst_time = worst_memory = 0.0
    for name, frame in legal_frames():
        seconds, peak = cost_of(frame)
        worst_time, worst_memory = max(worst_time, seconds / TIME), max(worst_memory, peak / MEMORY)
        print(f"{name:34}{seconds / TIME:10.2f}{peak / MEMORY:10.2f}")
    print(f"{'the worst':34}{worst_time:10.2f}{worst_memory:10.2f}\n")
    return worst_time <= 1 and worst_memory <= 1


def fuzz(minutes: float, seed: int) -> bool:
    """Send changed frames for so long, print what came of them, and say whether all was well."""
    rng = random.Random(seed)
    outcomes: Counter[str] = Counter()
    slowest, peak, end = 0.0, 0, time.monotonic() + 60 * minutes
    tracemalloc.start()
    while time.monotonic() < end:
        position, changes = rng.randrange(len(SEEDS)), random_changes(rng)
        tracemalloc.reset_peak()
        before = tracemalloc.get_traced_memory()[0]
        try:
            came, seconds = outcome_of(SEEDS[position], changes)
        except Exception as error:
            print(f"Finding, in execution {outcomes.total() + 1}: {type(error).__name__}: {error}")
            print(f"  outcome_of(SEEDS[{position}], {changes})")
            return False
        outcomes[came] += 1
        slowest, peak = max(slowest, seconds), max(peak, tracemalloc.get_traced_memory()[1] - before)
    tracemalloc.stop()
    print(f"{outcomes.total()} executions, {len(outcomes)} distinct outcomes (seed {seed})")
    for came, count in outcomes.most_common(12):
        print(f"{count:8}  {came[:100]}")
    print(f"slowest {slowest:.2f} s, the deadline included; most memory {peak / MEMORY:.2f} of 64 MB")
    return peak <= MEMORY


def main() -> int:
    """Weigh, fuzz, and return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=5.0, help="how long to fuzz")
    parser.add_argument("--seed", type=int, default=None, help="draws the same changes again")
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.SystemRandom().randrange(2**32)
    return 0 if weigh() and fuzz(options.minutes, seed) else 1


if __name__ == "__main__":
    sys.exit(main())
