"""The forward pass of a fully connected network. The brief is in README.md beside this file."""

import numpy as np

# --- given: use these as they are ---
import numpy as np


def relu(z):
    """Given: max(0, z), entry by entry."""
    return np.maximum(0.0, z)


def sigmoid(z):
    """Given: 1 / (1 + e^-z), entry by entry, as the half-angle form that cannot overflow."""
    return 0.5 * (1.0 + np.tanh(0.5 * z))


def tanh(z):
    """Given: the hyperbolic tangent, entry by entry."""
    return np.tanh(z)


# --- end of given ---


def forward_propagation(X, parameters, activation="relu"):
    """Return the network's prediction, and what backpropagation will need of each layer.

    Parameters
    ----------
    X : numpy array, shape (n_samples, n_features)
    parameters : dict with W1, b1, W2, b2, ...; each W is (n_in, n_out), each b is (1, n_out)
    activation : "relu", "sigmoid" or "tanh", applied in every layer but the last

    Returns
    -------
    y_pred : numpy array, shape (n_samples, n_outputs)
    cache : dict with A0, Z1, A1, ..., ZL, AL

    Example
    -------
    With X = [[3.0]], W1 = [[2.0]], b1 = [[1.0]] and no other layer:
    y_pred = [[7.0]], cache = {"A0": [[3.0]], "Z1": [[7.0]], "A1": [[7.0]]}
    """
    raise NotImplementedError
