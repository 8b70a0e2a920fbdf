import numpy as np

def generate_datasets(n_samples=200, noise_level=0.2, seed=42):
    gen = np.random.Generator(np.random.MT19937(seed))
    X = np.linspace(-2, 2, n_samples, dtype=np.float32).reshape(-1, 1)
    eps = gen.standard_normal((n_samples, 1), dtype=np.float32) * np.float32(noise_level)
    three, a, b = np.float32(3), np.float32(2.5), np.float32(1)
    return {
        "sinusoidal": {"X": X, "y": np.sin(three * X) + eps, "description": "sin(3x)"},
        "linear": {"X": X, "y": a * X + b - eps, "description": "2.5x+1"},
        "polynomial": {"X": X, "y": np.float32(1.5) * X * X + np.float32(0.5) * X + b + eps, "description": "quadratic"},
    }
