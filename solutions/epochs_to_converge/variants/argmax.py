import numpy as np

def epochs_to_converge(loss_history, tolerance=0.1):
    losses = np.asarray(loss_history)
    return np.argmax(losses <= losses[-1] * (1 + tolerance))
