import numpy as np

def train_network(X_train, y_train, layer_dimensions, learning_rate=0.01, num_epochs=1000, activation='relu',
                  initialization='he', print_every=200, seed=42):
    X, y = np.float32(X_train), np.float32(y_train)
    p = {k: np.float32(v) for k, v in initialize_parameters(layer_dimensions, initialization, seed).items()}
    losses = []
    while len(losses) < num_epochs:
        y_hat, cache = forward_propagation(X, p, activation)
        losses += [float(np.float32(mean_squared_error(y, y_hat)))]
        g = backward_propagation(p, cache, y, activation)
        p = {k: (p[k] - learning_rate * g["d" + k]).astype("f4") for k in p}
    return [p, losses]
