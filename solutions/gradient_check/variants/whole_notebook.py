import numpy as np
import matplotlib.pyplot as plt

RANDOM_SEED = 42
np.random.seed(RANDOM_SEED)

def relu(z):
    return np.maximum(0, z)

def relu_derivative(z):
    return (z > 0).astype(float)

def sigmoid(z):
    return 1 / (1 + np.exp(-z))

def sigmoid_derivative(z):
    s = sigmoid(z)
    return s * (1 - s)

def tanh(z):
    return np.tanh(z)

def tanh_derivative(z):
    return 1 - np.tanh(z) ** 2

def mean_squared_error(y_true, y_pred):
    return np.mean((y_true - y_pred) ** 2)

def mean_squared_error_derivative(y_true, y_pred):
    return 2 * (y_pred - y_true) / y_true.shape[0]

ACTIVATIONS = {'relu': (relu, relu_derivative), 'sigmoid': (sigmoid, sigmoid_derivative), 'tanh': (tanh, tanh_derivative)}

def forward_propagation(X, parameters, activation='relu'):
    f = ACTIVATIONS[activation][0]
    L = len(parameters) // 2
    A, cache = X, {'A0': X}
    for l in range(1, L + 1):
        Z = A @ parameters[f'W{l}'] + parameters[f'b{l}']
        A = f(Z) if l < L else Z
        cache[f'Z{l}'], cache[f'A{l}'] = Z, A
    return A, cache

def backward_propagation(parameters, cache, y_true, activation='relu'):
    df = ACTIVATIONS[activation][1]
    L = len(parameters) // 2
    grads = {}
    dZ = mean_squared_error_derivative(y_true, cache[f'A{L}'])
    for l in reversed(range(1, L + 1)):
        grads[f'dW{l}'] = cache[f'A{l-1}'].T @ dZ
        grads[f'db{l}'] = np.sum(dZ, axis=0, keepdims=True)
        if l > 1:
            dZ = (dZ @ parameters[f'W{l}'].T) * df(cache[f'Z{l-1}'])
    return grads

def compute_loss(parameters, X, y_true, activation):
    y_pred, _ = forward_propagation(X, parameters, activation)
    return mean_squared_error(y_true, y_pred)

def relative_error(a, n, epsilon):
    return np.abs(a - n) / (np.abs(a) + np.abs(n) + epsilon)

def gradient_check(parameters, X, y_true, activation='relu', epsilon=1e-7):
    _, cache = forward_propagation(X, parameters, activation)
    gradients = backward_propagation(parameters, cache, y_true, activation)
    backup = {name: value.copy() for name, value in parameters.items()}
    errors = {}
    try:
        for name, value in parameters.items():
            analytic = gradients[f'd{name}']
            if analytic.shape != value.shape:
                raise ValueError(f'{name}: {analytic.shape} instead of {value.shape}')
            if not np.isfinite(analytic).all():
                raise FloatingPointError(name)
            numeric = np.full_like(value, np.nan)
            for index in np.ndindex(*value.shape):
                value[index] += epsilon
                loss_plus = compute_loss(parameters, X, y_true, activation)
                value[...] = backup[name]
                value[index] -= epsilon
                loss_minus = compute_loss(parameters, X, y_true, activation)
                value[...] = backup[name]
                numeric[index] = (loss_plus - loss_minus) / (2 * epsilon)
            errors[name] = relative_error(analytic, numeric, epsilon).max()
    finally:
        for name, value in backup.items():
            parameters[name][...] = value
    print(errors)
    return float(max(errors.values()))

if True:
    params = {'W1': np.ones((1, 1)), 'b1': np.zeros((1, 1))}
    print('error', gradient_check(params, np.array([[0.5], [1.0]]), np.array([[0.3], [0.7]])))
    plt.style.use('default')
