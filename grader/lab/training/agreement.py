"""Where two loss curves part, and whether that is more than rounding.

Both start from the same parameters on the same data, so right code gives the same losses but for rounding, in whatever
order it adds. Gradient descent with a large step magnifies rounding, however: two right networks can part visibly after
a hundred epochs. So the first epochs decide, measured by how far the kit's own losses stray from a start that is next
to the same; a later parting is only told.
"""

from __future__ import annotations

import numpy as np

from grader.suite.networks import FloatArray

FIRST = 10  # epochs that decide
ALIKE = 1e-3  # of the loss: room for float32, whose rounding is 2e-4 by then
ROUNDING = 1e-9  # of the loss: double precision's is 2e-12 by then
SHAKE = 1e-12  # of each parameter; rounding is a thousandth of it
_MAGNIFIED = 10.0  # times what a shaken start strays: as far as rounding may
_DIVERGED = 1e3  # times the first loss
VISIBLE = 0.02  # of the loss: curves that a reader sees part


def relative_gaps(yours: FloatArray, kits: FloatArray) -> FloatArray:
    """Return how far apart two histories are, epoch by epoch, as a fraction of the larger; 0 where both diverged."""
    with np.errstate(all="ignore"):
        gaps = np.abs(yours - kits) / np.maximum(np.abs(yours), np.abs(kits))
    gaps = np.where(yours == kits, 0.0, gaps)
    lost = ~np.isfinite(yours), ~np.isfinite(kits)
    return np.where(lost[0] & lost[1], 0.0, np.where(lost[0] | lost[1], np.inf, gaps))


def first_parting(yours: FloatArray, kits: FloatArray, shaken: FloatArray, least: float = ALIKE) -> int | None:
    """Return the first of the epochs that decide in which the losses differ by more than rounding, if there is one.

    Parameters
    ----------
    shaken
        The kit's losses from a start that is off by ``SHAKE``: how far they stray tells how much this training
        magnifies rounding.
    least
        A gap that is put down to rounding in any case.
    """
    epochs = min(FIRST, len(kits), _steady_epochs(kits))
    stray = np.maximum.accumulate(relative_gaps(shaken[:epochs], kits[:epochs]))
    allowed = np.maximum(least, _MAGNIFIED * stray)
    apart = np.flatnonzero(relative_gaps(yours[:epochs], kits[:epochs]) > allowed)
    return int(apart[0]) if len(apart) else None


def visible_parting(yours: FloatArray, kits: FloatArray) -> int | None:
    """Return the first epoch in which a reader would see two curves, if there is one."""
    apart = np.flatnonzero(relative_gaps(yours, kits) > VISIBLE)
    return int(apart[0]) if len(apart) else None


def early_gap(yours: FloatArray, kits: FloatArray) -> float:
    """Return how far apart the losses are in the epochs that decide, as a fraction."""
    return float(relative_gaps(yours[:FIRST], kits[:FIRST]).max(initial=0.0))


def _steady_epochs(kits: FloatArray) -> int:
    """Return how many epochs there are before training diverges; what comes after says nothing."""
    with np.errstate(invalid="ignore"):
        lost = np.flatnonzero(~(kits <= _DIVERGED * kits[0]))
    return int(lost[0]) if len(lost) else len(kits)
