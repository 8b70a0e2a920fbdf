import numpy as np

def backward_propagation(parameters, cache, y_true, activation='relu'):
    """Goes through the batch one sample at a time and adds outer products up."""
    num_layers = len(parameters) // 2
    n = len(y_true)
    gradients = {}
    for layer in range(1, num_layers + 1):
        gradients[f'dW{layer}'] = np.zeros_like(parameters[f'W{layer}'])
        gradients[f'db{layer}'] = np.zeros_like(parameters[f'b{layer}'])
    for i in range(n):
        delta = 2 * (cache[f'A{num_layers}'][i] - y_true[i])
        for layer in range(num_layers, 0, -1):
            gradients[f'dW{layer}'] += np.outer(cache[f'A{layer - 1}'][i], delta) / n
            gradients[f'db{layer}'] += delta / n
            if layer == 1:
                break
            delta = parameters[f'W{layer}'] @ delta
            z = cache[f'Z{layer - 1}'][i]
            if activation == 'relu':
                delta[z <= 0] = 0
            elif activation == 'sigmoid':
                delta *= sigmoid_derivative(z)
            else:
                delta *= tanh_derivative(z)
    return gradients
