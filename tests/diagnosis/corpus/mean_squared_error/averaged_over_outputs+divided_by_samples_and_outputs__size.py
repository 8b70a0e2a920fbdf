import numpy as np

def mean_squared_error(y_true, y_pred):
    return np.square(y_true - y_pred).mean()

def mean_squared_error_derivative(y_true, y_pred):
    return 2 * (y_pred - y_true) / y_pred.size
