import numpy as np

def epochs_to_converge(loss_history, tolerance=0.1):
    best = min(loss_history)
    return [i for i, l in enumerate(loss_history) if l <= best * (1 + tolerance)][0]
