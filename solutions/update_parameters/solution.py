"""Reference of update_parameters: gradient descent as in Rumelhart, Hinton & Williams (1986),
"Learning representations by back-propagating errors", equation 8.
"""


def update_parameters(parameters, gradients, learning_rate):
    """Return the parameters after one step against their gradients, as new arrays."""
    return {name: value - learning_rate * gradients[f"d{name}"] for name, value in parameters.items()}
