import numpy as np

class Loss:
    def value(self, t, p):
        return np.square(p - t).sum(axis=1).mean()

    def grad(self, t, p):
        return (p - t) / t.shape[0]

mean_squared_error = Loss().value

def mean_squared_error_derivative(y_true, y_pred):
    return Loss().grad(y_true, y_pred)
