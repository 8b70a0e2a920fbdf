"""Tanh and its derivative. The brief is in README.md beside this file."""

import numpy as np


def tanh(z):
    """Return the hyperbolic tangent of z, entry by entry, without overflow for |z| up to 1000.

    Parameters
    ----------
    z : numpy array of floats, of any shape

    Returns
    -------
    numpy array of floats between -1 and 1, of z's shape

    Example
    -------
    tanh(np.array([[-1.0, 0.0, 1000.0]]))  ->  [[-0.7615..., 0.0, 1.0]]
    """
    raise NotImplementedError


def tanh_derivative(z):
    """Return the slope of tanh at z, entry by entry, without overflow for |z| up to 1000.

    Parameters
    ----------
    z : numpy array of floats, of any shape; the input of tanh, not its output

    Returns
    -------
    numpy array of floats, of z's shape

    Example
    -------
    tanh_derivative(np.array([[-1.0, 0.0, 1000.0]]))  ->  [[0.4199..., 1.0, 0.0]]
    """
    raise NotImplementedError
