"""One step of gradient descent. The brief is in README.md beside this file."""

import numpy as np


def update_parameters(parameters, gradients, learning_rate):
    """Move every weight and bias one step against its gradient and return the parameters.

    Parameters
    ----------
    parameters : dict with Wl of shape (n_in, n_out) and bl of shape (1, n_out) for each layer l = 1 … L
    gradients : dict with dWl and dbl, each of the shape of its parameter
    learning_rate : float

    Returns
    -------
    dict with the keys of parameters

    Example
    -------
    update_parameters({"W1": np.array([[2.0]]), "b1": np.array([[1.0]])},
                      {"dW1": np.array([[3.0]]), "db1": np.array([[-1.0]])}, 0.1)
        ->  {"W1": [[1.7]], "b1": [[1.1]]}
    """
    raise NotImplementedError
