import numpy as np
import matplotlib.pyplot as plt

np.random.seed(0)

def initialize_parameters(layer_dimensions, initialization='he', seed=42):
    np.random.seed(seed)
    params = {}
    L = len(layer_dimensions) - 1
    for l in range(1, L + 1):
        fan_in, fan_out = layer_dimensions[l - 1], layer_dimensions[l]
        if initialization == 'he':
            scale = np.sqrt(2. / fan_in)
        elif initialization == 'xavier':
            scale = np.sqrt(2. / (fan_in + fan_out))
        else:
            scale = 0.01
        params['W' + str(l)] = np.random.randn(fan_in, fan_out) * scale
        params['b' + str(l)] = np.zeros((1, fan_out))
    print(f"{L} layers")
    return params

plt.hist(initialize_parameters([30, 20])["W1"].ravel())
plt.show()
