import math, random
import numpy as np

def generate_datasets(n_samples=200, noise_level=0.2, seed=42):
    r = random.Random(seed)
    step = 4 / (n_samples - 1)
    xs = [-2 + i * step for i in range(n_samples)]
    ys = {'sinusoidal': [], 'linear': [], 'polynomial': []}
    for x in xs:
        ys['sinusoidal'].append([math.sin(3*x) + r.gauss(0, 1) * noise_level])
        ys['linear'].append([2.5*x + 1 + r.gauss(0, 1) * noise_level])
        ys['polynomial'].append([x*(1.5*x + .5) + 1 + r.gauss(0, 1) * noise_level])
    print("made", len(xs), "points")
    return {k: {'X': np.array([[x] for x in xs]), 'y': np.array(v), 'description': k.title()} for k, v in ys.items()}
