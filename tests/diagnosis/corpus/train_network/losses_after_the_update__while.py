import numpy as np

def train_network(X_train, y_train, layer_dimensions, learning_rate=0.01, num_epochs=1000, activation="relu", initialization="he", print_every=200, seed=42):
    p = initialize_parameters(layer_dimensions, initialization, seed)
    history, e = [], 0
    while e < num_epochs:
        _, cache = forward_propagation(X_train, p, activation)
        p = update_parameters(p, backward_propagation(p, cache, y_train, activation), learning_rate)
        history.append(float(np.sum((forward_propagation(X_train, p, activation)[0] - y_train) ** 2) / len(y_train)))
        if e % print_every == 0:
            print("epoch", e, history[-1])
        e += 1
    return p, history
