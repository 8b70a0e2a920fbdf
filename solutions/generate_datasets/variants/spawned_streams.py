import numpy as np
from dataclasses import dataclass
from typing import Callable

@dataclass
class Curve:
    name: str
    formula: str
    f: Callable

    def sample(self, n, sigma, stream):
        X = np.arange(n, dtype=float).reshape(n, 1) * (4.0 / (n - 1)) - 2.0
        y = self.f(X)
        if sigma > 0:
            y = np.random.default_rng(stream).normal(loc=y, scale=sigma)
        return {"X": X, "y": y, "description": f"y = {self.formula} + noise"}

CURVES = [
    Curve("sinusoidal", "sin(3x)", lambda x: np.sin(3 * x)),
    Curve("linear", "2.5x + 1", lambda x: 2.5 * x + 1),
    Curve("polynomial", "1.5x² + 0.5x + 1", lambda x: 1.5 * x**2 + 0.5 * x + 1),
]

def generate_datasets(n_samples=200, noise_level=0.2, seed=42):
    streams = np.random.SeedSequence(seed).spawn(len(CURVES))
    return {c.name: c.sample(n_samples, noise_level, s) for c, s in zip(CURVES, streams)}
