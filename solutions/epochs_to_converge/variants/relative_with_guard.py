def epochs_to_converge(loss_history, tolerance=0.1, verbose=False):
    """First epoch within tolerance; relative error, with a guard for a final loss of zero."""
    loss_history = list(loss_history)
    final = loss_history[-1]
    within = [
        (loss == 0) if final == 0 else (loss - final) / final <= tolerance
        for loss in loss_history
    ]
    if verbose:
        print(within)
    return within.index(True)
