import numpy as np
from statistics import NormalDist
def generate_datasets(n_samples=200, noise_level=0.2, seed=42):
    rng = np.random.Generator(np.random.MT19937(seed))
    nd = NormalDist()
    def eps():
        return noise_level * np.array([[nd.inv_cdf(min(max(u, 1e-15), 1 - 1e-15))] for u in rng.random(n_samples)])
    X = np.expand_dims(np.linspace(-2, 2, n_samples), 1)
    sets = {}
    for key, y in zip(("sinusoidal", "linear", "polynomial"), (np.sin(3 * X), 2.5 * X + 1, 1.5 * X * X + X / 2 + 1)):
        sets[key] = {"X": X, "y": y + eps(), "description": f"noisy {key} curve"}
    return sets
