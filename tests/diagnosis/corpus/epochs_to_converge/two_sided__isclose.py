import numpy as np

def epochs_to_converge(loss_history, tolerance=0.1):
    last = loss_history[-1]
    i = 0
    while i < len(loss_history):
        if np.abs(loss_history[i] - last) <= np.abs(tolerance * last):
            return i
        i += 1
    return len(loss_history)
