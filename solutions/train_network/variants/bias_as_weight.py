import numpy as np
def train_network(X_train, y_train, layer_dimensions, learning_rate=0.01, num_epochs=1000, activation='relu', initialization='he', print_every=200, seed=42):
    params = initialize_parameters(layer_dimensions, initialization, seed)
    L = len(layer_dimensions) - 1
    losses = np.empty(num_epochs)
    aug = lambda A: np.c_[A, np.ones(len(A))]
    T = [np.r_[params[f"W{l}"], params[f"b{l}"]] for l in range(1, L + 1)]
    act = {'relu': lambda z: z * (z > 0), 'tanh': np.tanh, 'sigmoid': lambda z: 1 / (1 + np.exp(-np.clip(z, -500, 500)))}[activation]
    slope = {'relu': lambda a: a > 0, 'tanh': lambda a: 1 - a ** 2, 'sigmoid': lambda a: a - a ** 2}[activation]
    for t in range(num_epochs):
        A = [X_train]
        for l, th in enumerate(T):
            z = aug(A[-1]) @ th
            A.append(act(z) if l < L - 1 else z)
        R = A[-1] - y_train
        losses[t] = np.einsum("ij,ij", R, R) / len(R)
        D = R * (2 / len(R))
        new = list(T)
        for l in range(L - 1, -1, -1):
            new[l] = T[l] - learning_rate * (aug(A[l]).T @ D)
            D = (D @ T[l][:-1].T) * slope(A[l])
        T = new
    out = {}
    for l, th in enumerate(T, 1):
        out[f"W{l}"], out[f"b{l}"] = th[:-1], th[-1:]
    return out, losses.tolist()
