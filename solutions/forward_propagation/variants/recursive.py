import numpy as np
from collections import OrderedDict

class Layer:
    def __init__(self, W, b, f):
        self.W, self.b, self.f = W, b, f

    def __call__(self, A):
        Z = np.matmul(A, self.W)
        Z += self.b
        return Z, self.f(Z)

def identity(z):
    return 1.0 * z

def forward_propagation(X, parameters, activation="relu"):
    table = dict(relu=relu, sigmoid=sigmoid, tanh=tanh)
    depth = max(int(k[1:]) for k in parameters)

    def go(A, layer, cache):
        if layer > depth:
            return A, cache
        f = identity if layer == depth else table[activation]
        Z, A = Layer(parameters[f"W{layer}"], parameters[f"b{layer}"], f)(A)
        cache[f"Z{layer}"] = Z
        cache[f"A{layer}"] = A
        return go(A, layer + 1, cache)

    return go(X, 1, OrderedDict(A0=X))
