import numpy as np

def update_in_place(parameters, gradients, lr):
    for key in parameters:
        parameters[key] -= np.float32(lr) * gradients["d" + key].astype(np.float32)

def train_network(X_train, y_train, layer_dimensions, learning_rate=0.01, num_epochs=1000, activation='relu',
                  initialization='he', print_every=200, seed=42, dtype=np.float32):
    X = X_train.astype(dtype)
    y = np.asarray(y_train, dtype)
    parameters = {k: v.astype(dtype) for k, v in initialize_parameters(layer_dimensions, initialization, seed).items()}
    history = np.empty(num_epochs, dtype)
    for epoch in range(num_epochs):
        y_pred, cache = forward_propagation(X, parameters, activation)
        history[epoch] = mean_squared_error(y, y_pred)
        update_in_place(parameters, backward_propagation(parameters, cache, y, activation), learning_rate)
    return parameters, history
