import numpy as np

def epochs_to_converge(loss_history, tolerance=0.1):
    # the running minimum never rises, so it can be searched by bisection
    smallest_so_far = np.minimum.accumulate(np.asarray(loss_history, dtype=float))
    limit = (1.0 + tolerance) * float(loss_history[-1])
    return int(np.searchsorted(-smallest_so_far, -limit, side="left"))
