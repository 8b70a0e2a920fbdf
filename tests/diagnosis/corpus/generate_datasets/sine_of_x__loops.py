import math
import random
import numpy as np

def generate_datasets(n_samples=200, noise_level=0.2, seed=42):
    rnd = random.Random(seed)
    xs = [-2 + 4 * i / (n_samples - 1) for i in range(n_samples)]
    col = lambda vals: np.array([[v] for v in vals])
    noise = lambda: rnd.gauss(0, 1) * noise_level
    return {
        "sinusoidal": {"X": col(xs), "y": col([math.sin(x) + noise() for x in xs]), "description": "sine"},
        "linear": {"X": col(xs), "y": col([2.5 * x + 1 + noise() for x in xs]), "description": "line"},
        "polynomial": {"X": col(xs), "y": col([1.5 * x ** 2 + 0.5 * x + 1 + noise() for x in xs]), "description": "parabola"},
    }
