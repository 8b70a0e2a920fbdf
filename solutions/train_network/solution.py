"""Reference of train_network: gradient descent, Cauchy (1847); for networks Rumelhart, Hinton & Williams (1986)."""


def train_network(
    X_train,
    y_train,
    layer_dimensions,
    learning_rate=0.01,
    num_epochs=1000,
    activation="relu",
    initialization="he",
    print_every=200,
    seed=42,
):
    """Return the parameters after ``num_epochs`` steps of gradient descent, and the loss before each step."""
    parameters = initialize_parameters(layer_dimensions, initialization, seed)
    loss_history = []
    for epoch in range(1, num_epochs + 1):
        y_pred, cache = forward_propagation(X_train, parameters, activation)
        loss_history.append(mean_squared_error(y_train, y_pred))
        gradients = backward_propagation(parameters, cache, y_train, activation)
        parameters = update_parameters(parameters, gradients, learning_rate)
        if epoch % print_every == 0:
            print(f"epoch {epoch}: loss {loss_history[-1]:.6f}")
    return parameters, loss_history
