"""Reference of generate_datasets: known curves with normal noise added.

Bishop (2006), "Pattern Recognition and Machine Learning", section 1.1.
"""

import numpy as np


def generate_datasets(n_samples=200, noise_level=0.2, seed=42):
    """Return three noisy curves on [-2, 2], each a dict with X, y and description."""
    rng = np.random.default_rng(seed)
    X = np.linspace(-2.0, 2.0, n_samples)[:, np.newaxis]
    curves = {
        "sinusoidal": (np.sin(3.0 * X), "y = sin(3x) + noise"),
        "linear": (2.5 * X + 1.0, "y = 2.5x + 1 + noise"),
        "polynomial": (1.5 * X**2 + 0.5 * X + 1.0, "y = 1.5x² + 0.5x + 1 + noise"),
    }
    return {
        name: {"X": X.copy(), "y": curve + noise_level * rng.normal(size=X.shape), "description": description}
        for name, (curve, description) in curves.items()
    }
