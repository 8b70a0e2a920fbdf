import numpy as np
import matplotlib.pyplot as plt

def sigmoid(z):
    out = np.zeros_like(z)
    right = z >= 0
    out[right] = 1 / (1 + np.exp(-z[right]))
    out[~right] = np.exp(z[~right]) / (1 + np.exp(z[~right]))
    return out

def sigmoid_derivative(z):
    return sigmoid(z) * (1 - sigmoid(z))

def tanh(z):
    return 2 * sigmoid(2 * z) - 1

def tanh_derivative(z):
    return 4 * sigmoid_derivative(2 * z)

x = np.linspace(-3, 3, 20)
plt.plot(x, tanh(x))
plt.plot(x, tanh_derivative(x))
plt.show()
