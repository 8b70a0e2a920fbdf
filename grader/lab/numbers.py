"""Numbers and sheets as JSON, which has no NaN."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import Any

import numpy as np

import grader
from grader.lab.sheet import Sheet
from grader.suite.networks import FloatArray


def finite(value: float) -> float | None:
    """Return ``value``, or None if it is NaN or infinite."""
    return float(value) if math.isfinite(value) else None


def finite_list(values: FloatArray) -> list[float | None]:
    """Return the numbers of an array in a row."""
    return [finite(float(value)) for value in np.ravel(values)]


def document(sheet: Sheet, more: Mapping[str, Any]) -> str:
    """Return what a sheet says, and ``more``, as indented JSON."""
    said = {
        "schema": 1,
        "kit": grader.__version__,
        "right": sheet.right,
        "message": sheet.headline,
        "remarks": list(sheet.remarks),
        "lessons": list(sheet.lessons),
        "printed": sheet.printed,
    }
    return json.dumps({**said, **more}, indent=2, ensure_ascii=False, allow_nan=False)
