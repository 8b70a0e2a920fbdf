import numpy as np
def epochs_to_converge(loss_history, tolerance=0.1):
    h = np.asarray(loss_history, float)
    run = np.minimum.accumulate(h)
    return int(np.searchsorted(-run, -(1 + tolerance) * h[-1], side="left"))
