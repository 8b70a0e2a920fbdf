"""Hidden suite of generate_datasets: structure, then the curves without noise, then the noise, at 5 sigma."""

from itertools import combinations
from statistics import NormalDist

import numpy as np

from grader.suite import CheckFailed, check, check_close, check_keys, check_shape
from grader.suite.comparison import kind_of

NAMES = ["sinusoidal", "linear", "polynomial"]
SIZES = [2, 3, 5, 50, 201]
MANY = 8_000
VERY_MANY = 20_000
SIGMAS = 5.0
SEEDS = [0, 1, 2, 42, 43, 1042, 65578]  # some with the same last digits, or the same low bits
# What share of normal draws lies below the first or above the second, in standard deviations?
TAILS = [(bound, np.inf) for bound in (-2.0, -1.0, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0, 2.0)] + [(-2.5, 2.5), (-3.1, 3.1)]


def x_column(n_samples):
    """Return the points the brief asks for."""
    return np.linspace(-2.0, 2.0, n_samples)[:, None]


def check_column(array, n_samples, path):
    """Fail unless ``array`` is a column of finite floats."""
    check_shape(array, (n_samples, 1), path=path)
    if array.dtype.kind != "f":
        raise CheckFailed(f"the returned value{path} has dtype {array.dtype}; expected floats.", got=array, path=path)
    if not np.isfinite(array).all():
        raise CheckFailed(f"the returned value{path} holds NaN or infinity.", got=array, path=path)


def draw_noise(candidate, n_samples, noise_level, seed):
    """Yield the path of each y, that y, and its noise: what it differs by from the candidate's own curve without noise.

    So a wrong curve does not make the noise wrong.
    """
    noisy = candidate.generate_datasets(n_samples, noise_level, seed)
    quiet = candidate.generate_datasets(n_samples, 0.0, seed)
    for name in NAMES:
        path = f"[{name!r}]['y']"
        for datasets in (noisy, quiet):
            check_column(datasets[name]["y"], n_samples, path)
        y = noisy[name]["y"]
        noise = np.ravel(y.astype(float) - quiet[name]["y"])
        if np.ptp(noise) <= 1e-9:
            raise CheckFailed(
                f"With noise_level={noise_level:g} the returned value{path} differs by {noise[0]:.4g} from the one "
                "with noise_level=0, at every point.",
                got=y, path=path,
            )  # fmt: skip
        yield path, y, noise


def check_spread(noise, noise_level, where, got, path):
    """Fail unless ``noise`` has standard deviation ``noise_level``."""
    std, error = float(np.std(noise)), SIGMAS / np.sqrt(2 * noise.size)
    if not abs(std / noise_level - 1) <= error:
        raise CheckFailed(
            f"The noise of the returned value{path}{where} has standard deviation {std:.4g}; "
            f"expected about {noise_level:.4g}.",
            got=got, path=path,
        )  # fmt: skip


def outside(low, high):
    """Return the words for lying below ``low`` or above ``high``."""
    if high < np.inf:
        return f"more than {high:g} standard deviations from"
    return f"below {low:+g} standard deviations from"


def check_unforced(errors, what, got):
    """Fail if every one of ``errors``, relative to what was expected, is too small for chance."""
    if max(errors) < 1e-6:
        raise CheckFailed(f"The noise has been adjusted so that its {what}: use the draws as they come.", got=got)


def correlation(a, b):
    """Return the absolute correlation of two flat arrays."""
    return abs(float(np.corrcoef(a, b)[0, 1]))


def check_curve(candidate, name, curve):
    """Fail unless the points of data set ``name`` lie on the curve when there is no noise, whatever x they have."""
    for n_samples, seed in ((2, 1), (3, 0), (5, 42), (50, 7), (201, 42)):
        data = candidate.generate_datasets(n_samples, 0.0, seed)[name]
        X = data["X"]
        usable = isinstance(X, np.ndarray) and X.size == n_samples and X.dtype.kind == "f" and np.ptp(X) > 0
        check_close(data["y"], curve(X.astype(float).reshape(-1, 1) if usable else x_column(n_samples)))


@check("generate_datasets", points=1, form=True)
def test_keys(candidate):
    """there are three data sets, each with X, y and description"""
    for n_samples in (2, 5):
        datasets = candidate.generate_datasets(n_samples)
        check_keys(datasets, NAMES)
        for name in NAMES:
            check_keys(datasets[name], ["X", "y", "description"], path=f"[{name!r}]")


@check("generate_datasets", points=1, needs=["test_keys"], form=True)
def test_x_shape(candidate):
    """X is a column of floats, (n_samples, 1)

    One row per sample, one column per feature, even when there is one feature only.
    """
    for n_samples in SIZES:
        datasets = candidate.generate_datasets(n_samples)
        for name in NAMES:
            check_column(datasets[name]["X"], n_samples, f"[{name!r}]['X']")


@check("generate_datasets", points=1, needs=["test_keys"], form=True)
def test_y_shape(candidate):
    """y is a column of floats, (n_samples, 1)

    What shape comes of adding an array of shape (n,) to one of shape (n, 1)?
    """
    for n_samples in SIZES:
        datasets = candidate.generate_datasets(n_samples)
        for name in NAMES:
            check_column(datasets[name]["y"], n_samples, f"[{name!r}]['y']")


@check("generate_datasets", points=2, needs=["test_x_shape"])
def test_x_values(candidate):
    """X runs from -2 to 2 in even steps, both ends included, without noise"""
    for n_samples, noise_level, seed in ((2, 0.0, 1), (3, 0.5, 2), (5, 1.0, 3), (50, 0.2, 42), (201, 3.0, 0)):
        datasets = candidate.generate_datasets(n_samples, noise_level, seed)
        for name in NAMES:
            check_close(datasets[name]["X"], x_column(n_samples))


@check("generate_datasets", points=2, needs=["test_y_shape"])
def test_sinusoidal_curve(candidate):
    """without noise the sinusoidal points lie on sin(3x)"""
    check_curve(candidate, "sinusoidal", lambda x: np.sin(3 * x))


@check("generate_datasets", points=2, needs=["test_y_shape"])
def test_linear_curve(candidate):
    """without noise the linear points lie on 2.5x + 1"""
    check_curve(candidate, "linear", lambda x: 2.5 * x + 1)


@check("generate_datasets", points=2, needs=["test_y_shape"])
def test_polynomial_curve(candidate):
    """without noise the polynomial points lie on 1.5x² + 0.5x + 1"""
    check_curve(candidate, "polynomial", lambda x: 1.5 * x**2 + 0.5 * x + 1)


@check("generate_datasets", points=1, needs=["test_keys"], form=True)
def test_descriptions(candidate):
    """each data set has a description of its own"""
    datasets = candidate.generate_datasets(3)
    texts = {}
    for name in NAMES:
        text, path = datasets[name]["description"], f"[{name!r}]['description']"
        if not isinstance(text, str) or not text.strip():
            shown = "empty" if isinstance(text, str) else kind_of(text)
            raise CheckFailed(f"the returned value{path} is {shown}; expected a short text.", got=datasets, path=path)
        if text in texts:
            raise CheckFailed(
                f"{texts[text]} and {name} have the same description, {text!r:.80}; it should tell them apart.",
                got=datasets,
            )
        texts[text] = name


@check("generate_datasets", points=2, needs=["test_y_shape"])
def test_noise_std(candidate):
    """the noise in y has standard deviation noise_level

    Follow noise_level to the place where it is used: is it the standard deviation there, and is every y given noise?
    """
    errors = []
    for n_samples, noise_level, seed in ((200, 3.0, 8), (MANY, 0.2, 1), (MANY, 1.5, 2)):
        for path, y, noise in draw_noise(candidate, n_samples, noise_level, seed):
            check_spread(noise, noise_level, "", y, path)
            errors.append(abs(np.std(noise) / noise_level - 1))
    check_unforced(errors, "standard deviation is exactly noise_level", y)


@check("generate_datasets", points=1, needs=["test_y_shape"])
def test_noise_mean(candidate):
    """the noise is centred at 0: as often above the curve as below it"""
    errors = []
    for n_samples, noise_level, seed in ((200, 1.0, 6), (MANY, 0.5, 3)):
        for path, y, noise in draw_noise(candidate, n_samples, noise_level, seed):
            mean, std = float(np.mean(noise)), float(np.std(noise))
            if not abs(mean) <= SIGMAS * std / np.sqrt(noise.size):
                raise CheckFailed(
                    f"The noise of the returned value{path} has mean {mean:.4g}; expected about 0.", got=y, path=path
                )
            errors.append(abs(mean / std))
    check_unforced(errors, "mean is exactly 0", y)


@check("generate_datasets", points=1, needs=["test_y_shape"])
def test_noise_is_normal(candidate):
    """the noise is normally distributed

    A histogram of the noise should be a bell: no edges, no gaps, no flat top.
    """
    for path, y, noise in draw_noise(candidate, VERY_MANY, 0.4, 4):
        scaled = (noise - np.mean(noise)) / np.std(noise)
        for low, high in TAILS:
            got = np.count_nonzero((scaled < low) | (scaled > high)) / noise.size
            expected = NormalDist().cdf(low) + NormalDist().cdf(-high)
            if not abs(got - expected) <= SIGMAS * np.sqrt(expected * (1 - expected) / noise.size):
                raise CheckFailed(
                    f"{got:.2%} of the noise of the returned value{path} lies {outside(low, high)} its mean; "
                    f"expected about {expected:.2%}, as of normal draws.",
                    got=y, path=path,
                )  # fmt: skip


@check("generate_datasets", points=1, needs=["test_y_shape"])
def test_noise_is_independent(candidate):
    """each point has noise of its own, equally strong at every x

    The noise should know nothing of x, of y, or of the noise next to it.
    """
    few = [list(draw_noise(candidate, 5, 2.0, seed)) for seed in (1, 2, 3)]
    for (path, y, a), (_, _, b), (_, _, c) in zip(*few, strict=True):
        for x, still in zip(x_column(5).ravel(), (a == 0) & (b == 0) & (c == 0), strict=True):
            if still:
                raise CheckFailed(f"the returned value{path} has no noise at x = {x:g}.", got=y, path=path)
    for path, y, noise in draw_noise(candidate, MANY, 0.3, 5):
        related = max(correlation(noise[lag:], noise[:-lag]) for lag in (1, 2, 5))
        mirrored = correlation(noise, noise[::-1])
        if not max(related, mirrored / np.sqrt(2)) <= SIGMAS / np.sqrt(noise.size):
            raise CheckFailed(
                f"The noise of the returned value{path} is correlated between points; draw it anew for each.",
                got=y, path=path,
            )  # fmt: skip
        std = float(np.std(noise))
        for part, share in enumerate(np.split(noise, 5)):
            check_spread(share, std, f", for x from {-2 + 0.8 * part:.1f} to {-1.2 + 0.8 * part:.1f},", y, path)


@check("generate_datasets", points=1, needs=["test_y_shape"])
def test_another_seed(candidate):
    """another seed gives other noise

    Follow the argument seed: does it reach the generator, whatever its value?
    """
    drawn = {seed: list(draw_noise(candidate, 2_000, 0.5, seed)) for seed in SEEDS}
    for one, other in combinations(drawn, 2):
        for (path, _, a), (_, y, b) in zip(drawn[one], drawn[other], strict=True):
            related = correlation(a, b)
            if not related <= SIGMAS / np.sqrt(a.size):
                alike = "the same" if related > 0.999 else f"correlated (by {related:.2f})"
                raise CheckFailed(
                    f"The noise of the returned value{path} for seed={other} and the noise for seed={one} are {alike}.",
                    got=y, path=path,
                )  # fmt: skip


@check("generate_datasets", points=1, needs=["test_another_seed"])
def test_same_seed(candidate):
    """the same seed gives the same data, whatever was called in between

    Is everything random drawn after the generator has been seeded, in this very call? And is 0 a seed too?
    """
    for seed in (5, 0, 2024):
        first = candidate.generate_datasets(6, 0.5, seed)
        candidate.generate_datasets(4, 0.3, seed + 1)
        again = candidate.generate_datasets(6, 0.5, seed)
        for name in NAMES:
            for key in ("X", "y"):
                check_close(again[name][key], first[name][key])


@check("generate_datasets", points=1, needs=["test_same_seed"])
def test_defaults(candidate):
    """without arguments there are 200 points, noise of 0.2, and the seed is 42

    The same call with all three written out gives what is expected here.
    """
    expected = candidate.generate_datasets(200, 0.2, 42)
    for datasets in (
        candidate.generate_datasets(),
        candidate.generate_datasets(n_samples=200),
        candidate.generate_datasets(noise_level=0.2),
        candidate.generate_datasets(seed=42),
    ):
        for name in NAMES:
            check_close(datasets[name]["y"], expected[name]["y"])
