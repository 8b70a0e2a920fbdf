"""Data sets to train on. The brief is in README.md beside this file."""

import numpy as np


def generate_datasets(n_samples=200, noise_level=0.2, seed=42):
    """Return three noisy curves on [-2, 2]: sinusoidal, linear and polynomial.

    Parameters
    ----------
    n_samples : int, at least 2, the number of points of each data set
    noise_level : float, the standard deviation of the normal noise in y
    seed : int; the same seed gives the same noise

    Returns
    -------
    dict with the keys "sinusoidal", "linear" and "polynomial"; each holds a dict with "X" and "y", float arrays of
    shape (n_samples, 1), and "description", a text

    Example
    -------
    generate_datasets(3, noise_level=0.0)["linear"]["y"]  ->  [[-4.0], [1.0], [6.0]]
    """
    raise NotImplementedError
