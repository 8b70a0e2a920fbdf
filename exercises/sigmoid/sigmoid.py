"""Sigmoid and its derivative. The brief is in README.md beside this file."""

import numpy as np


def sigmoid(z):
    """Return 1 / (1 + e^(-z)), entry by entry, without overflow for |z| up to 1000.

    Parameters
    ----------
    z : numpy array of floats, of any shape

    Returns
    -------
    numpy array of floats between 0 and 1, of z's shape

    Example
    -------
    sigmoid(np.array([[-2.0, 0.0, 1000.0]]))  ->  [[0.1192..., 0.5, 1.0]]
    """
    raise NotImplementedError


def sigmoid_derivative(z):
    """Return the slope of the sigmoid at z, entry by entry, without overflow for |z| up to 1000.

    Parameters
    ----------
    z : numpy array of floats, of any shape; the sigmoid's input, not its output

    Returns
    -------
    numpy array of floats, of z's shape

    Example
    -------
    sigmoid_derivative(np.array([[-2.0, 0.0, 1000.0]]))  ->  [[0.1049..., 0.25, 0.0]]
    """
    raise NotImplementedError
