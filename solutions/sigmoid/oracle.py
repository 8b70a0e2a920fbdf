"""The reference of sigmoid against the extended precision of longdouble, a complex step, and rational arithmetic."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

import numpy as np

Z = np.concatenate([np.linspace(-12.0, 12.0, 97), [-0.0, 1e-9, -1e-9]]).reshape(-1, 4)


def _exponential(x: Fraction) -> Fraction:
    """Return e^x: the power series of e^(x/1024), squared ten times; right to far more digits than a double has."""
    term = total = Fraction(1)
    for n in range(1, 30):
        term *= x / 1024 / n
        total += term
    for _ in range(10):
        total = (total * total).limit_denominator(10**60)
    return total


def test_values_are_those_of_extended_precision(reference: SimpleNamespace) -> None:
    extended = 1 / (1 + np.exp(-Z.astype(np.longdouble)))
    assert np.abs(reference.sigmoid(Z) / extended - 1).max() < 1e-15


def test_values_are_those_of_rational_arithmetic(reference: SimpleNamespace) -> None:
    for z in (Fraction(-5), Fraction(-3, 4), Fraction(0), Fraction(1, 8), Fraction(2), Fraction(7)):
        exact = float(1 / (1 + _exponential(-z)))
        assert abs(reference.sigmoid(np.array([float(z)]))[0] - exact) <= 4e-16 * exact


def test_slopes_are_those_of_a_complex_step(reference: SimpleNamespace) -> None:
    stepped = (1 / (1 + np.exp(-(Z + 1e-30j)))).imag / 1e-30
    assert np.abs(reference.sigmoid_derivative(Z) - stepped).max() < 1e-15


def test_slopes_keep_their_digits_far_from_zero(reference: SimpleNamespace) -> None:
    z = np.array([30.0, 50.0, 300.0, 700.0])
    tail = np.exp(-z.astype(np.longdouble))
    for signed in (z, -z):
        assert np.abs(reference.sigmoid_derivative(signed) / (tail / (1 + tail) ** 2) - 1).max() < 1e-14


def test_nothing_overflows_up_to_a_thousand(reference: SimpleNamespace) -> None:
    z = np.linspace(-1000.0, 1000.0, 4001)
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        value, slope = reference.sigmoid(z), reference.sigmoid_derivative(z)
    assert np.isfinite(value).all()
    assert np.isfinite(slope).all()
    assert (np.diff(value) >= 0).all()
    assert value[0] == 0.0
    assert value[-1] == 1.0


def test_the_worked_example_of_the_brief_holds(reference: SimpleNamespace) -> None:
    z = np.array([[-2.0, 0.0, 1000.0]])
    assert np.round(reference.sigmoid(z), 4).tolist() == [[0.1192, 0.5, 1.0]]
    assert np.round(reference.sigmoid_derivative(z), 6).tolist() == [[0.104994, 0.25, 0.0]]
