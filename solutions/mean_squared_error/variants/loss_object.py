import numpy as np
from dataclasses import dataclass

@dataclass
class SquaredError:
    weight: float = 1.0

    def __call__(self, y_true, y_pred):
        self.last = y_pred - y_true
        return self.weight * np.vdot(self.last, self.last) / self.last.shape[0]

    def backward(self, y_true, y_pred):
        return self.weight * np.multiply(2 / y_true.shape[0], y_pred - y_true)

mean_squared_error = SquaredError()
mean_squared_error_derivative = mean_squared_error.backward
