import numpy as np

def epochs_to_converge(history, tolerance=0.1):
    # walks from the end and remembers the earliest epoch seen
    h = np.array(history, dtype=np.float32)
    best = len(h) - 1
    for t in range(len(h) - 1, -1, -1):
        if h[t] <= h[-1] * np.float32(1 + tolerance):
            best = t
    return best
