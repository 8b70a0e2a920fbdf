import functools
import random

import numpy as np


def train_network(X_train, y_train, layer_dimensions, learning_rate=0.01, num_epochs=1000,
                  activation='relu', initialization='he', print_every=200, seed=42):
    """The standard library's generator, and the loop as a fold over epochs; keeps the data beside the parameters."""
    draw = random.Random(seed)
    start = {}
    for layer, (rows, columns) in enumerate(zip(layer_dimensions, layer_dimensions[1:]), 1):
        sigma = (2 / rows) ** 0.5 if initialization == 'he' else (2 / (rows + columns)) ** 0.5 if initialization == 'xavier' else 0.01
        start[f'W{layer}'] = np.array([[draw.gauss(0, sigma) for _ in range(columns)] for _ in range(rows)])
        start[f'b{layer}'] = np.zeros((1, columns))

    def one_epoch(state, epoch):
        parameters, losses = state
        y_pred, cache = forward_propagation(X_train, parameters, activation)
        gradients = backward_propagation(parameters, cache, y_train, activation)
        return update_parameters(parameters, gradients, learning_rate), losses + [mean_squared_error(y_train, y_pred).real]

    parameters, losses = functools.reduce(one_epoch, range(num_epochs), (start, []))
    return {**parameters, 'activation': activation}, losses
