"""Strict comparison: structure first, then shape, dtype, finiteness, and values last.

``np.allclose`` broadcasts and passes empty arrays; nothing here does. Each failure is one sentence that says what is
off in the order in which a person would look: is it there, is it an array, has it the shape, are its numbers numbers,
are they right.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from grader.suite.checks import CheckFailed
from grader.suite.excerpts import clipped, shown

# Relative to the largest expected entry: float64 answers differ by rounding, lower precisions by theirs.
_RELATIVE = {2: 2e-3, 4: 2e-3}
_RELATIVE_FLOAT64 = 1e-6  # room for a float32 intermediate in a float64 result
_ABSOLUTE = 1e-10
_KINDS = {"b": "truth values", "i": "integers", "u": "integers", "f": "floats", "c": "complex numbers", "U": "text"}


def check_close(
    got: Any, expected: Any, *, rtol: float = _RELATIVE_FLOAT64, atol: float = _ABSOLUTE, path: str = ""
) -> None:
    """Fail unless ``got`` has the structure, shapes and dtypes of ``expected`` and its values to within rounding.

    Dicts may hold more keys than expected, a list may stand for a tuple and the other way round, and a numpy scalar or
    a 0-d array for a float.

    Parameters
    ----------
    got
        What the candidate's function returned, or a part of it.
    expected
        The right value: an array, a number, or a dict, tuple or list of such.
    rtol, atol
        The largest difference allowed is ``atol + rtol * max|expected|``; results in float32 and float16 are allowed
        theirs.
    path
        How to reach ``got`` from the returned value, such as ``['dW1']``; shown in messages.

    Raises
    ------
    CheckFailed
        With the first difference found.
    """
    if got is None and expected is not None:
        raise CheckFailed(f"{_subject(path)} is None. Is a return statement missing?", got=got, path=path)
    if isinstance(expected, dict):
        check_keys(got, expected, path=path)
        for key, value in expected.items():
            check_close(got[key], value, rtol=rtol, atol=atol, path=f"{path}[{key!r}]")
    elif isinstance(expected, (tuple, list)):
        _check_sequence(got, expected, rtol, atol, path)
    elif isinstance(expected, np.ndarray) and expected.ndim > 0:
        _check_array(got, expected, rtol, atol, path)
    elif isinstance(expected, (bool, str, np.bool_)):
        if type(got) not in (type(expected), bool, np.bool_) or got != expected:
            raise CheckFailed(
                f"{_subject(path)} is {shown(got, 80)}; expected {expected!r}.", got=got, expected=expected, path=path
            )
    else:
        value = check_number(got, path=path)
        limit = _limit(got, np.asarray(expected), rtol, atol)
        if not (abs(value - float(expected)) <= limit or value == expected):
            raise CheckFailed(
                f"{_subject(path)} is {_apart(value, expected)[0]}; expected {_apart(value, expected)[1]}.",
                got=got, expected=float(expected), path=path,
            )  # fmt: skip


def check_keys(got: Any, expected: Iterable[Any], *, exactly: bool = False, path: str = "") -> None:
    """Fail unless ``got`` is a dict with the ``expected`` keys.

    Raises
    ------
    CheckFailed
        Naming the first key that is missing (or, with ``exactly``, one too many).
    """
    wanted = list(expected)
    if not isinstance(got, dict):
        raise CheckFailed(
            f"{_subject(path)} is {kind_of(got)}; expected a dict with the keys {_listed(wanted)}.", got=got, path=path
        )
    for key in wanted:
        if key not in got:
            raise CheckFailed(
                f"{_subject(path)} has no key {key!r}; its keys are {_listed(list(got))}, expected {_listed(wanted)}.",
                got=got, path=path,
            )  # fmt: skip
    extra = [key for key in got if key not in wanted]
    if exactly and extra:
        raise CheckFailed(
            f"{_subject(path)} has the key {shown(extra[0], 40)} too many; expected only {_listed(wanted)}.",
            got=got,
            path=path,
        )


def check_shape(got: Any, shape: Sequence[int], *, path: str = "") -> None:
    """Fail unless ``got`` is an array of ``shape``.

    Raises
    ------
    CheckFailed
        Saying the shape it has, or what it is instead of an array.
    """
    if not isinstance(got, (np.ndarray, np.generic)):
        wanted = f"a numpy array of shape {tuple(shape)}"
        missing = " Is a return statement missing?" if got is None else ""
        raise CheckFailed(f"{_subject(path)} is {kind_of(got)}; expected {wanted}.{missing}", got=got, path=path)
    if got.shape != tuple(shape):
        raise CheckFailed(f"{_subject(path)} has shape {got.shape}; expected {tuple(shape)}.", got=got, path=path)


def check_floats(got: Any, *, path: str = "") -> None:
    """Fail unless ``got`` is an array of real floats, none of them NaN or infinite, whatever its shape.

    For checks that compare a value with another one of the candidate's: such a comparison says nothing of its kind.

    Raises
    ------
    CheckFailed
        Saying what it holds instead.
    """
    if not isinstance(got, (np.ndarray, np.generic)) or got.dtype.kind != "f":
        dtype = getattr(got, "dtype", None)
        what = kind_of(got) if dtype is None else f"an array of {_KINDS.get(dtype.kind, 'objects')} (dtype {dtype})"
        raise CheckFailed(f"{_subject(path)} is {what}; expected an array of floats.", got=got, path=path)
    if not np.isfinite(got).all():
        raise CheckFailed(f"{_subject(path)} holds NaN or infinity.", got=got, path=path)


def check_number(got: Any, *, path: str = "") -> float:
    """Return ``got`` as a finite float; fail if it is not one real number. NaN and infinity fail too.

    Raises
    ------
    CheckFailed
        Saying what it is instead.
    """
    if got is None:
        raise CheckFailed(f"{_subject(path)} is None. Is a return statement missing?", got=got, path=path)
    scalar = got[()] if isinstance(got, np.ndarray) and got.ndim == 0 else got
    if isinstance(scalar, (bool, np.bool_)) or not isinstance(scalar, (int, float, np.integer, np.floating)):
        raise CheckFailed(f"{_subject(path)} is {kind_of(got)}; expected one float.", got=got, path=path)
    try:
        value = float(scalar)
    except OverflowError:
        raise CheckFailed(f"{_subject(path)} is an integer beyond all floats.", got=got, path=path) from None
    if not math.isfinite(value):
        raise CheckFailed(f"{_subject(path)} is {value}; expected a finite number.", got=got, path=path)
    return value


def kind_of(value: Any) -> str:
    """Say in words what ``value`` is."""
    if value is None:
        return "None"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    kind = getattr(value, "kind", None) if type(value).__name__ == "Opaque" else None
    name = str(kind) if kind else {"str": "string"}.get(type(value).__name__, type(value).__name__)
    return f"{'an' if name[:1].lower() in 'aeiou' else 'a'} {name}"


def _check_sequence(got: Any, expected: Sequence[Any], rtol: float, atol: float, path: str) -> None:
    if isinstance(got, np.ndarray) and got.shape == (len(expected),) and isinstance(expected, list):
        got = got.tolist()
    if not isinstance(got, (tuple, list)):
        wanted = "a tuple" if isinstance(expected, tuple) else "a list"
        raise CheckFailed(
            f"{_subject(path)} is {kind_of(got)}; expected {wanted} of {len(expected)}.", got=got, path=path
        )
    if len(got) != len(expected):
        raise CheckFailed(f"{_subject(path)} has {len(got)} entries; expected {len(expected)}.", got=got, path=path)
    for index, (item, wanted_item) in enumerate(zip(got, expected, strict=True)):
        check_close(item, wanted_item, rtol=rtol, atol=atol, path=f"{path}[{index}]")


def _check_array(got: Any, expected: np.ndarray[Any, Any], rtol: float, atol: float, path: str) -> None:
    check_shape(got, expected.shape, path=path)
    if got.dtype.kind != expected.dtype.kind and not {got.dtype.kind, expected.dtype.kind} <= {"i", "u"}:
        raise CheckFailed(
            f"{_subject(path)} holds {_KINDS.get(got.dtype.kind, 'objects')} (dtype {got.dtype}); "
            f"expected {_KINDS[expected.dtype.kind]} (dtype {expected.dtype}).",
            got=got, expected=expected, path=path,
        )  # fmt: skip
    if expected.dtype.kind not in "fc":
        wrong = got != expected
    else:
        unlike = np.isfinite(expected) & ~np.isfinite(got)
        if unlike.any():
            index = first_index(unlike)
            raise CheckFailed(
                f"{_subject(path)} holds {_number(got[index])} at {list(index)}; expected {_number(expected[index])}.",
                got=got, expected=expected, index=index, path=path,
            )  # fmt: skip
        with np.errstate(invalid="ignore", over="ignore"):
            near = np.abs(got - expected) <= _limit(got, expected, rtol, atol)
            wrong = ~(near | (got == expected) | (np.isnan(got) & np.isnan(expected)))
    if wrong.any():
        index = first_index(wrong)
        found, wanted = _apart(got[index], expected[index])
        raise CheckFailed(
            f"{_subject(path)} is off at {list(index)}: expected {wanted}, got {found}"
            f"{_how_many(int(wrong.sum()), wrong.size)}.",
            got=got, expected=expected, index=index, path=path,
        )  # fmt: skip


def first_index(mask: np.ndarray[Any, Any]) -> tuple[int, ...]:
    """Return the first index, in reading order, at which ``mask`` is true."""
    return tuple(int(i) for i in np.unravel_index(int(np.argmax(mask)), mask.shape))


def _limit(got: Any, expected: np.ndarray[Any, Any], rtol: float, atol: float) -> float:
    dtype = getattr(got, "dtype", None)
    size = dtype.itemsize if dtype is not None and dtype.kind == "f" else 8
    loose = _RELATIVE.get(size, 0.0)
    finite = np.abs(expected[np.isfinite(expected)])  # near infinity is only infinity
    largest = float(np.max(finite, initial=0.0))
    return max(atol, 1e-3 * loose) + max(rtol, loose) * largest


def _how_many(wrong: int, size: int) -> str:
    if size == 1:
        return ""
    return " (every entry is off)" if wrong == size else f" ({wrong} of {size} entries are off)"


def _number(value: Any) -> str:
    return f"{value:.6g}" if isinstance(value, (float, np.floating)) else clipped(str(value))


def _apart(got: Any, expected: Any) -> tuple[str, str]:
    """Return both numbers with as many digits as it takes to see that they differ."""
    found, wanted = _number(got), _number(expected)
    return (found, wanted) if found != wanted else (f"{got:.17g}", f"{expected:.17g}")


def _listed(keys: Sequence[Any]) -> str:
    names = ", ".join(clipped(str(key)) for key in keys[:12])
    return names + (", …" if len(keys) > 12 else "") if keys else "none"


def _subject(path: str) -> str:
    return f"the returned value{path}" if path else "the returned value"
