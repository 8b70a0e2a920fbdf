import numpy as np

# Own versions of the given functions, with a RandomState and einsum.

def initialize_parameters(layer_dimensions, initialization='he', seed=42):
    draws = np.random.RandomState(seed)
    out = {}
    for l in range(1, len(layer_dimensions)):
        a, b = layer_dimensions[l - 1], layer_dimensions[l]
        std = {'he': (2 / a) ** .5, 'xavier': (2 / (a + b)) ** .5}.get(initialization, .01)
        out[f'W{l}'] = draws.normal(scale=std, size=(a, b))
        out[f'b{l}'] = np.zeros([1, b])
    return out

def update_parameters(parameters, gradients, learning_rate):
    for l in range(1, len(parameters) // 2 + 1):
        parameters[f'W{l}'] -= learning_rate * gradients[f'dW{l}']
        parameters[f'b{l}'] -= learning_rate * gradients[f'db{l}']
    return parameters

def train_network(X_train, y_train, layer_dimensions, learning_rate=0.01, num_epochs=1000, activation='relu',
                  initialization='he', print_every=200, seed=42):
    rng = np.random.default_rng(seed + 1)
    parameters = initialize_parameters(layer_dimensions, initialization, seed)
    loss_history = []
    for epoch in range(num_epochs):
        order = rng.permutation(len(X_train))
        Xs, ys = X_train[order], y_train[order]
        y_pred, cache = forward_propagation(Xs, parameters, activation)
        loss_history.append(np.einsum('no,no->', ys - y_pred, ys - y_pred) / len(ys))
        gradients = backward_propagation(parameters, cache, ys, activation)
        parameters = update_parameters(parameters, gradients, learning_rate)
    return parameters, loss_history
