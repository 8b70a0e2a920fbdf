"""Backpropagation. The brief is in README.md beside this file."""

import numpy as np

# --- given: use these as they are ---
import numpy as np


def relu(z):
    """Given: max(0, z), entry by entry."""
    return np.maximum(0.0, z)


def relu_derivative(z):
    """Given: the slope of relu at z, 0.0 or 1.0, in z's shape; 0.0 at z = 0."""
    return (z > 0).astype(float)


def sigmoid(z):
    """Given: 1 / (1 + exp(-z)), entry by entry, safe for any z."""
    return 0.5 * (1.0 + np.tanh(0.5 * z))


def sigmoid_derivative(z):
    """Given: the slope of sigmoid at z."""
    s = sigmoid(z)
    return s * (1.0 - s)


def tanh(z):
    """Given: the hyperbolic tangent, entry by entry."""
    return np.tanh(z)


def tanh_derivative(z):
    """Given: the slope of tanh at z."""
    return 1.0 - np.tanh(z) ** 2


def mean_squared_error_derivative(y_true, y_pred):
    """Given: dL/dy_pred of the mean squared error, (2 / n_samples) (y_pred - y_true)."""
    return (2.0 / len(y_true)) * (y_pred - y_true)


# --- end of given ---


def backward_propagation(parameters, cache, y_true, activation="relu"):
    """Return the gradient of the mean squared error with respect to every weight and bias.

    Parameters
    ----------
    parameters : dict with W1, b1, ..., WL, bL
        Wl has shape (n_in, n_out) and bl has shape (1, n_out).
    cache : dict with A0, Z1, A1, ..., ZL, AL
        What forward propagation kept: A0 is the input, AL the prediction; each has one row per sample.
    y_true : numpy array of shape (n_samples, n_outputs)
        The targets.
    activation : 'relu', 'sigmoid' or 'tanh'
        The activation of the hidden layers; the last layer is linear.

    Returns
    -------
    dict with dW1, db1, ..., dWL, dbL, each of the shape of its parameter

    Example
    -------
    One layer with W1 = [[2.0]], b1 = [[1.0]], A0 = [[3.0]], so Z1 = A1 = [[7.0]], and y_true = [[5.0]]
    ->  {'dW1': [[12.0]], 'db1': [[4.0]]}
    """
    num_layers = len(parameters) // 2
    gradients = {}

    # Output layer: linear, so dZ is the derivative of the loss.
    dZ = mean_squared_error_derivative(y_true, cache[f"A{num_layers}"])
    gradients[f"dW{num_layers}"] = cache[f"A{num_layers - 1}"].T @ dZ
    gradients[f"db{num_layers}"] = np.sum(dZ, axis=0, keepdims=True)

    for layer in range(num_layers - 1, 0, -1):
        dA = dZ @ parameters[f"W{layer + 1}"].T
        if activation == "relu":
            dZ = dA * relu_derivative(cache[f"Z{layer}"])
        elif activation == "sigmoid":
            dZ = dA * sigmoid_derivative(cache[f"Z{layer}"])
        elif activation == "tanh":
            dZ = dA * tanh_derivative(cache[f"Z{layer}"])
        gradients[f"dW{layer}"] = cache[f"A{layer - 1}"].T @ dZ
        gradients[f"db{layer}"] = np.sum(dZ, axis=0, keepdims=True)
    return gradients
