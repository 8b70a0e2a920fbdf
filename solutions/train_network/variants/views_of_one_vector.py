import numpy as np
def train_network(X_train, y_train, layer_dimensions, learning_rate=0.01, num_epochs=1000, activation='relu', initialization='he', print_every=200, seed=42):
    P0 = initialize_parameters(layer_dimensions, initialization, seed)
    keys = list(P0); shapes = [P0[k].shape for k in keys]; cuts = np.cumsum([P0[k].size for k in keys])[:-1]
    theta = np.concatenate([P0[k].ravel() for k in keys])
    view = {k: v.reshape(s) for k, v, s in zip(keys, np.split(theta, cuts), shapes)}
    hist = []
    for _ in range(num_epochs):
        yp, c = forward_propagation(X_train, view, activation)
        hist.append(np.float64(mean_squared_error(y_train, yp)))
        g = backward_propagation(view, c, y_train, activation)
        theta -= learning_rate * np.concatenate([g["d" + k].ravel() for k in keys])
    return view, hist
