"""What may come out of the boundary: values of exact plain types, and nothing else."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.boundary.host import Reply
from grader.boundary.messages import Frame, Problem
from grader.boundary.nodes import MAX_PAYLOAD, Opaque

KINDS = "biufcU"


def is_plain(value: Any) -> bool:
    """Say whether a value is made of exact plain types."""
    kind = type(value)
    if value is None or kind in (bool, float, complex, Opaque):
        return True
    if kind is str:
        return value == value.encode("utf-8").decode("utf-8")
    if kind is int:
        return bool(value.bit_length() <= 4096)
    if kind is np.ndarray:
        return (
            value.dtype.kind in KINDS and value.dtype.isnative and value.ndim <= 8 and value.nbytes <= MAX_PAYLOAD
            and value.base is None and value.flags.aligned and value.flags.c_contiguous
        )  # fmt: skip
    if isinstance(value, np.generic):
        return value.dtype.kind in KINDS and kind is value.dtype.type
    if kind is dict:
        return all(type(key) in (str, int) for key in value) and all(map(is_plain, value.values()))
    return kind in (list, tuple) and all(map(is_plain, value))


def is_plain_reply(reply: Reply) -> bool:
    """Say whether a reply is: its value, and the texts that came with it."""
    texts = [reply.printed, *reply.changed, *reply.warnings]
    if isinstance(reply.problem, Problem):
        texts += [reply.problem.type, reply.problem.message]
        for frame in reply.problem.frames:
            assert type(frame) is Frame
            texts += [frame.label, frame.function, frame.text]
    return is_plain(reply.value) and all(type(text) is str for text in texts)
