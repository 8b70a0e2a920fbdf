import numpy as np

# The bias as one more row of W, under an input that is always 1.

def backward_propagation(parameters, cache, y_true, activation='relu'):
    weights = [np.vstack([parameters['W%i' % i], parameters['b%i' % i]]) for i in range(1, len(parameters) // 2 + 1)]
    inputs = [np.hstack([cache['A%i' % i], np.ones((len(y_true), 1))]) for i in range(len(weights))]
    error = 2 * (cache['A%i' % len(weights)] - y_true) / len(y_true)
    out = {}
    while weights:
        W, A, i = weights.pop(), inputs.pop(), len(weights) + 1
        full = A.T.dot(error)
        out['dW%i' % i], out['db%i' % i] = full[:-1], full[-1:]
        error = error.dot(W.T)[:, :-1]
        if weights:
            error = np.multiply(error, {'relu': relu_derivative, 'tanh': tanh_derivative,
                                        'sigmoid': sigmoid_derivative}.get(activation)(cache['Z%i' % (i - 1)]))
    return out
