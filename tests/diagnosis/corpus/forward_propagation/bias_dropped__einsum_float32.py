import numpy as np

def forward_propagation(X, parameters, activation="relu"):
    names = sorted((k for k in parameters if k.startswith("W")), key=lambda k: int(k[1:]))
    a = np.asarray(X, np.float32)
    cache = dict(A0=a)
    for i, k in enumerate(names, 1):
        z = np.einsum("ni,io->no", a, parameters[k].astype(np.float32))
        a = z if i == len(names) else {"relu": relu, "sigmoid": sigmoid, "tanh": tanh}[activation](z)
        cache.update({f"Z{i}": z, f"A{i}": a})
    return a, cache
