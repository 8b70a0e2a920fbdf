import numpy as np

class Generator:
    def __init__(self):
        self.calls = 0

    def __call__(self, n_samples=200, noise_level=0.2, seed=42):
        self.calls += 1
        random = np.random.RandomState(seed)
        X = np.c_[np.linspace(-2, 2, n_samples)]
        features = np.hstack([np.ones_like(X), X, X ** 2])
        noise = noise_level * random.randn(3, n_samples, 1)
        y_lin = features @ np.array([[1], [2.5], [0]]) + noise[1]
        y_poly = features @ np.array([[1], [0.5], [1.5]]) + noise[2]
        y_sin = np.imag(np.exp(3j * X)) + noise[0]
        return {
            'sinusoidal': {'X': X, 'y': y_sin, 'description': 'a sine'},
            'linear': {'X': X, 'y': y_lin, 'description': 'a line'},
            'polynomial': {'X': X, 'y': y_poly, 'description': 'a parabola'},
        }

generate_datasets = Generator()
