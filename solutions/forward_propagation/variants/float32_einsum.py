import numpy as np
import matplotlib.pyplot as plt

print("loading")

def forward_propagation(X, parameters, activation='relu', dtype=np.float32):
    """single precision throughout"""
    f = {'relu': lambda z: z * (z > 0), 'sigmoid': sigmoid, 'tanh': np.tanh}[activation]
    A = X.astype(dtype)
    cache = {'A0': A}
    n = len([k for k in parameters if k.startswith('W')])
    for i in range(n):
        W = parameters[f'W{i+1}'].astype(dtype)
        b = parameters[f'b{i+1}'].astype(dtype)
        Z = np.einsum('ni,io->no', A, W) + b
        A = f(Z) if i + 1 < n else Z
        print('layer', i + 1, Z.shape)
        cache[f'Z{i+1}'], cache[f'A{i+1}'] = Z, A
    return A, cache

plt.plot([1, 2])
plt.show()
