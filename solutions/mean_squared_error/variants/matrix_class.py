import numpy as np
def mean_squared_error(y_true, y_pred):
    e = np.asmatrix(y_pred - y_true)
    return np.sum(np.diag(e.T @ e)) / e.shape[0]
def mean_squared_error_derivative(y_true, y_pred):
    return np.asmatrix(y_pred - y_true) * (2 / len(y_true))
