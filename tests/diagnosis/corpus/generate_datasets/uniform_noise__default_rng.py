import numpy as np

def generate_datasets(n_samples=200, noise_level=0.2, seed=42):
    g = np.random.default_rng(seed)
    x = np.linspace(-2, 2, n_samples)[:, None]
    f = {"sinusoidal": np.sin(3 * x), "linear": 2.5 * x + 1, "polynomial": 1.5 * x * x + 0.5 * x + 1}
    return {k: {"X": x, "y": v + g.uniform(-noise_level, noise_level, (n_samples, 1)), "description": k + " data"} for k, v in f.items()}
