"""Measure how long a class takes to be compared: ``python benchmarks/similar.py``.

Each candidate hands in all exercises, every one drawn from ten right variants that count as nobody's before: a
tenth of the class shares each answer, the worst a class can be. Printed are seconds for 100 and for 300 candidates,
and their ratio beside that of the numbers of pairs; all in one process, from sources that are in memory.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # a clone that is not installed

from grader.boundary.messages import Chunk
from grader.catalogue import Exercise, load_catalogue
from grader.content import own_bank
from grader.similarity.ranking import likenesses
from grader.similarity.units import unit_of

COUNTS = (100, 300)


def main() -> None:
    """Print seconds and ratios."""
    catalogue = load_catalogue([own_bank()])
    taken = []
    for count in COUNTS:
        rng = random.Random(count)
        began = time.process_time()
        units = [
            unit_of(f"person{person}", "", exercise, [Chunk(exercise.name, _answer(exercise, rng))])
            for person in range(count)
            for exercise in catalogue
        ]
        read = time.process_time()
        found = sum(len(likenesses([u for u in units if u.exercise == exercise.name])) for exercise in catalogue)
        taken.append(time.process_time() - began)
        print(
            f"{count} candidates, {len(units)} answers: {taken[-1]:.2f} s, {read - began:.2f} s of it for reading; "
            f"{found:,} pairs of answers share something"
        )
    pairs_of = [count * (count - 1) / 2 for count in COUNTS]
    print(f"{taken[1] / taken[0]:.1f} times as long for {pairs_of[1] / pairs_of[0]:.1f} times as many pairs")


def _answer(exercise: Exercise, rng: random.Random) -> str:
    path = rng.choice(sorted((exercise.secret_folder / "variants").glob("*.py")))
    return path.read_text(encoding="utf-8")


if __name__ == "__main__":
    main()
