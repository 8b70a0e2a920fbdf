from dataclasses import dataclass, field
import numpy as np
from numpy.typing import NDArray


@dataclass
class Dense:
    W: NDArray
    x: NDArray
    z: NDArray
    slope: object = None
    dW: NDArray = field(default=None)
    db: NDArray = field(default=None)

    def backward(self, upstream):
        if self.slope is not None:
            upstream = upstream * self.slope(self.z)
        self.dW = np.tensordot(self.x, upstream, axes=(0, 0))
        self.db = np.ones((1, len(upstream))) @ upstream
        return np.inner(upstream, self.W)


def backward_propagation(parameters: dict, cache: dict, y_true: NDArray, activation: str = "relu") -> dict:
    depth = len(parameters) // 2
    table = dict(relu=relu_derivative, sigmoid=sigmoid_derivative, tanh=tanh_derivative)
    layers = [
        Dense(parameters[f"W{i}"], cache[f"A{i-1}"], cache[f"Z{i}"], table[activation] if i < depth else None)
        for i in range(1, depth + 1)
    ]
    g = mean_squared_error_derivative(y_true, cache[f"A{depth}"])
    for layer in reversed(layers):
        g = layer.backward(g)
    print("done with", depth, "layers")
    return {f"d{p}{i}": getattr(layer, f"d{p}") for i, layer in enumerate(layers, 1) for p in "Wb"}
