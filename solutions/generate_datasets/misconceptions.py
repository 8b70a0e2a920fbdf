"""Wrong ways to make the data sets, each with the sentence its author should read."""

import numpy as np

_CURVES = {
    "sinusoidal": lambda x: np.sin(3 * x),
    "linear": lambda x: 2.5 * x + 1,
    "polynomial": lambda x: 1.5 * x**2 + 0.5 * x + 1,
}
_DESCRIPTIONS = {
    "sinusoidal": "y = sin(3x) + noise",
    "linear": "y = 2.5x + 1 + noise",
    "polynomial": "y = 1.5x^2 + 0.5x + 1 + noise",
}


def _normal(rng, X, noise_level):
    return noise_level * rng.randn(*X.shape)


def _sets(X, noise, curves):
    return {
        name: {"X": X, "y": (_CURVES | curves)[name](X) + noise, "description": text}
        for name, text in _DESCRIPTIONS.items()
    }


def _generate(n_samples, noise_level, seed, grid=np.linspace, noise=_normal, **curves):
    rng = np.random.RandomState(seed)
    X = grid(-2.0, 2.0, n_samples).reshape(-1, 1)
    return _sets(X, noise(rng, X, noise_level), curves)


def _edited(datasets, **changes):
    return {
        name: entry | {key: change(entry[key]) for key, change in changes.items()} for name, entry in datasets.items()
    }


def uniform_noise(n_samples=200, noise_level=0.2, seed=42):
    """The noise is uniform between −noise_level and noise_level; it should be normal with that standard deviation."""
    return _generate(n_samples, noise_level, seed, noise=lambda rng, X, level: rng.uniform(-level, level, X.shape))


def uniform_noise_of_right_spread(n_samples=200, noise_level=0.2, seed=42):
    """The noise has the right spread but is uniform; the brief asks for normal noise."""

    def noise(rng, X, level):
        return np.sqrt(12) * level * (rng.rand(*X.shape) - 0.5)

    return _generate(n_samples, noise_level, seed, noise=noise)


def noise_from_zero_to_one(n_samples=200, noise_level=0.2, seed=42):
    """The noise is uniform from 0 up, so every point lies above its curve; it should be normal and centred at 0."""
    return _generate(n_samples, noise_level, seed, noise=lambda rng, X, level: level * rng.rand(*X.shape))


def noise_above_the_curve(n_samples=200, noise_level=0.2, seed=42):
    """Every point lies above its curve: the sign of the noise is lost."""
    return _generate(n_samples, noise_level, seed, noise=lambda rng, X, level: np.abs(_normal(rng, X, level)))


def clipped_noise(n_samples=200, noise_level=0.2, seed=42):
    """The noise is cut off at two standard deviations; a normal distribution has tails."""
    return _generate(
        n_samples, noise_level, seed, noise=lambda rng, X, level: np.clip(_normal(rng, X, level), -2 * level, 2 * level)
    )


def shifted_noise(n_samples=200, noise_level=0.2, seed=42):
    """noise_level is used as the mean of the noise instead of its standard deviation."""
    return _generate(
        n_samples, noise_level, seed, noise=lambda rng, X, level: (level + rng.randn(*X.shape)) * (level > 0)
    )


def variance_for_deviation(n_samples=200, noise_level=0.2, seed=42):
    """noise_level is used as the variance of the noise; it is the standard deviation."""
    return _generate(n_samples, noise_level, seed, noise=lambda rng, X, level: _normal(rng, X, np.sqrt(level)))


def squared_noise_level(n_samples=200, noise_level=0.2, seed=42):
    """The noise is scaled by the square of noise_level; noise_level itself is the standard deviation."""
    return _generate(n_samples, noise_level, seed, noise=lambda rng, X, level: _normal(rng, X, level**2))


def unscaled_noise(n_samples=200, noise_level=0.2, seed=42):
    """The noise has standard deviation 1 whatever noise_level says."""
    return _generate(n_samples, noise_level, seed, noise=lambda rng, X, level: _normal(rng, X, 1.0))


def noise_level_hard_coded(n_samples=200, noise_level=0.2, seed=42):
    """The noise has standard deviation 0.2 whatever noise_level says."""
    return _generate(n_samples, noise_level, seed, noise=lambda rng, X, level: _normal(rng, X, 0.2))


def no_noise(n_samples=200, noise_level=0.2, seed=42):
    """There is no noise: the points lie on the curves whatever noise_level says."""
    return _generate(n_samples, 0.0, seed)


def noise_for_the_sine_only(n_samples=200, noise_level=0.2, seed=42):
    """Only the sinusoidal data set is noisy; all three should be."""
    return _generate(n_samples, 0.0, seed) | {"sinusoidal": _generate(n_samples, noise_level, seed)["sinusoidal"]}


def one_draw_for_all(n_samples=200, noise_level=0.2, seed=42):
    """One number is drawn and added to every point, which shifts the curve; each point needs a draw of its own."""
    return _generate(n_samples, noise_level, seed, noise=lambda rng, X, level: np.full(X.shape, level * rng.randn()))


def accumulated_noise(n_samples=200, noise_level=0.2, seed=42):
    """The noise adds up from point to point like a random walk; each point's noise is independent of the others'."""
    return _generate(
        n_samples, noise_level, seed, noise=lambda rng, X, level: np.cumsum(_normal(rng, X, level), axis=0)
    )


def noise_times_x(n_samples=200, noise_level=0.2, seed=42):
    """The noise grows with the distance from x = 0; it should be equally strong at every x."""
    return _generate(n_samples, noise_level, seed, noise=lambda rng, X, level: X * _normal(rng, X, level))


def multiplicative_noise(n_samples=200, noise_level=0.2, seed=42):
    """The noise multiplies the curve, so it vanishes where the curve crosses 0; it should be added."""
    clean = _generate(n_samples, 0.0, seed)
    factor = 1 + _normal(np.random.RandomState(seed), clean["linear"]["X"], noise_level)
    return _edited(clean, y=lambda y: y * factor)


def relative_noise(n_samples=200, noise_level=0.2, seed=42):
    """The noise is scaled by the spread of the curve; noise_level is its standard deviation as it stands."""
    clean = _generate(n_samples, 0.0, seed)
    noise = _normal(np.random.RandomState(seed), clean["linear"]["X"], noise_level)
    return _edited(clean, y=lambda y: y + noise * np.std(y))


def noise_in_x(n_samples=200, noise_level=0.2, seed=42):
    """The noise is added to X; X should be exact and y noisy."""
    noise = _normal(np.random.RandomState(seed), np.zeros((n_samples, 1)), noise_level)
    return _edited(_generate(n_samples, 0.0, seed), X=lambda X: X + noise)


def noise_inside_the_curve(n_samples=200, noise_level=0.2, seed=42):
    """The noise is added to x before the curve is taken, so it is stronger where the curve is steep; add it to y."""
    X = np.linspace(-2.0, 2.0, n_samples).reshape(-1, 1)
    noise = _normal(np.random.RandomState(seed), X, noise_level)
    return {name: {"X": X, "y": _CURVES[name](X + noise), "description": text} for name, text in _DESCRIPTIONS.items()}


def degrees_for_radians(n_samples=200, noise_level=0.2, seed=42):
    """The sine takes its argument in degrees; sin(3x) means radians."""
    return _generate(n_samples, noise_level, seed, sinusoidal=lambda x: np.sin(np.radians(3 * x)))


def sine_of_x(n_samples=200, noise_level=0.2, seed=42):
    """The frequency of the sine is missing: it is sin(x) in place of sin(3x)."""
    return _generate(n_samples, noise_level, seed, sinusoidal=np.sin)


def three_times_the_sine(n_samples=200, noise_level=0.2, seed=42):
    """The 3 stands before the sine; it belongs inside."""
    return _generate(n_samples, noise_level, seed, sinusoidal=lambda x: 3 * np.sin(x))


def sine_of_pi_x(n_samples=200, noise_level=0.2, seed=42):
    """The sine runs at frequency π; the brief's is 3."""
    return _generate(n_samples, noise_level, seed, sinusoidal=lambda x: np.sin(np.pi * x))


def cosine(n_samples=200, noise_level=0.2, seed=42):
    """The cosine is taken where the sine is asked for."""
    return _generate(n_samples, noise_level, seed, sinusoidal=lambda x: np.cos(3 * x))


def line_without_intercept(n_samples=200, noise_level=0.2, seed=42):
    """The line goes through the origin: its intercept is missing."""
    return _generate(n_samples, noise_level, seed, linear=lambda x: 2.5 * x)


def slope_and_intercept_swapped(n_samples=200, noise_level=0.2, seed=42):
    """The slope and the intercept of the line are swapped."""
    return _generate(n_samples, noise_level, seed, linear=lambda x: x + 2.5)


def slope_of_two(n_samples=200, noise_level=0.2, seed=42):
    """The slope of the line is 2; the brief's is 2.5."""
    return _generate(n_samples, noise_level, seed, linear=lambda x: 2 * x + 1)


def cubic(n_samples=200, noise_level=0.2, seed=42):
    """The leading power of the polynomial is 3; it is a parabola."""
    return _generate(n_samples, noise_level, seed, polynomial=lambda x: 1.5 * x**3 + 0.5 * x + 1)


def polynomial_without_linear_term(n_samples=200, noise_level=0.2, seed=42):
    """The polynomial's linear term is missing."""
    return _generate(n_samples, noise_level, seed, polynomial=lambda x: 1.5 * x**2 + 1)


def polynomial_without_constant(n_samples=200, noise_level=0.2, seed=42):
    """The polynomial's constant term is missing."""
    return _generate(n_samples, noise_level, seed, polynomial=lambda x: 1.5 * x**2 + 0.5 * x)


def coefficients_swapped(n_samples=200, noise_level=0.2, seed=42):
    """The coefficients of the polynomial's square and linear terms are swapped."""
    return _generate(n_samples, noise_level, seed, polynomial=lambda x: 0.5 * x**2 + 1.5 * x + 1)


def coefficient_inside_the_square(n_samples=200, noise_level=0.2, seed=42):
    """The 1.5 is squared together with x; only x is."""
    return _generate(n_samples, noise_level, seed, polynomial=lambda x: (1.5 * x) ** 2 + 0.5 * x + 1)


def minus_one_to_one(n_samples=200, noise_level=0.2, seed=42):
    """X runs from -1 to 1; it should run from -2 to 2."""
    return _generate(n_samples, noise_level, seed, grid=lambda a, b, n: np.linspace(a / 2, b / 2, n))


def zero_to_two(n_samples=200, noise_level=0.2, seed=42):
    """X runs from 0 to 2: the left half of the interval is missing."""
    return _generate(n_samples, noise_level, seed, grid=lambda a, b, n: np.linspace(0.0, b, n))


def minus_pi_to_pi(n_samples=200, noise_level=0.2, seed=42):
    """X runs from −π to π; it should run from -2 to 2."""
    return _generate(n_samples, noise_level, seed, grid=lambda a, b, n: np.linspace(-np.pi, np.pi, n))


def end_left_out(n_samples=200, noise_level=0.2, seed=42):
    """The last point falls short of 2: both ends belong to X."""
    return _generate(n_samples, noise_level, seed, grid=lambda a, b, n: np.linspace(a, b, n, endpoint=False))


def one_point_too_many(n_samples=200, noise_level=0.2, seed=42):
    """There is one point too many: n_samples counts the points, not the gaps between them."""
    return _generate(n_samples + 1, noise_level, seed)


def random_x(n_samples=200, noise_level=0.2, seed=42):
    """The x values are drawn at random; they should be evenly spaced."""
    rng = np.random.RandomState(seed)
    X = rng.uniform(-2.0, 2.0, (n_samples, 1))
    return _sets(X, _normal(rng, X, noise_level), {})


def descending_x(n_samples=200, noise_level=0.2, seed=42):
    """X runs from 2 down to -2; it should ascend."""
    return _generate(n_samples, noise_level, seed, grid=lambda a, b, n: np.linspace(b, a, n))


def standardised_x(n_samples=200, noise_level=0.2, seed=42):
    """X is standardised after the curves are computed; it should keep its values from -2 to 2."""
    return _edited(_generate(n_samples, noise_level, seed), X=lambda X: (X - X.mean()) / X.std())


def sample_count_ignored(n_samples=200, noise_level=0.2, seed=42):
    """There are always 200 points, whatever n_samples says."""
    return _generate(200, noise_level, seed)


def flat_x(n_samples=200, noise_level=0.2, seed=42):
    """X has one axis, (n_samples,); it should be a column, (n_samples, 1)."""
    return _edited(_generate(n_samples, noise_level, seed), X=np.ravel)


def flat_y(n_samples=200, noise_level=0.2, seed=42):
    """y has one axis, (n_samples,); it should be a column, (n_samples, 1)."""
    return _edited(_generate(n_samples, noise_level, seed), y=np.ravel)


def flat_x_and_y(n_samples=200, noise_level=0.2, seed=42):
    """X and y have one axis, (n_samples,); both should be columns, (n_samples, 1)."""
    return _edited(_generate(n_samples, noise_level, seed), X=np.ravel, y=np.ravel)


def rows_for_columns(n_samples=200, noise_level=0.2, seed=42):
    """X and y are rows, (1, n_samples), as for samples in columns; here samples are rows, so both should be columns."""
    return _edited(_generate(n_samples, noise_level, seed), X=np.transpose, y=np.transpose)


def noise_broadcast_to_a_table(n_samples=200, noise_level=0.2, seed=42):
    """The noise has shape (n_samples,), so adding it to a column makes a table; give it the shape of y."""
    return _generate(n_samples, noise_level, seed, noise=lambda rng, X, level: level * rng.randn(len(X)))


def seed_ignored(n_samples=200, noise_level=0.2, seed=42):
    """The seed is not used, so every call gives other noise."""
    return _generate(n_samples, noise_level, None)


def seed_hard_coded(n_samples=200, noise_level=0.2, seed=42):
    """The generator is always seeded with 42, whatever seed is asked for."""
    return _generate(n_samples, noise_level, 42)


def seed_zero_ignored(n_samples=200, noise_level=0.2, seed=42):
    """Seed 0 is taken for no seed at all: 0 is false in a condition. It is a seed like any other."""
    return _generate(n_samples, noise_level, seed if seed else None)


def seed_zero_replaced(n_samples=200, noise_level=0.2, seed=42):
    """Seed 0 is replaced by 42, because 0 counts as false in an or. It is a seed like any other."""
    return _generate(n_samples, noise_level, seed or 42)


def noise_reversed_between_halves(n_samples=200, noise_level=0.2, seed=42):
    """The noise of the right half mirrors that of the left; each point needs a draw of its own."""

    def noise(rng, X, level):
        half = _normal(rng, X[: (len(X) + 1) // 2], level)
        return np.concatenate([half, half[: len(X) // 2][::-1]])

    return _generate(n_samples, noise_level, seed, noise=noise)


def hundred_points_by_default(n_samples=100, noise_level=0.2, seed=42):
    """Without arguments there are 100 points; the default is 200."""
    return _generate(n_samples, noise_level, seed)


def weaker_noise_by_default(n_samples=200, noise_level=0.1, seed=42):
    """Without arguments the noise has standard deviation 0.1; the default is 0.2."""
    return _generate(n_samples, noise_level, seed)


def seed_zero_by_default(n_samples=200, noise_level=0.2, seed=0):
    """Without a seed the noise is that of seed 0; the default is 42."""
    return _generate(n_samples, noise_level, seed)


def descriptions_missing(n_samples=200, noise_level=0.2, seed=42):
    """The descriptions are missing."""
    datasets = _generate(n_samples, noise_level, seed)
    return {name: {"X": entry["X"], "y": entry["y"]} for name, entry in datasets.items()}


def one_description_for_all(n_samples=200, noise_level=0.2, seed=42):
    """The three data sets have the same description, which tells none of them apart."""
    return _edited(_generate(n_samples, noise_level, seed), description=lambda text: "a curve with noise")


def pairs_for_dicts(n_samples=200, noise_level=0.2, seed=42):
    """Each data set is a pair (X, y); it should be a dict with X, y and description."""
    return {name: (entry["X"], entry["y"]) for name, entry in _generate(n_samples, noise_level, seed).items()}


def polynomial_missing(n_samples=200, noise_level=0.2, seed=42):
    """The polynomial data set is missing."""
    datasets = _generate(n_samples, noise_level, seed)
    return {name: datasets[name] for name in ("sinusoidal", "linear")}


def linear_and_polynomial_swapped(n_samples=200, noise_level=0.2, seed=42):
    """The linear and the polynomial data sets stand under each other's names."""
    datasets = _generate(n_samples, noise_level, seed)
    return datasets | {"linear": datasets["polynomial"], "polynomial": datasets["linear"]}


MISCONCEPTIONS = {
    "generate_datasets": [
        uniform_noise, uniform_noise_of_right_spread, noise_from_zero_to_one, noise_above_the_curve, clipped_noise,
        shifted_noise, variance_for_deviation, squared_noise_level, unscaled_noise, noise_level_hard_coded, no_noise,
        noise_for_the_sine_only, one_draw_for_all, accumulated_noise, noise_times_x, multiplicative_noise,
        relative_noise, noise_in_x, noise_inside_the_curve, noise_reversed_between_halves, degrees_for_radians,
        sine_of_x, three_times_the_sine, sine_of_pi_x, cosine, line_without_intercept, slope_and_intercept_swapped,
        slope_of_two, cubic, polynomial_without_linear_term, polynomial_without_constant, coefficients_swapped,
        coefficient_inside_the_square, minus_one_to_one, zero_to_two, minus_pi_to_pi, end_left_out,
        one_point_too_many, random_x, descending_x, standardised_x, sample_count_ignored, flat_x, flat_y,
        flat_x_and_y, rows_for_columns, noise_broadcast_to_a_table, seed_ignored, seed_hard_coded, seed_zero_ignored,
        seed_zero_replaced, hundred_points_by_default, weaker_noise_by_default, seed_zero_by_default,
        descriptions_missing, one_description_for_all, pairs_for_dicts, polynomial_missing,
        linear_and_polynomial_swapped,
    ],
}  # fmt: skip
