import numpy as np

def update_parameters(parameters, gradients, learning_rate):
    keys = list(parameters.keys())
    theta = np.concatenate([parameters[k].ravel() for k in keys])
    grad = np.concatenate([gradients["d" + k].ravel() for k in keys])
    theta = theta - learning_rate * grad
    start = 0
    for k in keys:
        size = parameters[k].size
        parameters[k] = theta[start:start + size].reshape(parameters[k].shape)
        start += size
    return parameters
