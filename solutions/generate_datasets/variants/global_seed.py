import numpy as np
import matplotlib.pyplot as plt

np.random.seed(42)

def generate_datasets(n_samples=200, noise_level=0.2, seed=42):
    np.random.seed(seed)
    X = np.linspace(-2, 2, n_samples)[:, np.newaxis]
    noise = np.random.normal(0, noise_level, size=(n_samples, 1))
    sin = np.sin(3 * X) + noise
    lin = 2.5 * X + 1 + noise
    poly = 1.5 * X ** 2 + 0.5 * X + 1 + noise
    return dict(
        sinusoidal=dict(X=X, y=sin, description="sine"),
        linear=dict(X=X, y=lin, description="line"),
        polynomial=dict(X=X, y=poly, description="parabola"),
    )

for name, d in generate_datasets().items():
    plt.scatter(d["X"], d["y"], label=name)
plt.legend(); plt.show()
