"""How scores lie: quartiles and a histogram, in per cent of the points; with few values, the values themselves."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean, quantiles

FEW = 8  # values: below that quartiles and bars would claim more than there is, and each value is shown instead
_MANY = 100  # values: from there on, bars of 5 % have enough in them
FULL = 100.0


@dataclass(frozen=True, slots=True)
class Bin:
    """How many values are in ``[low, high)``."""

    low: int
    high: int
    count: int


@dataclass(frozen=True, slots=True)
class Distribution:
    """The distribution of at least one value between 0 and 100.

    Full marks are no part of ``bins``: they are counted in ``full`` alone, since 100 % is a result of its own kind and
    not the upper half of a bar. ``values`` holds all of them, in order, if they are few, and is empty otherwise.
    """

    count: int
    mean: float
    low: float
    first_quartile: float
    median: float
    third_quartile: float
    high: float
    full: int
    bins: tuple[Bin, ...]
    values: tuple[float, ...]

    @property
    def is_few(self) -> bool:
        """Whether there are too few values for a distribution."""
        return self.count < FEW

    @property
    def dots(self) -> dict[float, int]:
        """The few values, each with how often it is there."""
        return dict(Counter(self.values))

    @property
    def tallest(self) -> int:
        """The largest number in a bin, or with full marks."""
        return max(self.full, *(one.count for one in self.bins))


def distribution(values: Sequence[float]) -> Distribution | None:
    """Return the distribution of ``values``, in per cent; None of none.

    Quartiles are interpolated between the values, the lowest and highest included (Hyndman and Fan 1996, definition 7,
    which is numpy's default).
    """
    if not values:
        return None
    ordered = sorted(values)
    first, median, third = quantiles(ordered, method="inclusive") if len(ordered) > 1 else ordered * 3
    width = 5 if len(ordered) >= _MANY else 10
    return Distribution(
        count=len(ordered),
        mean=fmean(ordered),
        low=ordered[0],
        first_quartile=first,
        median=median,
        third_quartile=third,
        high=ordered[-1],
        full=sum(value >= FULL for value in ordered),
        bins=_bins(ordered, width),
        values=tuple(ordered) if len(ordered) < FEW else (),
    )


def _bins(ordered: Sequence[float], width: int) -> tuple[Bin, ...]:
    counts = [0] * (100 // width)
    for value in ordered:
        if value < FULL:
            counts[int(value // width)] += 1
    return tuple(Bin(width * number, width * (number + 1), count) for number, count in enumerate(counts))


def ticks(largest: int) -> list[int]:
    """Return whole numbers for an axis from 0 to at least ``largest``, three to six of them, at a round distance."""
    magnitude = 10 ** max(0, math.floor(math.log10(max(largest, 1))) - 1)
    distances = [factor * power for power in (magnitude, 10 * magnitude) for factor in (1, 2, 5)]
    distance = next((one for one in distances if largest <= 4 * one), distances[-1])
    return list(range(0, largest + distance, distance))
