"""Relative errors of gradient entries, as the whole lab counts them.

The error of an entry is ``|a - b| / (|a| + |b| + floor)``: 0 where both agree, 1 where the sign is wrong or one of them
is 0, and ``|1 - r| / (1 + r)`` where one is r times the other. The floor, a thousandth of the array's largest entry,
keeps the rounding of entries that are next to nothing from looking like a mistake.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from grader.suite.networks import FloatArray

_FLOOR = 1e-3  # of the array's largest entry
_FLOOR_OVERALL = 1e-6  # of the largest entry of all arrays


def floors_of(gradients: Mapping[str, FloatArray]) -> dict[str, float]:
    """Return for each array the size below which differences of its entries are put down to rounding."""
    tops = {key: float(np.abs(array).max(initial=0.0)) for key, array in gradients.items()}
    least = _FLOOR_OVERALL * max(tops.values(), default=0.0)
    return {key: max(_FLOOR * top, least, np.finfo(float).tiny) for key, top in tops.items()}


def relative_errors(a: FloatArray, b: FloatArray, floor: Any) -> FloatArray:
    """Return ``|a - b| / (|a| + |b| + floor)``, entry by entry; infinite where either is not finite."""
    with np.errstate(all="ignore"):
        errors = np.abs(a - b) / (np.abs(a) + np.abs(b) + floor)
    return np.where(np.isfinite(a) & np.isfinite(b) & np.isfinite(errors), errors, np.inf)
