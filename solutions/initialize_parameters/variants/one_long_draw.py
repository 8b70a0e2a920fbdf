import numpy as np

def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    sizes = np.array(layer_dimensions)
    counts = sizes[:-1] * sizes[1:]
    np.random.seed(seed)
    pieces = np.split(np.random.standard_normal(counts.sum()), np.cumsum(counts)[:-1])
    parameters = {}
    for l, (piece, n_in, n_out) in enumerate(zip(pieces, sizes[:-1], sizes[1:]), start=1):
        W = piece.reshape(n_in, n_out)
        if initialization == "he":
            W = W * np.sqrt(2.0 / n_in)
        elif initialization == "xavier":
            W = W * np.sqrt(2.0 / (n_in + n_out))
        else:
            W = 0.01 * W
        parameters[f"W{l}"] = W
        parameters[f"b{l}"] = np.zeros_like(W[:1])
    return parameters
