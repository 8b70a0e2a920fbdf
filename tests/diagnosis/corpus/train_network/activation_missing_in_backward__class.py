import numpy as np

class Trainer:
    def __init__(self, dims, init, seed, act):
        self.p, self.act, self.log = initialize_parameters(dims, init, seed), act, []

    def step(self, X, y, lr):
        out, cache = forward_propagation(X, self.p, self.act)
        self.log.append(mean_squared_error(y, out))
        g = backward_propagation(self.p, cache, y)
        self.p = update_parameters(self.p, g, lr)

def train_network(X_train, y_train, layer_dimensions, learning_rate=0.01, num_epochs=1000, activation="relu", initialization="he", print_every=200, seed=42):
    t = Trainer(layer_dimensions, initialization, seed, activation)
    for _ in range(num_epochs):
        t.step(X_train, y_train, learning_rate)
    return t.p, t.log
