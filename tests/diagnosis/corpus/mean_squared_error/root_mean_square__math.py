import numpy as np

import math

def mean_squared_error(y_true, y_pred):
    return math.sqrt(((y_true - y_pred) ** 2).sum() / len(y_true))

def mean_squared_error_derivative(y_true, y_pred):
    return 2 * (y_pred - y_true) / y_pred.shape[0]
