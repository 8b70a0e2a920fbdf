"""Winnowing (Schleimer, Wilkerson and Aiken, 2003): a few runs of tokens that stand for all of a text.

Of every window of :data:`WINDOW` runs of :data:`RUN` tokens the one with the least hash is kept. So two texts that
share ``RUN + WINDOW - 1`` tokens in a row share at least one fingerprint, and runs shorter than ``RUN`` never match.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import NamedTuple

from grader.similarity.tokens import Token

RUN, WINDOW = 8, 4


class Place(NamedTuple):
    """Where a fingerprint stands: the first and last line of its run."""

    first: int
    last: int


def fingerprints(tokens: Sequence[Token]) -> dict[int, list[Place]]:
    """Return the fingerprints of ``tokens`` with the places where each stands.

    A text shorter than a run has none: it is too short to tell of anything.
    """
    runs = [tokens[start : start + RUN] for start in range(len(tokens) - RUN + 1)]
    hashes = [_hash(run) for run in runs]
    found: dict[int, list[Place]] = {}
    taken = -1
    for start in range(max(1, len(hashes) - WINDOW + 1)):
        window = range(start, min(start + WINDOW, len(hashes)))
        if not window:
            break
        least = min(window, key=lambda number: (hashes[number], -number))  # the rightmost of equals
        if least != taken:
            taken = least
            lines = [token.line for token in runs[least]]
            found.setdefault(hashes[least], []).append(Place(min(lines), max(lines)))
    return found


def _hash(run: Sequence[Token]) -> int:
    text = "\0".join(token.text for token in run).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(text, digest_size=8).digest(), "big")
