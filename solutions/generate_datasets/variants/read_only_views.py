import numpy as np
def generate_datasets(n_samples=200, noise_level=0.2, seed=42):
    rng = np.random.default_rng(seed=seed)
    table = np.empty((n_samples, 4))
    table[:, 0] = np.linspace(-2, 2, n_samples)
    x = table[:, 0]
    table[:, 1], table[:, 2], table[:, 3] = np.sin(3 * x), 2.5 * x + 1, 1.5 * x * x + 0.5 * x + 1
    if noise_level > 0:
        table[:, 1:] += rng.normal(0, noise_level, (n_samples, 3))
    table.flags.writeable = False
    out = {}
    for c, k in enumerate(("sinusoidal", "linear", "polynomial"), 1):
        out[k] = {"X": table[:, :1], "y": table[:, c:c + 1], "description": k}
    return out
