from __future__ import annotations
import numpy as np
from collections import OrderedDict
from dataclasses import dataclass, field

@dataclass
class SGD:
    lr: float
    history: list = field(default_factory=list)

    def step(self, params: dict, grads: dict) -> dict:
        out = OrderedDict()
        for name in reversed(list(params)):
            out[name] = np.einsum(",ij->ij", -self.lr, grads[f"d{name}"]) + params[name]
        self.history.append(len(out))
        return out

def update_parameters(parameters, gradients, learning_rate):
    """Uses the class above."""
    return SGD(learning_rate).step(parameters, gradients)
