import numpy as np

def train_network(X_train, y_train, layer_dimensions, learning_rate=0.01, num_epochs=1000, activation="relu", initialization="he", print_every=200, seed=42):
    params = initialize_parameters(layer_dimensions, initialization, seed)
    losses = np.zeros(num_epochs)
    for i in range(num_epochs):
        y_hat, cache = forward_propagation(X_train, params, activation)
        losses[i] = mean_squared_error(y_train, y_hat)
        grads = backward_propagation(params, cache, y_train, activation)
        for k in params:
            params[k] = params[k] - learning_rate * grads["d" + k]
    return losses.tolist(), params
