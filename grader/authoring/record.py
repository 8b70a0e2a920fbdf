"""Proofs as JSON, for a machine."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

import grader
from grader.authoring.proof import Proof


class _Document(msgspec.Struct):
    schema: int
    kit: str
    proven: bool
    exercises: list[Proof]


def to_json(proofs: Sequence[Proof]) -> bytes:
    """Return the proofs as indented JSON, ending in a newline."""
    proven = not any(proof.problems for proof in proofs)
    document = _Document(1, grader.__version__, proven, list(proofs))
    return msgspec.json.format(msgspec.json.encode(document), indent=2) + b"\n"
