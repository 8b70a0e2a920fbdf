import numpy as np

def update_parameters(params, grads, lr):
    names, slopes = sorted(params), sorted(grads)
    return dict(zip(names, [params[n] - grads[s] * lr for n, s in zip(names, slopes)]))
