import numpy as np
import numpy

def mean_squared_error(y_true, y_pred):
    diff = y_true.astype(np.float32) - y_pred.astype(np.float32)
    return float(numpy.square(diff).sum(axis=-1).mean())

def mean_squared_error_derivative(y_true, y_pred):
    diff = y_pred.astype(np.float32) - y_true.astype(np.float32)
    return diff * np.float32(2.0 / len(diff))
