import numpy as np

def update_parameters(parameters, gradients, learning_rate):
    new = {}
    for key in parameters:
        p, g = parameters[key], gradients["d" + key]
        q = np.empty(p.shape)
        for i in range(p.shape[0]):
            for j in range(p.shape[1]):
                q[i, j] = p[i, j] - learning_rate * g[i, j]
        new[key] = q
    return new
