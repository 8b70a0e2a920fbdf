"""Mean squared error and its derivative. The brief is in README.md beside this file."""

import numpy as np


def mean_squared_error(y_true, y_pred):
    """Return the squared error, summed over the outputs and averaged over the samples.

    Parameters
    ----------
    y_true, y_pred : numpy arrays of shape (n_samples, n_outputs)

    Returns
    -------
    float

    Example
    -------
    mean_squared_error(np.array([[1.0, 2.0]]), np.array([[3.0, 5.0]]))  ->  13.0
    """
    raise NotImplementedError


def mean_squared_error_derivative(y_true, y_pred):
    """Return the derivative of the loss with respect to every prediction.

    Parameters
    ----------
    y_true, y_pred : numpy arrays of shape (n_samples, n_outputs)

    Returns
    -------
    numpy array of shape (n_samples, n_outputs)

    Example
    -------
    mean_squared_error_derivative(np.array([[1.0, 2.0]]), np.array([[3.0, 5.0]]))  ->  [[4.0, 6.0]]
    """
    raise NotImplementedError
