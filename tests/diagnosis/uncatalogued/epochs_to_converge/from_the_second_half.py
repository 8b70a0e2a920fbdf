import numpy as np

def epochs_to_converge(loss_history, tolerance=0.1):
    limit = (1 + tolerance) * loss_history[-1]
    half = len(loss_history) // 2
    return half + next(i for i, l in enumerate(loss_history[half:]) if l <= limit)
