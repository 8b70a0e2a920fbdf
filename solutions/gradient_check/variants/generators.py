from itertools import chain
import numpy as np


class GradientChecker:
    def __init__(self, X, y, activation, epsilon):
        self.X, self.y, self.activation, self.h = X, y, activation, epsilon

    def loss(self, params):
        return mean_squared_error(self.y, forward_propagation(self.X, params, self.activation)[0])

    def bumped(self, params, name, idx, by):
        new = {k: np.array(v, copy=True) for k, v in params.items()}
        new[name][idx] += by
        return new

    def errors(self, params, grads):
        for name in params:
            if grads["d" + name].shape != params[name].shape:
                yield float("inf")
                continue
            for idx, g in np.ndenumerate(grads["d" + name]):
                up, down = self.loss(self.bumped(params, name, idx, self.h)), self.loss(self.bumped(params, name, idx, -self.h))
                n = (up - down) / (self.h + self.h)
                yield np.divide(np.abs(g - n), np.abs(g) + np.abs(n) + self.h)

    def __call__(self, params):
        cache = forward_propagation(self.X, params, self.activation)[1]
        grads = backward_propagation(params, cache, self.y, self.activation)
        missing = [k for k in params if "d" + k not in grads]
        errors = list(chain([0.0], self.errors(params, grads) if not missing else [np.inf]))
        return np.float32(np.amax(errors))


gradient_check = lambda parameters, X, y_true, activation='relu', epsilon=1e-7: GradientChecker(X, y_true, activation, epsilon)(parameters)
