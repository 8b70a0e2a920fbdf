import numpy as np

def backward_propagation(parameters, cache, y_true, activation="relu"):
    grads = {}
    L = len(parameters) // 2
    grads[f"dA{L}"] = 2 * (cache[f"A{L}"] - y_true) / y_true.shape[0]
    for l in reversed(range(1, L + 1)):
        if l == L:
            grads[f"dZ{l}"] = grads[f"dA{l}"]
        elif activation == "relu":
            grads[f"dZ{l}"] = np.where(cache[f"Z{l}"] > 0, grads[f"dA{l}"], 0)
        elif activation == "sigmoid":
            grads[f"dZ{l}"] = grads[f"dA{l}"] * cache[f"A{l}"] * (1 - cache[f"A{l}"])
        else:
            grads[f"dZ{l}"] = grads[f"dA{l}"] * (1 - cache[f"A{l}"] ** 2)
        print("layer", l, grads[f"dZ{l}"].shape)
        grads[f"dW{l}"] = cache[f"A{l-1}"].T.dot(grads[f"dZ{l}"])
        grads[f"db{l}"] = np.mean(grads[f"dZ{l}"], axis=0, keepdims=True)
        grads[f"dA{l-1}"] = grads[f"dZ{l}"].dot(parameters[f"W{l}"].T)
    return grads
