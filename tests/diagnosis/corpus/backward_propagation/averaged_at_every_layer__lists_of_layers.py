import numpy as np

def backward_propagation(parameters, cache, y_true, activation="relu"):
    L = len(parameters) // 2
    m = y_true.shape[0]
    Ws = [parameters[f"W{i}"] for i in range(1, L + 1)]
    As = [cache[f"A{i}"] for i in range(L + 1)]
    Zs = [cache[f"Z{i}"] for i in range(1, L + 1)]
    derivative = {"relu": lambda z: 1.0 * (z > 0), "sigmoid": sigmoid_derivative, "tanh": lambda z: 1 - np.tanh(z) ** 2}[activation]
    deltas = [2 / m * (As[-1] - y_true)]
    for W, Z in zip(Ws[:0:-1], Zs[-2::-1]):
        deltas.insert(0, deltas[0] @ W.T * derivative(Z) / m)
    return {**{f"dW{i+1}": As[i].T @ deltas[i] for i in range(L)}, **{f"db{i+1}": deltas[i].sum(axis=0, keepdims=True) for i in range(L)}}
