import numpy as np
CURVES = {
    "sinusoidal": (lambda x: np.sin(3 * x), "y = sin(3x)"),
    "linear": (lambda x: 2.5 * x + 1, "y = 2.5x + 1"),
    "polynomial": (lambda x: np.polyval([1.5, 0.5, 1], x), "y = 1.5x² + 0.5x + 1"),
}
def generate_datasets(n_samples=200, noise_level=0.2, seed=42):
    rng = np.random.default_rng(seed)
    x = np.linspace(-2.0, 2.0, num=n_samples)[:, None]
    return {k: {"X": x.copy(), "y": f(x) + rng.normal(0, noise_level, x.shape), "description": d, "function": f, "noise": noise_level, "y_clean": f(x)}
            for k, (f, d) in CURVES.items()}
