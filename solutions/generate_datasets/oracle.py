"""The reference of generate_datasets: its curves in exact fractions and series, its noise by statistics."""

from __future__ import annotations

from fractions import Fraction
from math import factorial
from statistics import NormalDist
from types import SimpleNamespace

import numpy as np
import pytest

NAMES = ["sinusoidal", "linear", "polynomial"]


def grid(n_samples: int) -> list[Fraction]:
    """Return the points as exact fractions."""
    return [Fraction(-2) + Fraction(4 * i, n_samples - 1) for i in range(n_samples)]


def exact_sine(x: Fraction) -> Fraction:
    """Return the sine's Taylor series; for |x| ≤ 6 what is left out is below 1e-20."""
    return sum((Fraction((-1) ** k * x ** (2 * k + 1)) / factorial(2 * k + 1) for k in range(25)), Fraction(0))


@pytest.mark.parametrize("n_samples", [2, 3, 5, 50, 200])
def test_curves_without_noise_are_exact(reference: SimpleNamespace, n_samples: int) -> None:
    made = reference.generate_datasets(n_samples, 0.0)
    for i, x in enumerate(grid(n_samples)):
        wanted = [exact_sine(3 * x), Fraction(5, 2) * x + 1, Fraction(3, 2) * x**2 + x / 2 + 1]
        for name, y in zip(NAMES, wanted, strict=True):
            assert abs(made[name]["X"][i, 0] - float(x)) < 1e-14
            assert abs(made[name]["y"][i, 0] - float(y)) < 1e-13


def test_noise_is_normal_centred_and_of_the_given_spread(reference: SimpleNamespace) -> None:
    n_samples, noise_level = 100_000, 0.7
    make = reference.generate_datasets
    noisy, quiet = make(n_samples, noise_level, 1), make(n_samples, 0.0, 1)
    for name in NAMES:
        noise = np.sort((noisy[name]["y"] - quiet[name]["y"]).ravel()) / noise_level
        assert abs(noise.mean()) < 5 / np.sqrt(n_samples)
        assert abs(noise.std() - 1) < 5 / np.sqrt(2 * n_samples)
        cdf = np.array([NormalDist().cdf(x) for x in noise])
        gap = np.abs(cdf - (np.arange(n_samples) + 0.5) / n_samples).max()
        assert gap * np.sqrt(n_samples) < 2.75  # Kolmogorov: P = 2 exp(−2·2.75²) ≈ 5e-7


def test_noise_is_white_and_independent_of_x(reference: SimpleNamespace) -> None:
    n_samples = 65_536
    make = reference.generate_datasets
    noise = (make(n_samples, 1.0, 2)["linear"]["y"] - make(n_samples, 0.0, 2)["linear"]["y"]).ravel()
    power = np.abs(np.fft.rfft(noise)[1:-1]) ** 2 / n_samples  # exponential of mean 1 if white
    bands = power[: len(power) // 64 * 64].reshape(64, -1)
    assert np.abs(bands.mean(axis=1) - 1).max() < 5 / np.sqrt(bands.shape[1])
    x = np.linspace(-1, 1, n_samples)
    assert abs(np.corrcoef(noise**2, x**2)[0, 1]) < 5 / np.sqrt(n_samples)


def test_worked_example_of_the_brief(reference: SimpleNamespace) -> None:
    made = reference.generate_datasets(5, noise_level=0.0)
    assert made["linear"]["y"].ravel().tolist() == [-4, -1.5, 1, 3.5, 6]
    assert made["polynomial"]["y"].ravel().tolist() == [6, 2, 1, 3, 8]
    assert np.round(made["sinusoidal"]["y"].ravel(), 3).tolist() == [0.279, -0.141, 0, 0.141, -0.279]
    noisy, quiet = reference.generate_datasets(50_000), reference.generate_datasets(50_000, 0.0)
    within = np.abs(noisy["linear"]["y"] - quiet["linear"]["y"]) < 0.2
    assert abs(within.mean() - 0.6827) < 0.011
    assert reference.generate_datasets(3, noise_level=0.0)["linear"]["y"].tolist() == [[-4.0], [1.0], [6.0]]


def test_defaults_and_structure(reference: SimpleNamespace) -> None:
    made = reference.generate_datasets()
    assert list(made) == NAMES
    assert len({entry["description"] for entry in made.values()}) == 3
    for name in NAMES:
        assert made[name]["X"].shape == made[name]["y"].shape == (200, 1)
        assert np.array_equal(made[name]["y"], reference.generate_datasets(200, 0.2, 42)[name]["y"])
        assert not np.array_equal(made[name]["y"], reference.generate_datasets(seed=43)[name]["y"])


def test_global_generator_is_left_alone(reference: SimpleNamespace) -> None:
    np.random.seed(1)
    expected = np.random.random()
    np.random.seed(1)
    reference.generate_datasets(5)
    assert np.random.random() == expected
