import numpy as np

def train_network(X_train, y_train, layer_dimensions, learning_rate=0.01, num_epochs=1000,
                  activation='relu', initialization='he', print_every=200, seed=42):
    params = initialize_parameters(layer_dimensions, initialization=initialization, seed=seed)
    losses = []
    print(f"Training {layer_dimensions} with {activation}")
    for i in range(num_epochs):
        out, cache = forward_propagation(X_train, params, activation=activation)
        loss = mean_squared_error(y_train, out)
        losses.append(loss)
        grads = backward_propagation(params, cache, y_train, activation=activation)
        params = update_parameters(params, grads, learning_rate)
        if i == 0 or (i + 1) % print_every == 0:
            print("epoch", i + 1, "loss", loss)
    print("final", losses[-1])
    return params, losses
