import numpy as np


class train_network_loop:
    def __call__(self, X_train, y_train, layer_dimensions, learning_rate=0.01, num_epochs=1000, activation="relu",
                 initialization="he", print_every=200, seed=42):
        X = np.array(X_train, copy=True)
        rng = np.random.Generator(np.random.MT19937(seed))
        theta = []
        for n_in, n_out in zip(layer_dimensions[:-1], layer_dimensions[1:]):
            scale = dict(he=np.sqrt(2.0 / n_in), xavier=np.sqrt(2.0 / (n_in + n_out))).get(initialization, 1e-2)
            theta += [scale * rng.standard_normal((n_in, n_out)), np.zeros((1, n_out))]
        pack = lambda: {("W" if i % 2 == 0 else "b") + str(i // 2 + 1): value for i, value in enumerate(theta)}
        y_pred, cache = forward_propagation(X, pack(), activation)
        losses = [mean_squared_error(y_train, y_pred)]
        for _ in range(num_epochs):
            grads = backward_propagation(pack(), cache, y_train, activation)
            theta = [value - learning_rate * grads["d" + name] for name, value in pack().items()]
            y_pred, cache = forward_propagation(X, pack(), activation)
            losses.append(mean_squared_error(y_train, y_pred))
        return pack(), losses[:-1]


train_network = train_network_loop()
