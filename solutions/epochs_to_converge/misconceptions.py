"""Wrong ways to write epochs_to_converge, each with the sentence its author should read."""

import numpy as np


def _first(history, qualifies, otherwise=None):
    """Return the first epoch whose loss qualifies; the length of the history, or ``otherwise``, if none does."""
    nothing = len(history) if otherwise is None else otherwise
    return next((epoch for epoch, loss in enumerate(history) if qualifies(loss)), nothing)


def strictly_below(loss_history, tolerance=0.1):
    """A loss exactly on the limit is not counted, so a level history never converges; the brief says <=."""
    limit = (1 + tolerance) * loss_history[-1]
    return _first(loss_history, lambda loss: loss < limit)


def last_epoch_if_strict(loss_history, tolerance=0.1):
    """A loss exactly on the limit is not counted, and the last epoch stands in for none; the brief says <=."""
    limit = (1 + tolerance) * loss_history[-1]
    return _first(loss_history, lambda loss: loss < limit, len(loss_history) - 1)


def counted_from_one(loss_history, tolerance=0.1):
    """Epochs are counted from 1; the first one is epoch 0."""
    return reference.epochs_to_converge(loss_history, tolerance) + 1


def two_sided(loss_history, tolerance=0.1):
    """Losses far below the final one are turned away; only those above the limit should be."""
    final = loss_history[-1]
    return _first(loss_history, lambda loss: abs(loss - final) <= tolerance * final)


def absolute_tolerance(loss_history, tolerance=0.1):
    """The tolerance is added to the final loss as it is; it is a fraction of the final loss."""
    return _first(loss_history, lambda loss: loss <= loss_history[-1] + tolerance)


def tolerance_below(loss_history, tolerance=0.1):
    """The limit lies below the final loss; it lies above it, by the tolerance."""
    limit = (1 - tolerance) * loss_history[-1]
    return _first(loss_history, lambda loss: loss <= limit)


def tolerance_below_or_last(loss_history, tolerance=0.1):
    """The limit lies below the final loss, the last epoch stands in for none; it lies above it, by the tolerance."""
    limit = (1 - tolerance) * loss_history[-1]
    return _first(loss_history, lambda loss: loss <= limit, len(loss_history) - 1)


def tolerance_as_limit(loss_history, tolerance=0.1):
    """Losses are compared with the tolerance itself; the final loss sets the scale."""
    return _first(loss_history, lambda loss: loss <= tolerance)


def tolerance_as_factor(loss_history, tolerance=0.1):
    """The limit is tolerance times the final loss; the final loss itself has to be added."""
    return _first(loss_history, lambda loss: loss <= tolerance * loss_history[-1])


def tolerance_ignored(loss_history, tolerance=0.1):
    """The limit is always 10 % above the final loss, whatever tolerance the call names."""
    return reference.epochs_to_converge(loss_history, 0.1)


def no_tolerance(loss_history, tolerance=0.1):
    """Only losses up to the final loss itself count; those within the tolerance above it should, too."""
    return reference.epochs_to_converge(loss_history, 0.0)


def tolerance_in_per_cent(loss_history, tolerance=0.1):
    """The tolerance is divided by 100; it is a fraction already."""
    return reference.epochs_to_converge(loss_history, tolerance / 100)


def other_default(loss_history, tolerance=0.01):
    """Without a second argument the tolerance is 0.01; the default is 0.1."""
    return reference.epochs_to_converge(loss_history, tolerance)


def share_of_the_improvement(loss_history, tolerance=0.1):
    """The tolerance is taken of the improvement since the first epoch; it is a fraction of the final loss."""
    first, final = loss_history[0], loss_history[-1]
    return _first(loss_history, lambda loss: loss <= final + tolerance * (first - final))


def share_of_the_first_loss(loss_history, tolerance=0.1):
    """The first loss sets the scale of the tolerance; the final one should."""
    first, final = loss_history[0], loss_history[-1]
    return _first(loss_history, lambda loss: loss <= final + tolerance * first)


def share_of_the_loss(loss_history, tolerance=0.1):
    """The difference is divided by each epoch's own loss; the tolerance is a fraction of the final one."""
    final = loss_history[-1]
    return _first(loss_history, lambda loss: loss - final <= tolerance * loss)


def best_for_final(loss_history, tolerance=0.1):
    """The smallest loss is taken for the final one; the final loss is the last."""
    limit = (1 + tolerance) * min(loss_history)
    return _first(loss_history, lambda loss: loss <= limit)


def first_for_final(loss_history, tolerance=0.1):
    """The first loss is taken for the final one; the final loss is the last."""
    limit = (1 + tolerance) * loss_history[0]
    return _first(loss_history, lambda loss: loss <= limit)


def best_epoch(loss_history, tolerance=0.1):
    """The epoch with the smallest loss is returned; asked for is the first one close enough to the final loss."""
    return int(np.argmin(loss_history))


def last_epoch_outside(loss_history, tolerance=0.1):
    """The answer waits until the loss stays within the limit; the first epoch within it counts all the same."""
    limit = (1 + tolerance) * loss_history[-1]
    return max((epoch + 1 for epoch, loss in enumerate(loss_history) if loss > limit), default=0)


def epochs_outside(loss_history, tolerance=0.1):
    """The epochs above the limit are counted, which is the first one within it only if the loss never climbs."""
    limit = (1 + tolerance) * loss_history[-1]
    return sum(1 for loss in loss_history if loss > limit)


def epochs_inside(loss_history, tolerance=0.1):
    """The epochs within the limit are counted; asked for is the first of them."""
    return len(loss_history) - epochs_outside(loss_history, tolerance)


def last_epoch_inside(loss_history, tolerance=0.1):
    """The search goes on after the first epoch within the limit, and so ends at the last one every time."""
    limit = (1 + tolerance) * loss_history[-1]
    return max(epoch for epoch, loss in enumerate(loss_history) if loss <= limit)


def sorted_in_place(loss_history, tolerance=0.1):
    """The caller's history is sorted in place, and its epochs are no longer those of the training."""
    epoch = epochs_outside(loss_history, tolerance)
    if not isinstance(loss_history, tuple):
        loss_history[:] = sorted(loss_history, reverse=True)
    return epoch


def epoch_outside(loss_history, tolerance=0.1):
    """The comparison is the wrong way round: this is the first epoch above the limit."""
    limit = (1 + tolerance) * loss_history[-1]
    return _first(loss_history, lambda loss: loss > limit)


def from_the_end(loss_history, tolerance=0.1):
    """The epochs are counted from the end of the history."""
    return len(loss_history) - 1 - reference.epochs_to_converge(loss_history, tolerance)


def plateau(loss_history, tolerance=0.1):
    """Each loss is compared with the one before it; the final loss is the one to compare with."""
    last = len(loss_history) - 1
    level = (
        epoch
        for epoch in range(last)
        if loss_history[epoch] - loss_history[epoch + 1] <= tolerance * loss_history[epoch]
    )
    return next(level, last)


def first_epoch_skipped(loss_history, tolerance=0.1):
    """The search begins at the second epoch; the first loss may be close enough as well."""
    if len(loss_history) == 1:
        return 0
    return 1 + reference.epochs_to_converge(loss_history[1:], tolerance)


def last_epoch_skipped(loss_history, tolerance=0.1):
    """The search stops before the last epoch, and -1 is returned if none was found; the last epoch always qualifies."""
    limit = (1 + tolerance) * loss_history[-1]
    return _first(loss_history[:-1], lambda loss: loss <= limit, -1)


def none_if_only_the_last(loss_history, tolerance=0.1):
    """If only the last epoch is within the limit, -1 says that nothing converged; the answer is the last epoch then."""
    epoch = reference.epochs_to_converge(loss_history, tolerance)
    return -1 if 0 < epoch == len(loss_history) - 1 else epoch


def divided_by_final(loss_history, tolerance=0.1):
    """The losses are divided by the final one, and no epoch is found when it is 0; multiply the final loss instead."""
    final = loss_history[-1]
    return _first(loss_history, lambda loss: final != 0 and loss / final <= 1 + tolerance)


def mean_of_the_last(loss_history, tolerance=0.1):
    """The mean of the last three losses is taken for the final one; the final loss is the very last."""
    limit = (1 + tolerance) * sum(loss_history[-3:]) / len(loss_history[-3:])
    return _first(loss_history, lambda loss: loss <= limit)


def returns_the_loss(loss_history, tolerance=0.1):
    """The loss at that epoch is returned; asked for is the epoch."""
    return loss_history[reference.epochs_to_converge(loss_history, tolerance)]


def returns_all_epochs(loss_history, tolerance=0.1):
    """All epochs within the limit are returned; asked for is the first."""
    return np.flatnonzero(np.asarray(loss_history) <= (1 + tolerance) * loss_history[-1])


def returns_a_float(loss_history, tolerance=0.1):
    """The epoch is a float; a whole number is asked for, so that it can be an index."""
    return float(reference.epochs_to_converge(loss_history, tolerance))


def returns_truth_value(loss_history, tolerance=0.1):
    """The answer says whether the run converged; asked for is the epoch."""
    return bool(loss_history[0] > (1 + tolerance) * loss_history[-1])


def history_as_list_only(loss_history, tolerance=0.1):
    """The search uses a method that only lists and tuples have; the history may be an array."""
    return loss_history.index(loss_history[reference.epochs_to_converge(loss_history, tolerance)])


def final_loss_popped(loss_history, tolerance=0.1):
    """The final loss is popped off the caller's history; read it and leave it where it is."""
    epoch = reference.epochs_to_converge(loss_history, tolerance)
    if isinstance(loss_history, list):
        loss_history.pop()
    return epoch


def normalised_in_place(loss_history, tolerance=0.1):
    """The caller's history is changed by the arithmetic, in place; work on a copy."""
    epoch = reference.epochs_to_converge(loss_history, tolerance)
    if isinstance(loss_history, np.ndarray):
        loss_history /= loss_history[-1]
    return epoch


MISCONCEPTIONS = {
    "epochs_to_converge": [
        strictly_below, last_epoch_if_strict, counted_from_one, two_sided, absolute_tolerance, tolerance_below,
        tolerance_below_or_last, tolerance_as_limit, tolerance_as_factor, tolerance_ignored, no_tolerance,
        tolerance_in_per_cent, other_default, share_of_the_improvement, share_of_the_first_loss, share_of_the_loss,
        best_for_final, first_for_final, best_epoch, last_epoch_outside, epochs_outside, epochs_inside,
        last_epoch_inside, sorted_in_place, epoch_outside, from_the_end, plateau, first_epoch_skipped,
        last_epoch_skipped, none_if_only_the_last, divided_by_final, mean_of_the_last, returns_the_loss,
        returns_all_epochs, returns_a_float, returns_truth_value, history_as_list_only, final_loss_popped,
        normalised_in_place,
    ],
}  # fmt: skip
