from dataclasses import dataclass, field

import numpy as np


@dataclass
class Trainer:
    layers: list
    activation: str
    parameters: dict
    losses: list = field(default_factory=list)

    def epoch(self, X, y, rate):
        y_pred, cache = forward_propagation(X, self.parameters, self.activation)
        self.losses.append(np.float64(mean_squared_error(y, y_pred)))
        gradients = backward_propagation(self.parameters, cache, y, self.activation)
        self.parameters = update_parameters(self.parameters, gradients, rate)


def train_network(X_train, y_train, layer_dimensions, learning_rate=0.01, num_epochs=1000, activation="relu",
                  initialization="he", print_every=200, seed=42, verbose=False, callback=None):
    trainer = Trainer(list(layer_dimensions), activation, initialize_parameters(layer_dimensions, initialization, seed))
    for number in range(1, num_epochs + 1):
        trainer.epoch(X_train, y_train, learning_rate)
        if verbose and number % print_every == 0:
            print(number, trainer.losses[-1])
        if callback is not None:
            callback(number, trainer)
    return trainer.parameters, tuple(trainer.losses)


if __name__ == "__main__":
    raise SystemExit(3)
