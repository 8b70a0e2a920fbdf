"""The first weights of a network. The brief is in README.md beside this file."""

import numpy as np


def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    """Return the parameters a network starts from: normal weights, zero biases.

    Parameters
    ----------
    layer_dimensions : list of ints, units per layer, the inputs first and the outputs last
    initialization : "he", "xavier", or any other name for small weights
    seed : int; the same seed gives the same weights

    Returns
    -------
    dict with, for each layer l = 1, 2, …, the float arrays Wl of shape (n_in, n_out) and bl of shape (1, n_out)

    Example
    -------
    initialize_parameters([2, 3, 1])  ->  W1 (2, 3), b1 (1, 3), W2 (3, 1), b2 (1, 1)
    """
    raise NotImplementedError
