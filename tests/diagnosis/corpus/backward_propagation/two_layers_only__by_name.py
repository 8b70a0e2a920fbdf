import numpy as np

def backward_propagation(parameters, cache, y_true, activation='relu'):
    W1, b1, W2, b2 = parameters['W1'], parameters['b1'], parameters['W2'], parameters['b2']
    A0, Z1, A1, A2 = cache['A0'], cache['Z1'], cache['A1'], cache['A2']
    e2 = 2 * (A2 - y_true) / len(y_true)
    e1 = e2 @ W2.T * {'relu': relu_derivative, 'tanh': tanh_derivative, 'sigmoid': sigmoid_derivative}[activation](Z1)
    return {'dW2': A1.T @ e2, 'db2': e2.sum(0, keepdims=True), 'dW1': A0.T @ e1, 'db1': e1.sum(0, keepdims=True)}
