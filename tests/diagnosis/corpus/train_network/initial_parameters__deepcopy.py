import numpy as np

import copy

def train_network(X_train, y_train, layer_dimensions, learning_rate=0.01, num_epochs=1000, activation='relu', initialization='he', print_every=200, seed=42):
    params = initialize_parameters(layer_dimensions, initialization, seed)
    start = copy.deepcopy(params)
    hist = []
    for _ in range(num_epochs):
        yp, c = forward_propagation(X_train, params, activation)
        hist.append(mean_squared_error(y_train, yp))
        params = update_parameters(params, backward_propagation(params, c, y_train, activation), learning_rate)
    return start, hist
