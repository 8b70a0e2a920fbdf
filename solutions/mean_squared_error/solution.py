"""Reference of mean_squared_error: summed over outputs as in Rumelhart, Hinton & Williams (1986),
"Learning representations by back-propagating errors", equation 3, and averaged over samples.
"""

import numpy as np


def mean_squared_error(y_true, y_pred):
    """Return the squared error, summed over outputs and averaged over samples."""
    n_samples = y_true.shape[0]
    return float(np.sum((y_pred - y_true) ** 2) / n_samples)


def mean_squared_error_derivative(y_true, y_pred):
    """Return dL/dy_pred, of y_pred's shape."""
    n_samples = y_true.shape[0]
    return 2.0 / n_samples * (y_pred - y_true)
