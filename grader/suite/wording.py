"""Calls and values in words: as numpy one can paste while they are small, as a summary when they are not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from grader.boundary.messages import Problem
from grader.boundary.nodes import Opaque
from grader.plaintext import plain
from grader.suite.candidate import CallRecord
from grader.suite.excerpts import clipped, shown

_PASTABLE = 160
_SMALL = 12


def describe_call(call: CallRecord) -> str:
    """Return the call as an expression; arguments too large to read are summarised as ``<float64 (200, 1)>``."""
    parts = [_argument(value) for value in call.args]
    parts += [f"{name}={_argument(value)}" for name, value in call.kwargs.items()]
    return f"{call.function}({', '.join(parts)})"


def describe_value(value: Any) -> str:
    """Return a value as text of a line or a small block."""
    if isinstance(value, np.ndarray):
        if value.size <= _SMALL:
            return np.array2string(value, precision=6, separator=", ", max_line_width=100)
        return f"<{value.dtype} {value.shape}>"
    if isinstance(value, (float, np.floating)):
        return f"{value:.8g}"
    if isinstance(value, dict):
        return f"<dict with {', '.join(clipped(str(key)) for key in list(value)[:8])}>"
    if isinstance(value, Opaque):
        return plain(f"<{value.kind}>", one_line=True)
    return plain(shown(value, _PASTABLE), one_line=True)


def describe_problem(problem: Problem) -> str:
    """Return one or two sentences on an exception of the candidate's: what, and on which line of theirs."""
    message = plain(problem.message, one_line=True)
    what = f"{plain(problem.type, one_line=True)}: {message}" if message else plain(problem.type, one_line=True)
    if not problem.frames:
        return what
    last = problem.frames[-1]
    place = f"{plain(last.label, one_line=True)}, line {last.line}"
    inside = f", in {plain(last.function, one_line=True)}" if last.function != "<module>" else ""
    text = plain(last.text, one_line=True)
    return f"{what} ({place}{inside}{f': `{text}`' if text else ''})"


def _argument(value: Any) -> str:
    text = _pastable(value) if _few_parts(value) else None
    return text if text is not None and len(text) <= _PASTABLE else _summary(value)


def _pastable(value: Any) -> str | None:
    if isinstance(value, np.ndarray):
        if value.size > _SMALL:
            return None
        text = np.array2string(value, precision=4, separator=", ", floatmode="maxprec", max_line_width=10_000)
        text = " ".join(text.split()).replace("[ ", "[")
        dtype = "" if value.dtype in (np.float64, np.bool_) or value.dtype.kind == "i" else f", dtype={value.dtype}"
        return f"np.array({text}{dtype})"
    if isinstance(value, Mapping):
        parts = [(key, _pastable(item)) for key, item in value.items()]
        return (
            None if any(text is None for _, text in parts) else "{" + ", ".join(f"{k!r}: {t}" for k, t in parts) + "}"
        )
    if isinstance(value, (list, tuple)) and len(value) > _SMALL:
        return None
    return repr(value)


def _few_parts(value: Any) -> bool:
    """Say whether a value may be short enough to spell out: each of its parts takes two characters at least."""
    pending, parts = [value], 0
    while pending and parts <= _PASTABLE // 2:
        part = pending.pop()
        parts += 1
        if isinstance(part, Mapping):
            pending += part.values()
        elif isinstance(part, (list, tuple)):
            pending += part
    return not pending


def _summary(value: Any) -> str:
    if isinstance(value, np.ndarray):
        return f"<{value.dtype} {value.shape}>"
    if isinstance(value, Mapping):
        some = list(value.items())[:8]
        parts = [clipped(str(k)) + (f" {item.shape}" if isinstance(item, np.ndarray) else "") for k, item in some]
        return "{" + ", ".join(parts) + (", …" if len(value) > 8 else "") + "}"
    if isinstance(value, (list, tuple)):
        return f"<{type(value).__name__} of {len(value)}>"
    return f"<{type(value).__name__}>"
