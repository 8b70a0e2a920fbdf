import numpy as np
import matplotlib.pyplot as plt

def _residual(a, b):
    return b - a

def mean_squared_error(y_true, y_pred, reduction="samples"):
    """The Frobenius norm, squared, as a 0-d array."""
    n = y_true.shape[0] if reduction == "samples" else 1
    return np.array(np.linalg.norm(_residual(y_true, y_pred)) ** 2 / n)

def mean_squared_error_derivative(y_true, y_pred, factor=2):
    out = np.empty_like(y_pred)
    np.subtract(y_pred, y_true, out=out)
    out *= factor
    out /= len(out)
    return out

plt.plot(mean_squared_error_derivative(np.zeros((3, 1)), np.ones((3, 1))))
plt.show()
