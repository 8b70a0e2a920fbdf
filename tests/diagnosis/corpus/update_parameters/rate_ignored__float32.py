import numpy as np

def update_parameters(parameters, gradients, learning_rate):
    return {k: parameters[k].astype(np.float32) - gradients["d" + k].astype(np.float32) for k in parameters}
