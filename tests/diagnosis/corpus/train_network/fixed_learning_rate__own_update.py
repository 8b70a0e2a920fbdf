import numpy as np

def train_network(X_train, y_train, layer_dimensions, learning_rate=0.01, num_epochs=1000, activation="relu", initialization="he", print_every=200, seed=42):
    w = initialize_parameters(layer_dimensions, seed=seed, initialization=initialization)
    hist = []
    for ep in range(1, num_epochs + 1):
        pred, cache = forward_propagation(X_train, w, activation)
        hist += [((pred - y_train) ** 2).sum(axis=1).mean()]
        g = backward_propagation(w, cache, y_train, activation)
        w = {k: v - 0.01 * g["d" + k] for k, v in w.items()}
    return w, hist
