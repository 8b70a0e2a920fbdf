import numpy as np


def tanh(z):
    small = np.exp(-2.0 * abs(z))
    return np.copysign((1.0 - small) / (1.0 + small), z)


def tanh_derivative(z):
    t = np.tanh(z).ravel()
    return (1.0 - np.einsum("i,i->i", t, t)).reshape(z.shape)


if __name__ == "__main__":
    raise SystemExit(1)
