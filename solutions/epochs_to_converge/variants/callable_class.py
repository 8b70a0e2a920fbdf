import numpy as np
from dataclasses import dataclass


@dataclass
class Convergence:
    patience: int = 1
    counted_from: int = 0

    def limit(self, losses, tolerance):
        return losses[-1] * (1 + tolerance)

    def __call__(self, loss_history, tolerance=0.1):
        losses = [float(x) for x in loss_history]
        limit = self.limit(losses, tolerance)
        t = 0
        while losses[t] > limit:
            t += 1
        return np.array(t + self.counted_from)


epochs_to_converge = Convergence()
