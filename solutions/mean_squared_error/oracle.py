"""The reference of mean_squared_error against exact fractions and the complex step."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

import numpy as np
import pytest

from grader.suite import networks

SHAPES = pytest.mark.parametrize("shape", [(1, 1), (4, 1), (1, 3), (3, 3), (5, 2)])
COMPLEX_STEP = 1e-30


def exact_loss(y_true: networks.FloatArray, y_pred: networks.FloatArray) -> Fraction:
    """Return the loss of the very floats given, without rounding."""
    total = Fraction(0)
    for targets, predictions in zip(y_true, y_pred, strict=True):
        total += sum((Fraction(float(p)) - Fraction(float(t))) ** 2 for t, p in zip(targets, predictions, strict=True))
    return total / len(y_true)


@SHAPES
def test_loss_is_the_exact_one_to_rounding(reference: SimpleNamespace, shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(sum(shape))
    y_true, y_pred = rng.normal(size=shape), rng.normal(size=shape)
    exact = exact_loss(y_true, y_pred)
    got = reference.mean_squared_error(y_true, y_pred)
    assert type(got) is float
    assert abs(Fraction(got) - exact) <= Fraction(1, 10**14) * exact


@SHAPES
def test_derivative_is_the_complex_step_of_the_loss(reference: SimpleNamespace, shape: tuple[int, int]) -> None:
    """A one-layer network whose inputs are the unit vectors predicts its weights."""
    rng = np.random.default_rng(sum(shape))
    y_true, y_pred = rng.normal(size=shape), rng.normal(size=shape)
    got = reference.mean_squared_error_derivative(y_true, y_pred)
    assert got.shape == shape
    for index in np.ndindex(shape):
        moved = y_pred.astype(complex)
        moved[index] += 1j * COMPLEX_STEP
        value = networks.loss(np.eye(shape[0]), y_true, {"W1": moved, "b1": np.zeros((1, shape[1]))}, "relu")
        assert abs(got[index] - value.imag / COMPLEX_STEP) <= 1e-11


@SHAPES
def test_derivative_is_the_exact_slope_of_the_exact_loss(reference: SimpleNamespace, shape: tuple[int, int]) -> None:
    """The loss is a parabola in each prediction, so a central difference of any width is exact."""
    rng = np.random.default_rng(sum(shape))
    y_true, y_pred = rng.integers(-8, 8, shape) / 4.0, rng.integers(-8, 8, shape) / 4.0
    got = reference.mean_squared_error_derivative(y_true, y_pred)
    for index in np.ndindex(shape):
        above, below = y_pred.copy(), y_pred.copy()
        above[index] += 0.5
        below[index] -= 0.5
        slope = exact_loss(y_true, above) - exact_loss(y_true, below)
        assert abs(Fraction(float(got[index])) - slope) <= Fraction(1, 10**14)


def test_worked_example_of_the_brief(reference: SimpleNamespace) -> None:
    y_true = np.array([[1.0, 2.0], [3.0, 5.0], [0.0, 1.0], [2.0, 2.0]])
    y_pred = np.array([[2.0, 2.0], [1.0, 6.0], [0.0, 4.0], [3.0, 4.0]])
    assert reference.mean_squared_error(y_true, y_pred) == 5.0
    slopes = [[0.5, 0.0], [-1.0, 0.5], [0.0, 1.5], [0.5, 1.0]]
    assert reference.mean_squared_error_derivative(y_true, y_pred).tolist() == slopes
