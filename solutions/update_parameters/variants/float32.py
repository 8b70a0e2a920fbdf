import numpy as np

def _f32(x):
    return np.asarray(x, dtype=np.float32)

def update_parameters(parameters, gradients, learning_rate):
    lr = np.float32(learning_rate)
    return {k: _f32(v) - lr * _f32(gradients["d" + k]) for k, v in parameters.items()}
