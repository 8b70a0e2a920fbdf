"""Reference of epochs_to_converge; on stopping criteria see Prechelt (1998), "Early stopping - but when?"."""


def epochs_to_converge(loss_history, tolerance=0.1):
    """Return the first epoch, from 0, whose loss is at most (1 + tolerance) times the final one."""
    limit = (1 + tolerance) * loss_history[-1]
    return next(epoch for epoch, loss in enumerate(loss_history) if loss <= limit)
