"""Gradient checking. The brief is in README.md beside this file."""

import numpy as np


# --- given: use these as they are ---
import numpy as np


def relu(z):
    """Given: max(0, z), entry by entry."""
    return np.maximum(0.0, z)


def relu_derivative(z):
    """Given: the slope of relu at z; at z = 0 it is 0."""
    return (z > 0).astype(float)


def sigmoid(z):
    """Given: 1 / (1 + exp(-z)), written so that it does not overflow."""
    return 0.5 * (1.0 + np.tanh(0.5 * z))


def sigmoid_derivative(z):
    """Given: the slope of sigmoid at z."""
    return sigmoid(z) * sigmoid(-z)


def tanh(z):
    """Given: the hyperbolic tangent of z."""
    return np.tanh(z)


def tanh_derivative(z):
    """Given: the slope of tanh at z."""
    return 1.0 - np.tanh(z) ** 2


def mean_squared_error(y_true, y_pred):
    """Given: the squared errors, summed over outputs and averaged over samples, as a float."""
    return float(np.sum((y_true - y_pred) ** 2) / len(y_true))


def mean_squared_error_derivative(y_true, y_pred):
    """Given: the gradient of mean_squared_error with respect to y_pred, in its shape."""
    return 2.0 * (y_pred - y_true) / len(y_true)


def forward_propagation(X, parameters, activation="relu"):
    """Given: (y_pred, cache) of the network; the cache holds A0, Z1, A1, ..., ZL, AL and the last layer is linear."""
    activations = {"relu": relu, "sigmoid": sigmoid, "tanh": tanh}
    if activation not in activations:
        raise ValueError(f"unknown activation {activation!r}")
    depth = len(parameters) // 2
    cache = {"A0": X}
    for layer in range(1, depth + 1):
        Z = cache[f"A{layer - 1}"] @ parameters[f"W{layer}"] + parameters[f"b{layer}"]
        cache[f"Z{layer}"] = Z
        cache[f"A{layer}"] = activations[activation](Z) if layer < depth else Z
    return cache[f"A{depth}"], cache


def backward_propagation(parameters, cache, y_true, activation="relu"):
    """Given: the gradients dW1, db1, ..., dWL, dbL of mean_squared_error, each in its parameter's shape."""
    slopes = {"relu": relu_derivative, "sigmoid": sigmoid_derivative, "tanh": tanh_derivative}
    if activation not in slopes:
        raise ValueError(f"unknown activation {activation!r}")
    depth = len(parameters) // 2
    gradients = {}
    dZ = mean_squared_error_derivative(y_true, cache[f"A{depth}"])
    for layer in range(depth, 0, -1):
        gradients[f"dW{layer}"] = cache[f"A{layer - 1}"].T @ dZ
        gradients[f"db{layer}"] = dZ.sum(axis=0, keepdims=True)
        if layer > 1:
            dZ = (dZ @ parameters[f"W{layer}"].T) * slopes[activation](cache[f"Z{layer - 1}"])
    return gradients


# --- end of given ---


def gradient_check(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """Compare backpropagation with central differences and return the largest relative error of any entry.

    Parameters
    ----------
    parameters : dict with Wl of shape (n_in, n_out) and bl of shape (1, n_out) for each layer l
    X : array of shape (n_samples, n_features)
    y_true : array of shape (n_samples, n_outputs)
    activation : "relu", "sigmoid" or "tanh", of the hidden layers
    epsilon : float, the step to either side, and the small term in the denominator

    Returns
    -------
    float, the maximum of |a - n| / (|a| + |n| + epsilon) over every entry of every parameter

    Example
    -------
    Backpropagation says a = 1 where the difference says n = 2: the error is 1 / (1 + 2 + epsilon), about 0.3333.
    """
    raise NotImplementedError
