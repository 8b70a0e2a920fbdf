import numpy as np
import matplotlib.pyplot as plt


def gradient_of_one(parameters, x, y, activation):
    y_pred, cache = forward_propagation(x, parameters, activation)
    return backward_propagation(parameters, cache, y, activation), mean_squared_error(y, y_pred)


def train_network(X_train, y_train, layer_dimensions, learning_rate=0.01, num_epochs=1000, activation="relu",
                  initialization="he", print_every=200, seed=42):
    n = len(X_train)
    parameters = initialize_parameters(layer_dimensions, initialization, seed)
    loss_history = []
    for epoch in range(num_epochs):
        total, loss = {}, 0.0
        for i in range(n):
            gradients, one = gradient_of_one(parameters, X_train[i:i + 1], y_train[i:i + 1], activation)
            loss += one / n
            for name, g in gradients.items():
                total[name] = total.get(name, 0) + g / n
        loss_history.append(np.array(loss))
        parameters = update_parameters(parameters, total, learning_rate)
    plt.plot(loss_history)
    plt.show()
    return parameters, loss_history
