import numpy as np

def backward_propagation(parameters, cache, y_true, activation='relu'):
    L = len(parameters) // 2
    n = y_true.shape[0]
    act_grads = {'relu': relu_derivative, 'sigmoid': sigmoid_derivative, 'tanh': tanh_derivative}
    delta = 2 / n * (cache[f'A{L}'] - y_true)
    grads = {}
    for l in reversed(range(1, L + 1)):
        grads['dW%d' % l] = np.einsum('ni,no->io', cache['A%d' % (l - 1)], delta)
        grads['db%d' % l] = np.einsum('no->o', delta)[None, :]
        if l > 1:
            delta = np.einsum('no,io->ni', delta, parameters['W%d' % l]) * act_grads[activation](cache['Z%d' % (l - 1)])
    return grads
