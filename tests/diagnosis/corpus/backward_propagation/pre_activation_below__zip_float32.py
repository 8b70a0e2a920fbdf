import numpy as np

def backward_propagation(parameters, cache, y_true, activation="relu"):
    L = len(parameters) // 2
    f32 = lambda a: np.asarray(a, dtype="float32")
    inputs = [f32(cache["A0"])] + [f32(cache[f"Z{i}"]) for i in range(1, L)]
    g = {}
    dz = f32(mean_squared_error_derivative(y_true, cache[f"A{L}"]))
    for i, x in reversed(list(enumerate(inputs, start=1))):
        g[f"db{i}"], g[f"dW{i}"] = dz.sum(axis=0, keepdims=True), x.T @ dz
        if i > 1:
            der = {"relu": relu_derivative, "sigmoid": sigmoid_derivative, "tanh": tanh_derivative}[activation]
            dz = dz @ f32(parameters[f"W{i}"]).T * f32(der(cache[f"Z{i-1}"]))
    return g
