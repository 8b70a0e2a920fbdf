"""What pairs of submissions share, weighed by how unusual it is.

A fingerprint that d of N answers to an exercise have weighs log2(N / d) bits, as the surprise of meeting it in one of
them: what everybody writes weighs nothing, however long it is. The N answers are those of the class and, so that a
class of two has something to be measured against, the right solutions that the exercise's author has written.

The score of a pair is what it shares over what the one with less unusual code has in all, with :data:`DOUBT` bits added
to the latter: two answers that hold hardly anything unusual cannot be told apart from chance, and score low.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from grader.boundary.messages import Chunk
from grader.catalogue import Catalogue, Exercise
from grader.similarity.fingerprints import Place
from grader.similarity.units import Unit, unit_of

DOUBT = 16.0  # bits: about three unusual fingerprints in a class of thirty
_COMMON = 0.25  # of all answers: what more of them have is not looked at
_FEW = 3  # answers that may share something in a class however small


@dataclass(frozen=True, slots=True)
class Likeness:
    """What two answers to one exercise share.

    Parameters
    ----------
    score
        From 0 to 1.
    shared, least
        Bits of unusual code in both, and in the one that has less of it.
    passages
        How many fingerprints they share of those that are not common, and how many of these nobody else has.
    places
        The lines of these in either answer, by pairs.
    """

    exercise: str
    one: Unit
    other: Unit
    score: float
    shared: float
    least: float
    passages: int
    alone: int
    places: tuple[tuple[Place, Place], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two submissions, and the exercises in which they share something, the most telling first."""

    one: str
    other: str
    likenesses: tuple[Likeness, ...]

    @property
    def score(self) -> float:
        """The highest of its exercises: one function taken over is not diluted by those that were not."""
        return self.likenesses[0].score


def rank(
    units: Iterable[Unit], catalogue: Catalogue, on_exercise: Callable[[str], None] = lambda _: None
) -> list[Pair]:
    """Return the pairs of submissions that share anything unusual, those that share most first.

    Parameters
    ----------
    on_exercise
        Told of each exercise when it has been compared.
    """
    by_exercise: dict[str, list[Unit]] = defaultdict(list)
    for unit in units:
        by_exercise[unit.exercise].append(unit)
    found: dict[tuple[str, str], list[Likeness]] = defaultdict(list)
    for name, answers in by_exercise.items():
        for likeness in likenesses(answers, background(catalogue[name])):
            found[likeness.one.submission, likeness.other.submission].append(likeness)
        on_exercise(name)
    pairs = [
        Pair(one, other, tuple(sorted(alike, key=lambda likeness: -likeness.score)))
        for (one, other), alike in found.items()
    ]
    return sorted(pairs, key=lambda pair: (-pair.score, pair.one, pair.other))


def likenesses(answers: Sequence[Unit], innocent: Sequence[Unit] = ()) -> list[Likeness]:
    """Return what every two of ``answers`` share that is not common, measured against ``innocent`` ones too."""
    everyone = len(answers) + len(innocent)
    counts = Counter(print_ for unit in (*answers, *innocent) for print_ in unit.fingerprints)
    known = {print_ for unit in innocent for print_ in unit.fingerprints}
    most = max(_FEW, _COMMON * everyone)
    weights = {
        print_: math.log2(everyone / count) for print_, count in counts.items() if count <= most and print_ not in known
    }
    holders: dict[int, list[int]] = defaultdict(list)
    for number, unit in enumerate(answers):
        for print_ in unit.fingerprints:
            if print_ in weights:
                holders[print_].append(number)
    shared: dict[tuple[int, int], list[int]] = defaultdict(list)
    for print_, numbers in holders.items():
        for pair in itertools.combinations(numbers, 2):
            shared[pair].append(print_)
    totals = [sum(weights.get(print_, 0.0) for print_ in unit.fingerprints) for unit in answers]
    return [
        _likeness(answers[one], answers[other], prints, weights, counts, min(totals[one], totals[other]))
        for (one, other), prints in shared.items()
        if answers[one].submission != answers[other].submission
    ]


def _likeness(
    one: Unit, other: Unit, prints: Sequence[int], weights: dict[int, float], counts: Counter[int], least: float
) -> Likeness:
    bits = sum(weights[print_] for print_ in prints)
    alone = sum(counts[print_] == 2 for print_ in prints)
    places = sorted((one.fingerprints[print_][0], other.fingerprints[print_][0]) for print_ in prints)
    score = bits / (least + DOUBT)
    return Likeness(one.exercise, one, other, score, bits, least, len(prints), alone, tuple(places))


def background(exercise: Exercise) -> list[Unit]:
    """Return the author's right solutions: what they have in common with an answer, anybody may write."""
    paths = [exercise.solution_path, *sorted((exercise.secret_folder / "variants").glob("*.py"))]
    texts = [path.read_text(encoding="utf-8") for path in paths if path.is_file()]
    return [unit_of("", "", exercise, [Chunk(exercise.name, text)]) for text in texts]
