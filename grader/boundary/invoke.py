"""One call of a candidate's function, observed: its value, warnings, prints, and the arguments it changed."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.boundary.messages import (
    MAX_CHANGED,
    MAX_FRAMES,
    MAX_LABEL,
    MAX_LINE,
    MAX_MESSAGE,
    MAX_NAME,
    MAX_PATH,
    MAX_PRINTED,
    MAX_WARNINGS,
    Frame,
    Problem,
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one call; ``error`` is set when it raised, and ``value`` means nothing then."""

    value: Any
    error: BaseException | None
    changed: tuple[str, ...]
    warnings: tuple[str, ...]


def encodable(text: str) -> str:
    """Return ``text`` with lone surrogates replaced, which no frame can carry."""
    return text.encode("utf-8", "replace").decode("utf-8")


class CappedText(io.TextIOBase):
    """Takes the place of stdout and stderr in a worker; keeps the first few thousand characters."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._room = MAX_PRINTED

    def writable(self) -> bool:
        """Text streams are asked this before they are written to."""
        return True

    def write(self, text: str, /) -> int:
        """Keep what there is room for, and say once that the rest was dropped."""
        if self._room > 0:
            self._parts.append(text[: self._room])
            self._room -= len(text)
            if self._room <= 0:
                self._parts.append("\n… more was printed and is not shown\n")
        return len(text)

    def take(self) -> str:
        """Return what was written since the last time."""
        text = encodable("".join(self._parts))
        self._parts.clear()
        return text


def invoke(function: Callable[..., Any], args: list[Any], kwargs: dict[str, Any]) -> Outcome:
    """Call ``function`` and observe it. Nothing it raises escapes."""
    before = _fingerprint(args, kwargs)
    value, error = None, None
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            value = function(*args, **kwargs)
        except BaseException as raised:  # a submission may raise SystemExit or KeyboardInterrupt
            error = raised
        seen = tuple(
            encodable(f"{entry.category.__name__}: {entry.message}"[:MAX_MESSAGE]) for entry in caught[:MAX_WARNINGS]
        )
    after = _fingerprint(args, kwargs)
    changed = [path for path in before if after.get(path) != before[path]]
    changed += [path for path in after if path not in before]
    return Outcome(value, error, tuple(encodable(path[:MAX_PATH]) for path in changed[:MAX_CHANGED]), seen)


def describe_problem(error: BaseException, texts: dict[str, list[str]]) -> Problem:
    """Return what is worth telling of ``error``: its type, its message, and the lines of the candidate's own code.

    Parameters
    ----------
    error
        What was raised.
    texts
        The candidate's source lines, by the label of their chunk.
    """
    frames = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        lines = texts.get(code.co_filename)
        if lines is not None:
            line = trace.tb_lineno or 0  # code that no source line stands for has none
            text = lines[line - 1] if 0 < line <= len(lines) else ""
            frames.append(_frame(code.co_filename, line, code.co_name, text))
        trace = trace.tb_next
    if isinstance(error, SyntaxError) and isinstance(error.filename, str) and error.filename in texts:
        frames = [_frame(error.filename, error.lineno or 0, "<module>", error.text or "")]
    half = MAX_FRAMES // 2
    return Problem(
        type=encodable(type(error).__name__[:MAX_NAME]),
        message=encodable(_message_of(error)[:MAX_MESSAGE]),
        frames=frames if len(frames) <= MAX_FRAMES else frames[:half] + frames[-half:],
        not_written=isinstance(error, NotImplementedError),
        out_of_memory=isinstance(error, MemoryError),
    )


def _frame(label: str, line: int, function: str, text: str) -> Frame:
    return Frame(
        encodable(label[:MAX_LABEL]),
        max(line, 0),
        encodable(function[:MAX_NAME]),
        encodable(text.strip()[:MAX_LINE]),
    )


def _message_of(error: BaseException) -> str:
    try:
        return str(error.msg if isinstance(error, SyntaxError) else error)
    except BaseException:  # its __str__ is the candidate's own code
        return "(an exception whose message cannot be read)"


def _fingerprint(args: list[Any], kwargs: dict[str, Any]) -> dict[str, object]:
    found: dict[str, object] = {}
    for position, value in enumerate(args):
        found.update(_leaves(str(position), value))
    for name, value in kwargs.items():
        found.update(_leaves(name, value))
    return found


def _leaves(path: str, value: Any) -> Iterator[tuple[str, object]]:
    if isinstance(value, np.ndarray):
        yield path, (value.dtype.str, value.shape, value.tobytes())
    elif isinstance(value, dict):
        yield path, tuple(value)
        for key, item in value.items():
            yield from _leaves(f"{path}[{key!r}]", item)
    elif isinstance(value, (list, tuple)):
        yield path, len(value)
        for index, item in enumerate(value):
            yield from _leaves(f"{path}[{index}]", item)
    else:
        yield path, repr(value)
