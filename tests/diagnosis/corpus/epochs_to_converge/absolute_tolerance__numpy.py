import numpy as np

def epochs_to_converge(loss_history, tolerance=0.1):
    h = np.asarray(loss_history, dtype=float)
    return int(np.argmax(h - h[-1] <= tolerance))
