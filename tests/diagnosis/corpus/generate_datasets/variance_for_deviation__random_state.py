import numpy as np

def generate_datasets(n_samples=200, noise_level=0.2, seed=42):
    rng = np.random.default_rng([seed, 7])
    X = np.arange(n_samples).reshape(-1, 1) / (n_samples - 1) * 4 - 2
    sd = noise_level ** 0.5
    sets = {}
    for name, fn in (("sinusoidal", lambda v: np.sin(3 * v)), ("linear", lambda v: 1 + 2.5 * v), ("polynomial", lambda v: np.polyval([1.5, 0.5, 1], v))):
        sets[name] = {"X": X.copy(), "y": fn(X) + rng.normal(0, sd, X.shape), "description": "noisy " + name, "n": n_samples}
    return sets
