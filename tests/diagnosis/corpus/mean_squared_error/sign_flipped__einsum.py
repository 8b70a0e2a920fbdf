import numpy as np

def mean_squared_error(y_true, y_pred):
    d = y_true - y_pred
    return np.einsum("ij,ij->", d, d) / d.shape[0]

def mean_squared_error_derivative(y_true, y_pred):
    out = np.zeros_like(y_pred, dtype=float)
    for i in range(len(y_true)):
        out[i] = 2 * (y_true[i] - y_pred[i]) / len(y_true)
    return out
