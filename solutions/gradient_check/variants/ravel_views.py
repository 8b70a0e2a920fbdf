import numpy as np

def gradient_check(parameters, X, y_true, activation='relu', epsilon=1e-7):
    """Perturbs through flat views and puts the saved value back, even if something raises."""
    def cost():
        return mean_squared_error(y_true, forward_propagation(X, parameters, activation)[0])

    _, cache = forward_propagation(X, parameters, activation)
    grads = backward_propagation(parameters, cache, y_true, activation)
    worst = -1.0
    n_layers = len(parameters) // 2
    for layer in range(n_layers, 0, -1):
        for kind in ("b", "W"):
            name = kind + str(layer)
            flat = parameters[name].ravel()
            g = grads.get("d" + name)
            if g is None or g.shape != parameters[name].shape:
                return 1.0
            g = g.ravel()
            for i in range(flat.size):
                saved = flat[i].copy()
                try:
                    flat[i] += epsilon
                    up = cost()
                    flat[i] -= 2 * epsilon
                    down = cost()
                finally:
                    flat[i] = saved
                n = (up - down) / (2 * epsilon)
                err = abs(g[i] - n) / (abs(g[i]) + abs(n) + epsilon)
                if not err <= worst:
                    worst = err
                if err != err:
                    return float("nan")
    return worst
