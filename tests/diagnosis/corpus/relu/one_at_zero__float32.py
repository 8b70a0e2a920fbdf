import numpy as np
relu = lambda z: np.where(z > 0, z, 0)

def relu_derivative(z):
    d = np.ones(z.shape, dtype=np.float32)
    d[z < 0] = 0
    return d
