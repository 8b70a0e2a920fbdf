import numpy as np


class Layer:
    def __init__(self, W, A_in, A_out, act):
        self.W, self.A_in, self.A_out, self.act = W, A_in, A_out, act

    def slope(self):
        if self.act is None:
            return np.ones_like(self.A_out)
        return {"relu": relu_derivative, "sigmoid": sigmoid_derivative, "tanh": tanh_derivative}[self.act](self.A_out)

    def backward(self, dA):
        dZ = dA * self.slope()
        return np.einsum("ni,no->io", self.A_in, dZ), dZ.sum(0)[None, :], dZ @ np.transpose(self.W)


def backward_propagation(parameters, cache, y_true, activation="relu"):
    L = sum(k.startswith("W") for k in parameters)
    layers = [Layer(parameters[f"W{i}"], cache[f"A{i-1}"], cache[f"A{i}"], activation if i < L else None) for i in range(1, L + 1)]
    d = mean_squared_error_derivative(y_true, cache[f"A{L}"])
    g = {}
    for i, layer in zip(range(L, 0, -1), layers[::-1]):
        g[f"dW{i}"], g[f"db{i}"], d = layer.backward(d)
    return g
