"""The reference of epochs_to_converge, against exact fractions and against what its definition implies."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest


def relative_excess(loss: float, final: float) -> Fraction | float:
    """Return exactly how far ``loss`` lies above ``final``, as a fraction of it."""
    if final == 0:
        return 0 if loss == 0 else float("inf")
    return Fraction(loss) / Fraction(final) - 1


def dyadic_histories() -> list[list[float]]:
    """Return histories of small multiples of 1/4, where float arithmetic is exact and many losses lie on the limit."""
    rng = np.random.default_rng(12)
    return [(rng.integers(0, 9, rng.integers(1, 9)) / 4.0).tolist() for _ in range(400)]


@pytest.mark.parametrize("tolerance", [0.0, 0.125, 0.25, 0.5, 1.0, 2.0])
def test_epoch_is_within_tolerance_and_none_before_it_is(reference: SimpleNamespace, tolerance: float) -> None:
    for history in dyadic_histories():
        epoch = reference.epochs_to_converge(history, tolerance)
        excess = [relative_excess(loss, history[-1]) for loss in history]
        assert excess[epoch] <= Fraction(tolerance)
        assert all(entry > Fraction(tolerance) for entry in excess[:epoch])


def test_larger_tolerances_are_never_met_later(reference: SimpleNamespace) -> None:
    for history in dyadic_histories():
        epochs = [reference.epochs_to_converge(history, tolerance) for tolerance in (0.0, 0.1, 0.5, 3.0)]
        assert epochs == sorted(epochs, reverse=True)


def test_scaling_all_losses_changes_nothing(reference: SimpleNamespace) -> None:
    for history in dyadic_histories():
        assert reference.epochs_to_converge(history, 0.25) == reference.epochs_to_converge(
            [loss * 2.0**-30 for loss in history], 0.25
        )


def test_exponential_decay_agrees_with_the_closed_form(reference: SimpleNamespace) -> None:
    """With losses e^-rt the limit is met at t = T - ln(1 + tolerance) / r."""
    last, rate = 200, 0.037
    history = np.exp(-rate * np.arange(last + 1))
    for tolerance in (0.05, 0.1, 1.0, 10.0):
        assert reference.epochs_to_converge(history, tolerance) == int(np.ceil(last - np.log1p(tolerance) / rate))


@pytest.mark.parametrize(("tolerance", "epoch"), [(0.1, 2), (0.0, 4), (0.25, 2), (1.0, 1)])
@pytest.mark.parametrize("container", [list, tuple, np.array])
def test_worked_example_of_the_brief(
    reference: SimpleNamespace, container: Callable[[Sequence[float]], Sequence[float]], tolerance: float, epoch: int
) -> None:
    assert reference.epochs_to_converge(container([4.0, 2.0, 1.05, 1.25, 1.0]), tolerance) == epoch


@pytest.mark.parametrize("history", [[3.0], [0.0], [2.0, 2.0, 2.0], [0.0, 0.0], [1.0, 2.0]])
def test_level_and_rising_histories_have_converged_at_once(reference: SimpleNamespace, history: list[float]) -> None:
    assert reference.epochs_to_converge(history) == 0
    assert reference.epochs_to_converge(history, 0.0) == 0
    assert isinstance(reference.epochs_to_converge(history), int)
