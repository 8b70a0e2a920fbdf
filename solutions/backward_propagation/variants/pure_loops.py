import numpy as np

def backward_propagation(parameters, cache, y_true, activation='relu'):
    depth = len(parameters) // 2
    n, outputs = y_true.shape
    delta = [[2.0 * (cache['A%d' % depth][i][k] - y_true[i][k]) / n for k in range(outputs)] for i in range(n)]
    gradients = {}
    for layer in range(depth, 0, -1):
        W = parameters['W%d' % layer].tolist()
        A = cache['A%d' % (layer - 1)].tolist()
        n_in, n_out = len(W), len(W[0])
        dW = [[sum(A[i][j] * delta[i][k] for i in range(n)) for k in range(n_out)] for j in range(n_in)]
        db = [sum(delta[i][k] for i in range(n)) for k in range(n_out)]
        gradients['dW%d' % layer] = np.array(dW)
        gradients['db%d' % layer] = np.array([db])
        if layer > 1:
            below = []
            for i in range(n):
                row = []
                for j in range(n_in):
                    back = sum(W[j][k] * delta[i][k] for k in range(n_out))
                    a = A[i][j]
                    if activation == 'relu':
                        row.append(back if a > 0 else 0.0)
                    elif activation == 'sigmoid':
                        row.append(back * a * (1 - a))
                    elif activation == 'tanh':
                        row.append(back * (1 - a * a))
                below.append(row)
            delta = below
    return gradients
