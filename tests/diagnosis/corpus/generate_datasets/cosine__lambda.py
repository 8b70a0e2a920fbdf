import numpy as np

def generate_datasets(n_samples=200, noise_level=0.2, seed=42):
    r = np.random.RandomState(seed)
    X = np.linspace(-2, 2, n_samples).reshape(-1, 1)
    e = lambda: r.normal(0, noise_level, X.shape)
    return {
        'sinusoidal': {'X': X, 'y': np.cos(3 * X) + e(), 'description': 'a'},
        'linear': {'X': X, 'y': 2.5 * X + 1 + e(), 'description': 'b'},
        'polynomial': {'X': X, 'y': 1.5 * X ** 2 + .5 * X + 1 + e(), 'description': 'c'},
    }
