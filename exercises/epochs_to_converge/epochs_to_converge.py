"""How many epochs a training run took to converge. The brief is in README.md beside this file."""

import numpy as np


def epochs_to_converge(loss_history, tolerance=0.1):
    """Return the first epoch whose loss is within tolerance of the final loss.

    Parameters
    ----------
    loss_history : list, tuple or 1-D numpy array of floats, one loss per epoch, oldest first
    tolerance : float, how far above the final loss still counts, as a fraction of the final loss

    Returns
    -------
    int, counted from 0

    Example
    -------
    epochs_to_converge([4.0, 2.0, 1.05, 1.0])  ->  2, since 1.05 is the first loss up to 1.1
    """
    raise NotImplementedError
