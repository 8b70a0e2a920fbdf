from fractions import Fraction as F
def epochs_to_converge(loss_history, tolerance=0.1):
    h = [F(float(x)) for x in loss_history]
    lim = (1 + F(tolerance)) * h[-1]
    for t, x in enumerate(h):
        if x <= lim:
            return t
