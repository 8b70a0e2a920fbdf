import numpy as np

def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    shapes = list(zip(layer_dimensions, layer_dimensions[1:]))
    children = np.random.SeedSequence(seed).spawn(len(shapes))
    weights = [
        np.random.Generator(np.random.Philox(child)).standard_normal(shape) * std(initialization, *shape)
        for child, shape in zip(children, shapes)
    ]
    names = [f"W{i}" for i in range(1, len(shapes) + 1)]
    biases = {f"b{i}": np.zeros(shape=(1, shape[1])) for i, shape in enumerate(shapes, 1)}
    return {**dict(zip(names, weights)), **biases}

def std(name, n_in, n_out):
    match name:
        case "he":
            return np.sqrt(2) / np.sqrt(n_in)
        case "xavier":
            return 1 / np.sqrt((n_in + n_out) / 2)
        case _:
            return 0.01
