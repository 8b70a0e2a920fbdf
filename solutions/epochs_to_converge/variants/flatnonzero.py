import numpy as np

def epochs_to_converge(loss_history, tolerance=0.1):
    *_, final = loss_history
    excess = np.array(loss_history, dtype=float) - final
    return np.flatnonzero(~(excess > tolerance * final))[0]
