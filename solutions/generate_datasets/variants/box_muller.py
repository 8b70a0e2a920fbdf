import numpy as np

def _normal(rng, n):
    u, v = rng.random_sample(n), rng.random_sample(n)
    return np.sqrt(-2 * np.log1p(-u)) * np.cos(2 * np.pi * v)

def generate_datasets(n_samples=200, noise_level=0.2, seed=42):
    rng = np.random.RandomState(seed)
    X = np.atleast_2d(np.linspace(-2, 2, n_samples)).T
    ys = [np.sin(X * 3), 1 + X * 2.5, np.polyval([1.5, 0.5, 1], X)]
    names = ["sinusoidal", "linear", "polynomial"]
    data = {}
    for name, y in zip(names, ys):
        y += noise_level * _normal(rng, n_samples).reshape(-1, 1)
        data[name] = {"X": X, "y": y, "description": "noisy " + name}
    return data
