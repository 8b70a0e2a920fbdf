import numpy as np, cmath
def tanh(z): return np.array([cmath.tanh(complex(v)).real for v in z.flat]).reshape(z.shape)
def tanh_derivative(z): return np.array([1 - cmath.tanh(complex(v)).real ** 2 for v in z.flat]).reshape(z.shape)
