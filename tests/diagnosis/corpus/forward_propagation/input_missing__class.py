import numpy as np

class Net:
    def __init__(self, p, act):
        self.p, self.act, self.L, self.cache = p, act, len(p) // 2, {}

    def __call__(self, h):
        for l in range(1, self.L + 1):
            z = h.dot(self.p[f"W{l}"]) + self.p[f"b{l}"]
            h = self.act(z) if l < self.L else z
            self.cache[f"Z{l}"] = z
            self.cache[f"A{l}"] = h
        return h

def forward_propagation(X, parameters, activation="relu"):
    net = Net(parameters, {"relu": relu, "sigmoid": sigmoid, "tanh": tanh}[activation])
    return net(X), net.cache
