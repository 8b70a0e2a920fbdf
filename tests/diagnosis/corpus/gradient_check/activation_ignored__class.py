import numpy as np

class Checker:
    def __init__(self, parameters, X, y):
        self.p, self.X, self.y = parameters, X, y

    def loss(self, p):
        return mean_squared_error(self.y, forward_propagation(self.X, p)[0])

    def partial(self, name, at, h):
        values = []
        for sign in (+1, -1):
            arr = self.p[name].copy()
            arr[at] += sign * h
            values.append(self.loss({**self.p, name: arr}))
        return (values[0] - values[1]) / (2 * h)

    def run(self, h):
        g = backward_propagation(self.p, forward_propagation(self.X, self.p)[1], self.y)
        out = []
        for name, arr in self.p.items():
            if g["d" + name].shape != arr.shape:
                raise ValueError(name)
            for at in np.ndindex(arr.shape):
                a, n = g["d" + name][at], self.partial(name, at, h)
                out.append(abs(a - n) / (abs(a) + abs(n) + h))
        return float(np.max(out))

def gradient_check(parameters, X, y_true, activation="relu", epsilon=1e-7):
    return Checker(parameters, X, y_true).run(epsilon)
