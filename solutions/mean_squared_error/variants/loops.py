import numpy as np

def mean_squared_error(y_true, y_pred):
    n, o = y_true.shape
    total = 0.0
    for i in range(n):
        for j in range(o):
            total += (y_true[i][j] - y_pred[i][j]) ** 2
    print("loss", total / n)
    return total / n

def mean_squared_error_derivative(y_true, y_pred):
    n, o = y_true.shape
    grad = np.zeros((n, o))
    for i in range(n):
        for j in range(o):
            grad[i, j] = 2 * (y_pred[i, j] - y_true[i, j]) / n
    return grad
