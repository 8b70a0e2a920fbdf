import numpy as np

def mean_squared_error(y_true, y_pred):
    total, count = 0.0, 0
    for row_t, row_p in zip(y_true, y_pred):
        for t, p in zip(row_t, row_p):
            total += (t - p) ** 2
            count += 1
    return total / count

def mean_squared_error_derivative(y_true, y_pred):
    return 2 * (y_pred - y_true) / y_true.shape[0]
