def epochs_to_converge(loss_history, tolerance=0.1):
    target = loss_history[-1] * (1 + tolerance)
    for i, value in enumerate(loss_history, start=1):
        if value <= target:
            return i
