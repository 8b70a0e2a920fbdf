"""Where two loss curves part, and whether that is more than rounding.

Both start from the same parameters on the same data, so right code gives the same losses but for rounding, in whatever
order it adds. Gradient descent with a large step magnifies rounding, however: two right networks can part visibly after
a hundred epochs. So the first epochs decide, and a later parting is only told.
"""

from __future__ import annotations

import numpy as np

from grader.suite.networks import FloatArray

FIRST = 10  # epochs that decide
ALIKE = 1e-3  # of the loss: room for float32, whose rounding is 2e-4 by then
ROUNDING = 1e-9  # of the loss: double precision's is 2e-12 by then
VISIBLE = 0.02  # of the loss: curves that a reader sees part


def relative_gaps(yours: FloatArray, kits: FloatArray) -> FloatArray:
    """Return how far apart two histories are, epoch by epoch, as a fraction of the larger; 0 where both diverged."""
    with np.errstate(all="ignore"):
        gaps = np.abs(yours - kits) / np.maximum(np.abs(yours), np.abs(kits))
    gaps = np.where(yours == kits, 0.0, gaps)
    lost = ~np.isfinite(yours), ~np.isfinite(kits)
    return np.where(lost[0] & lost[1], 0.0, np.where(lost[0] | lost[1], np.inf, gaps))


def first_parting(yours: FloatArray, kits: FloatArray) -> int | None:
    """Return the first of the epochs that decide in which the losses differ by more than rounding, if there is one."""
    apart = np.flatnonzero(relative_gaps(yours[:FIRST], kits[:FIRST]) > ALIKE)
    return int(apart[0]) if len(apart) else None


def visible_parting(yours: FloatArray, kits: FloatArray) -> int | None:
    """Return the first epoch in which a reader would see two curves, if there is one."""
    apart = np.flatnonzero(relative_gaps(yours, kits) > VISIBLE)
    return int(apart[0]) if len(apart) else None


def early_gap(yours: FloatArray, kits: FloatArray) -> float:
    """Return how far apart the losses are in the epochs that decide, as a fraction."""
    return float(relative_gaps(yours[:FIRST], kits[:FIRST]).max(initial=0.0))
