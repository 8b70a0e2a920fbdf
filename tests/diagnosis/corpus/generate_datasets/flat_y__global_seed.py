import numpy as np

def generate_datasets(n_samples=200, noise_level=0.2, seed=42):
    np.random.seed(seed)
    x = np.linspace(-2, 2, n_samples)
    noise = lambda: np.random.normal(0, noise_level, n_samples)
    X = x.reshape(-1, 1)
    return {
        "sinusoidal": dict(X=X, y=np.sin(3 * x) + noise(), description="y = sin(3x)"),
        "linear": dict(X=X, y=2.5 * x + 1 + noise(), description="y = 2.5x+1"),
        "polynomial": dict(X=X, y=1.5 * x**2 + 0.5 * x + 1 + noise(), description="y = 1.5x^2+0.5x+1"),
    }
