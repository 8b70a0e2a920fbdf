"""Hidden suite of epochs_to_converge."""

import numpy as np

from grader.suite import CheckFailed, check, check_close, check_unchanged
from grader.suite.comparison import kind_of

ONE_NUMBER = ["test_one_number"]
FALLING = [8.0, 4.0, 2.0, 1.05, 1.02, 1.0]


def smooth_history(length, rate, floor):
    """Return losses that decay from 1 + floor towards floor."""
    return [floor + float(np.exp(-rate * epoch)) for epoch in range(length)]


def rough_history(length, seed):
    """Return noisy, falling losses, none of them within 1e-4 of the limit for the tolerances 0.05, 0.1, 0.3 and 2."""
    rng = np.random.default_rng(seed)
    while True:
        losses = np.exp(-3.0 * np.linspace(0.0, 1.0, length)) * rng.uniform(0.5, 1.5, length)
        excess = losses / losses[-1] - 1.0
        if all(np.abs(excess - tolerance).min() > 1e-4 for tolerance in (0.05, 0.1, 0.3, 2.0)):
            return losses.tolist()


@check("epochs_to_converge", points=1, form=True)
def test_one_number(candidate):
    """it returns one number, the epoch

    Not the loss there, and not all epochs that would do.
    """
    for got in [candidate.epochs_to_converge(history, 0.1) for history in ([2.0, 1.0], FALLING)]:
        scalar = got[()] if isinstance(got, np.ndarray) and got.ndim == 0 else got
        if got is None:
            raise CheckFailed("the returned value is None. Is a return statement missing?", got=got)
        if isinstance(scalar, (bool, np.bool_)) or not isinstance(scalar, (int, float, np.integer, np.floating)):
            raise CheckFailed(f"the returned value is {kind_of(got)}; expected one whole number.", got=got)


@check("epochs_to_converge", points=1, needs=ONE_NUMBER)
def test_whole_number(candidate):
    """the epoch is an int

    An epoch is used as an index, so no float; np.int64 will do.
    """
    for history in ([2.0, 1.0], FALLING):
        got = candidate.epochs_to_converge(history, 0.1)
        scalar = got[()] if isinstance(got, np.ndarray) and got.ndim == 0 else got
        if not isinstance(scalar, (int, np.integer)):
            raise CheckFailed(f"the returned value is {got}, {kind_of(got)}; expected an int.", got=got)


@check("epochs_to_converge", points=2, needs=ONE_NUMBER)
def test_falling_history(candidate, reference):
    """in a falling history it is the first epoch within 10 % of the final loss

    Epochs are counted from 0, and without a second argument the tolerance is 0.1.
    """
    for history, expected in (([2.0, 1.0], 1), ([1.05, 1.0], 0), ([2.0, 1.1005, 1.0995, 1.0], 2), (FALLING, 3)):
        check_close(candidate.epochs_to_converge(history), expected)
    for length, rate, floor in ((10, 0.5, 0.4), (40, 0.2, 0.01), (30, 0.3, 5.0)):
        history = smooth_history(length, rate, floor)
        check_close(candidate.epochs_to_converge(history), reference.epochs_to_converge(history))


@check("epochs_to_converge", points=2, needs=ONE_NUMBER)
def test_tolerance(candidate, reference):
    """the tolerance is the one in the call, a fraction of the final loss

    A loss of 3.3 is 10 % above 3, and one of 0.0033 is 10 % above 0.003.
    """
    for history, tolerance, expected in (
        ([9.0, 3.9, 3.0], 0.4, 1),
        ([9.0, 3.9, 3.0], 0.2, 2),
        ([9.0, 3.9, 3.0], 2.5, 0),
        ([300.0, 101.5, 100.5, 1.0], 100.0, 2),
        (FALLING, 0.03, 4),
        (FALLING, 1.2, 2),
        ([2e-6, 1.2e-6, 1.05e-6, 1e-6], 0.1, 2),
        ([2e6, 1.2e6, 1.05e6, 1e6], 0.1, 2),
    ):
        check_close(candidate.epochs_to_converge(history, tolerance), expected)
    history = smooth_history(40, 0.2, 0.01)
    for tolerance in (0.01, 0.7, 5.0):
        expected = reference.epochs_to_converge(history, tolerance)
        check_close(candidate.epochs_to_converge(history, tolerance=tolerance), expected)


@check("epochs_to_converge", points=1, needs=ONE_NUMBER)
def test_on_the_limit(candidate):
    """a loss exactly on the limit counts

    The brief says which comparison that is.
    """
    for history, tolerance, expected in (
        ([8.0, 3.0, 2.0], 0.5, 1),
        ([5.0, 2.5, 2.0], 0.25, 1),
        ([4.0, 2.0, 1.0], 1.0, 1),
        ([4.0, 2.0, 1.0, 2.0], 0.0, 1),
        (FALLING, 0.0, 5),
    ):
        check_close(candidate.epochs_to_converge(history, tolerance), expected)


@check("epochs_to_converge", points=1, needs=ONE_NUMBER, form=True)
def test_level_history(candidate):
    """a level history, or one of a single epoch, has converged at epoch 0

    The last epoch always qualifies, so there is an answer for every history.
    """
    for history, tolerance in (([3.0], 0.1), ([3.0], 0.0), ([2.001, 2.0], 0.1), ([2.0] * 3, 0.1), ([2.0] * 3, 0.0)):
        check_close(candidate.epochs_to_converge(history, tolerance), 0)


@check("epochs_to_converge", points=1, needs=ONE_NUMBER)
def test_final_loss_of_zero(candidate):
    """with a final loss of 0 it is the first loss of 0

    Nothing is divided by the final loss here, and the last epoch always qualifies.
    """
    for history, expected in (([1.0, 0.0], 1), ([2.0, 0.5, 0.0, 0.0], 2), ([0.0, 0.0], 0), ([1.0, 1e-12, 0.0], 2)):
        check_close(candidate.epochs_to_converge(history), expected)
    check_close(candidate.epochs_to_converge([1.0, 1e-12, 0.0], 2.0), 2)


@check("epochs_to_converge", points=1, needs=ONE_NUMBER)
def test_history_that_leaves_again(candidate, reference):
    """it is the first such epoch, even if the loss climbs again afterwards"""
    for history, tolerance, expected in (
        ([3.0, 1.05, 2.0, 1.0], 0.1, 1),
        ([1.02, 5.0, 3.0, 1.01, 1.0], 0.1, 0),
        ([9.0, 4.0, 1.5, 7.0, 1.4, 6.0, 1.3, 1.0], 0.6, 2),
    ):
        check_close(candidate.epochs_to_converge(history, tolerance), expected)
    for length, seed in ((12, 3), (25, 4), (40, 5)):
        history = rough_history(length, seed)
        for tolerance in (0.05, 0.3, 2.0):
            expected = reference.epochs_to_converge(history, tolerance)
            check_close(candidate.epochs_to_converge(history, tolerance), expected)


@check("epochs_to_converge", points=1, needs=ONE_NUMBER)
def test_history_that_ends_high(candidate):
    """a loss below the final one counts too

    The limit has no lower side: a run that was better than its end has been close enough.
    """
    for history, tolerance, expected in (
        ([1.0, 2.0], 0.1, 0),
        ([1.0, 9.0, 2.0], 0.1, 0),
        ([9.0, 1.0, 2.0], 0.1, 1),
        ([9.0, 4.0, 0.5, 1.0, 2.0], 0.1, 2),
        ([9.0, 1.0, 0.5, 2.0], 0.1, 1),
        ([1.0, 2.0, 3.0, 4.0], 0.0, 0),
        ([9.0, 0.0, 2.0], 0.5, 1),
        ([9.0, 1.95, 2.0], 0.1, 1),
    ):
        check_close(candidate.epochs_to_converge(history, tolerance), expected)


@check("epochs_to_converge", points=1, needs=ONE_NUMBER, form=True)
def test_inputs_stay_and_may_be_arrays(candidate):
    """lists, tuples and arrays will do, and they stay as they were

    Arrays have no method index. Sorting in place, or popping the final loss, spoils the caller's history.
    """
    for losses in ([9.0, 30.0, 2.001, 2.0], [2.0]):
        from_list = candidate.epochs_to_converge(list(losses))
        for history in (list(losses), tuple(losses), np.array(losses)):
            call = candidate.call("epochs_to_converge", history)
            if not np.array_equal(call.value, from_list):
                raise CheckFailed(
                    f"the returned value is {call.value!s:.80}, but for a list of the same losses it is {from_list}.",
                    got=call.value,
                )
            check_unchanged(call)
