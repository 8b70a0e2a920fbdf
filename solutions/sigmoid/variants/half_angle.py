import numpy as np
import matplotlib.pyplot as plt

sigmoid = lambda z: 0.5 * (1 + np.tanh(0.5 * z))
sigmoid_derivative = lambda z: 0.25 * (1 - np.tanh(0.5 * z) ** 2)

zs = np.linspace(-5, 5, 50)
plt.plot(zs, sigmoid(zs), label="sigmoid")
plt.legend()
plt.show()
print("max slope", sigmoid_derivative(zs).max())
