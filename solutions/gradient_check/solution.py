"""Reference of gradient_check: Press et al. (2007), "Numerical Recipes", section 5.7, for the central difference."""

import numpy as np


def gradient_check(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """Return the largest relative error between backpropagation and central differences."""
    _, cache = forward_propagation(X, parameters, activation)
    gradients = backward_propagation(parameters, cache, y_true, activation)

    errors = []
    for name, values in parameters.items():
        analytic = np.asarray(gradients[f"d{name}"])
        if analytic.shape != values.shape:
            raise ValueError(f"d{name} has shape {analytic.shape}, but {name} has {values.shape}")

        def loss(moved, name=name):
            y_pred, _ = forward_propagation(X, {**parameters, name: moved}, activation)
            return mean_squared_error(y_true, y_pred)

        numeric = _central_differences(loss, values, epsilon)
        errors.append(np.abs(analytic - numeric) / (np.abs(analytic) + np.abs(numeric) + epsilon))

    # np.max passes NaN on; the built-in max can lose it, because every comparison with NaN is false.
    return float(np.max([error.max() for error in errors]))


def _central_differences(function, values, epsilon):
    """Return the gradient of ``function``, which takes an array of the shape of ``values``, entry by entry."""
    gradient = np.zeros(values.shape)
    for index in np.ndindex(values.shape):
        step = np.zeros(values.shape)
        step[index] = epsilon
        gradient[index] = (function(values + step) - function(values - step)) / (2.0 * epsilon)
    return gradient
