import numpy as np

ACT = {
    "relu": (lambda z: np.maximum(z, 0), lambda z: 1.0 * (z > 0)),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2),
    "tanh": (np.tanh, lambda z: 1 / np.cosh(z) ** 2),
}


def train_network(X_train, y_train, layer_dimensions, learning_rate=0.01, num_epochs=1000,
                  activation="relu", initialization="he", print_every=200, seed=42):
    """Everything inline, with the old global generator and updates in place."""
    np.random.seed(seed)
    f, df = ACT[activation]
    W, b = [], []
    for fan_in, fan_out in zip(layer_dimensions, layer_dimensions[1:]):
        if initialization == "he":
            std = np.sqrt(2 / fan_in)
        elif initialization == "xavier":
            std = np.sqrt(2 / (fan_in + fan_out))
        else:
            std = 0.01
        W.append(np.random.randn(fan_in, fan_out) * std)
        b.append(np.zeros((1, fan_out)))
    n = X_train.shape[0]
    history = []
    for epoch in range(num_epochs):
        A, Z = [X_train], []
        for k in range(len(W)):
            Z.append(A[-1].dot(W[k]) + b[k])
            A.append(f(Z[-1]) if k < len(W) - 1 else Z[-1])
        error = A[-1] - y_train
        history.append(np.sum(error**2) / n)
        delta = 2 * error / n
        for k in reversed(range(len(W))):
            dW, db = A[k].T.dot(delta), delta.sum(0, keepdims=True)
            if k > 0:
                delta = delta.dot(W[k].T) * df(Z[k - 1])
            W[k] -= learning_rate * dW
            b[k] -= learning_rate * db
    parameters = {}
    for k in range(len(W)):
        parameters["W" + str(k + 1)] = W[k]
        parameters["b" + str(k + 1)] = b[k]
    return parameters, history
