"""The reference of tanh against a continued fraction in exact arithmetic, longdouble, and a complex step."""

from __future__ import annotations

from fractions import Fraction
from types import SimpleNamespace

import numpy as np

Z = np.concatenate([np.linspace(-12.0, 12.0, 97), [-0.0, 1e-9, -1e-9]]).reshape(-1, 4)


def _lambert(z: Fraction) -> Fraction:
    """Return tanh(z) by Lambert's continued fraction z / (1 + z² / (3 + z² / (5 + …)))."""
    below = Fraction(61)
    for odd in range(59, 0, -2):
        below = odd + z * z / below
    return z / below


def test_values_are_those_of_lamberts_continued_fraction(reference: SimpleNamespace) -> None:
    for z in (Fraction(-4), Fraction(-3, 4), Fraction(0), Fraction(1, 1024), Fraction(1), Fraction(5, 2)):
        exact = float(_lambert(z))
        assert abs(reference.tanh(np.array([float(z)]))[0] - exact) <= 4e-16 * abs(exact)


def test_values_are_those_of_extended_precision(reference: SimpleNamespace) -> None:
    growing, fading = np.exp(Z.astype(np.longdouble)), np.exp(-Z.astype(np.longdouble))
    assert np.abs(reference.tanh(Z) - (growing - fading) / (growing + fading)).max() < 1e-15


def test_slopes_are_those_of_extended_precision(reference: SimpleNamespace) -> None:
    growing, fading = np.exp(Z.astype(np.longdouble)), np.exp(-Z.astype(np.longdouble))
    assert np.abs(reference.tanh_derivative(Z) - 4 / (growing + fading) ** 2).max() < 1e-15


def test_slopes_are_those_of_a_complex_step(reference: SimpleNamespace) -> None:
    step = Z + 1e-30j
    stepped = ((np.exp(step) - np.exp(-step)) / (np.exp(step) + np.exp(-step))).imag / 1e-30
    assert np.abs(reference.tanh_derivative(Z) - stepped).max() < 1e-11


def test_nothing_overflows_up_to_a_thousand(reference: SimpleNamespace) -> None:
    z = np.linspace(-1000.0, 1000.0, 4001)
    with np.errstate(over="raise", invalid="raise", divide="raise"):
        value, slope = reference.tanh(z), reference.tanh_derivative(z)
    assert (value == -value[::-1]).all()
    assert (np.diff(value) >= 0).all()
    assert value[-1] == 1.0
    assert np.isfinite(slope).all()
    assert (slope >= 0).all()


def test_the_worked_example_of_the_brief_holds(reference: SimpleNamespace) -> None:
    z = np.array([[-1.0, 0.0, 1000.0]])
    assert np.round(reference.tanh(z), 4).tolist() == [[-0.7616, 0.0, 1.0]]
    assert np.round(reference.tanh_derivative(z), 4).tolist() == [[0.42, 1.0, 0.0]]
