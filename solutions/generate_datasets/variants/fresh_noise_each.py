import numpy as np

def make(f, x, rng, level, text):
    y = f(x) + rng.standard_normal(x.shape) * level
    return {"X": x.copy(), "y": y, "description": text, "noise_level": level, "f": text}

def generate_datasets(n_samples=200, noise_level=0.2, seed=42, low=-2.0, high=2.0):
    rng = np.random.default_rng(seed)
    x = np.linspace(low, high, num=n_samples).reshape((n_samples, 1))
    out = {}
    out["polynomial"] = make(np.poly1d([1.5, 0.5, 1.0]), x, rng, noise_level, "1.5x^2 + 0.5x + 1")
    out["linear"] = make(np.poly1d([2.5, 1.0]), x, rng, noise_level, "2.5x + 1")
    out["sinusoidal"] = make(lambda t: np.sin(3 * t), x, rng, noise_level, "sin 3x")
    return out
