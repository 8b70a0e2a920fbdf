"""Wrong ways to draw the first weights, each with the sentence its author should read."""

import numpy as np


def _std(initialization, n_in, n_out):
    rules = {"he": np.sqrt(2.0 / n_in), "xavier": np.sqrt(2.0 / (n_in + n_out))}
    return rules.get(initialization, 0.01)


def _zeros(rng, n_out):
    return np.zeros((1, n_out))


def _initialize(layer_dimensions, initialization, seed, std=_std, draw=None, bias=_zeros):
    rng = np.random.RandomState(seed)
    draw = draw or (lambda rng, n_in, n_out, std: rng.randn(n_in, n_out) * std)
    parameters = {}
    for layer in range(1, len(layer_dimensions)):
        n_in, n_out = layer_dimensions[layer - 1], layer_dimensions[layer]
        parameters[f"W{layer}"] = draw(rng, n_in, n_out, std(initialization, n_in, n_out))
        parameters[f"b{layer}"] = bias(rng, n_out)
    return parameters


def uniform_from_zero(layer_dimensions, initialization="he", seed=42):
    """The weights are uniform from 0 up, so none is negative; they should be normal with mean 0."""
    return _initialize(layer_dimensions, initialization, seed, draw=lambda rng, m, n, std: rng.rand(m, n) * std)


def uniform_around_zero(layer_dimensions, initialization="he", seed=42):
    """The weights are uniform between −σ and σ; they should be normal with standard deviation σ."""
    return _initialize(
        layer_dimensions, initialization, seed, draw=lambda rng, m, n, std: rng.uniform(-std, std, (m, n))
    )


def uniform_of_right_spread(layer_dimensions, initialization="he", seed=42):
    """The spread is right but the weights are uniform; the brief asks for normal ones."""

    def draw(rng, m, n, std):
        return rng.uniform(-np.sqrt(3.0) * std, np.sqrt(3.0) * std, (m, n))

    return _initialize(layer_dimensions, initialization, seed, draw=draw)


def signs_only(layer_dimensions, initialization="he", seed=42):
    """The weights are +σ or −σ and nothing between; they should be normal."""
    return _initialize(
        layer_dimensions, initialization, seed, draw=lambda rng, m, n, std: rng.choice([-std, std], (m, n))
    )


def cut_at_two_sigma(layer_dimensions, initialization="he", seed=42):
    """The weights are cut off at two standard deviations; a normal distribution has tails."""

    def draw(rng, m, n, std):
        return np.clip(rng.randn(m, n), -2.0, 2.0) * std

    return _initialize(layer_dimensions, initialization, seed, draw=draw)


def positive_draws(layer_dimensions, initialization="he", seed=42):
    """All weights are positive: half of a normal distribution is missing."""
    return _initialize(
        layer_dimensions, initialization, seed, draw=lambda rng, m, n, std: np.abs(rng.randn(m, n)) * std
    )


def standard_deviation_as_mean(layer_dimensions, initialization="he", seed=42):
    """The scale moves the weights away from 0 instead of spreading them: it stands where the mean belongs."""
    return _initialize(layer_dimensions, initialization, seed, draw=lambda rng, m, n, std: rng.randn(m, n) + std)


def all_zeros(layer_dimensions, initialization="he", seed=42):
    """All weights are 0, so the units of a layer can never become different; they should be drawn at random."""
    return _initialize(layer_dimensions, initialization, seed, draw=lambda rng, m, n, std: np.zeros((m, n)))


def all_alike(layer_dimensions, initialization="he", seed=42):
    """All weights of a layer are equal, so its units can never become different; each needs a draw of its own."""
    return _initialize(layer_dimensions, initialization, seed, draw=lambda rng, m, n, std: np.full((m, n), std))


def one_number_per_layer(layer_dimensions, initialization="he", seed=42):
    """One number is drawn per layer and used for every weight; each weight needs a draw of its own."""
    return _initialize(
        layer_dimensions, initialization, seed, draw=lambda rng, m, n, std: np.full((m, n), rng.randn() * std)
    )


def one_row_repeated(layer_dimensions, initialization="he", seed=42):
    """One row of weights is drawn and repeated for every input; each weight needs a draw of its own."""
    return _initialize(
        layer_dimensions, initialization, seed, draw=lambda rng, m, n, std: np.ones((m, 1)) * rng.randn(1, n) * std
    )


def one_unit_repeated(layer_dimensions, initialization="he", seed=42):
    """All units of a layer get the same weights and can never become different; each needs draws of its own."""
    return _initialize(
        layer_dimensions, initialization, seed, draw=lambda rng, m, n, std: rng.randn(m, 1) * std * np.ones((1, n))
    )


def orthogonal(layer_dimensions, initialization="he", seed=42):
    """The weights form an orthogonal matrix, a scheme of its own; the brief asks for independent normal draws."""

    def draw(rng, m, n, std):
        q = np.linalg.qr(rng.randn(max(m, n), min(m, n)))[0] * np.sqrt(max(m, n))
        return std * (q if m >= n else q.T)

    return _initialize(layer_dimensions, initialization, seed, draw=draw)


def no_scaling(layer_dimensions, initialization="he", seed=42):
    """The weights have standard deviation 1 for every layer: the scale of the scheme is not applied."""
    return _initialize(layer_dimensions, initialization, seed, std=lambda scheme, m, n: 1.0)


def always_small(layer_dimensions, initialization="he", seed=42):
    """The standard deviation is 0.01 for every scheme; that is for names other than he and xavier."""
    return _initialize(layer_dimensions, initialization, seed, std=lambda scheme, m, n: 0.01)


def always_he(layer_dimensions, initialization="he", seed=42):
    """The weights are drawn at He's scale whatever scheme is asked for."""
    return _initialize(layer_dimensions, "he", seed)


def always_xavier(layer_dimensions, initialization="he", seed=42):
    """The weights are drawn at Xavier's scale whatever scheme is asked for."""
    return _initialize(layer_dimensions, "xavier", seed)


def variance_for_deviation(layer_dimensions, initialization="he", seed=42):
    """The weights are scaled by the variance; the standard deviation is its square root."""

    def std(scheme, m, n):
        return _std(scheme, m, n) ** 2 if scheme in ("he", "xavier") else 0.01

    return _initialize(layer_dimensions, initialization, seed, std=std)


def divided_by_deviation(layer_dimensions, initialization="he", seed=42):
    """The draws are divided by the standard deviation; they should be multiplied by it."""
    return _initialize(layer_dimensions, initialization, seed, std=lambda scheme, m, n: 1.0 / _std(scheme, m, n))


def fan_out(layer_dimensions, initialization="he", seed=42):
    """He's scale is computed from the units of the layer; it depends on its inputs."""
    return _initialize(layer_dimensions, initialization, seed, std=lambda scheme, m, n: _std(scheme, n, m))


def he_with_one(layer_dimensions, initialization="he", seed=42):
    """He's scale is computed with 1 in the numerator; for ReLU it is 2."""
    return _initialize(
        layer_dimensions,
        initialization,
        seed,
        std=lambda scheme, m, n: _std(scheme, m, n) / (np.sqrt(2) if scheme == "he" else 1),
    )


def xavier_with_one(layer_dimensions, initialization="he", seed=42):
    """Xavier's scale is computed with 1 in the numerator; divided by the sum of both sizes, it is 2."""
    return _initialize(
        layer_dimensions, initialization, seed,
        std=lambda scheme, m, n: _std(scheme, m, n) / (np.sqrt(2) if scheme == "xavier" else 1),
    )  # fmt: skip


def xavier_with_six(layer_dimensions, initialization="he", seed=42):
    """Xavier's scale is the bound of its uniform form, with 6 in the numerator; the standard deviation has 2."""
    return _initialize(
        layer_dimensions, initialization, seed,
        std=lambda scheme, m, n: _std(scheme, m, n) * (np.sqrt(3) if scheme == "xavier" else 1),
    )  # fmt: skip


def xavier_by_inputs_only(layer_dimensions, initialization="he", seed=42):
    """Xavier's scale is computed from the inputs alone; both sides of the layer count here."""
    return _initialize(
        layer_dimensions, initialization, seed,
        std=lambda scheme, m, n: np.sqrt(1.0 / m) if scheme == "xavier" else _std(scheme, m, n),
    )  # fmt: skip


def swapped_schemes(layer_dimensions, initialization="he", seed=42):
    """The scales of he and xavier are swapped."""
    other = {"he": "xavier", "xavier": "he"}.get(initialization, initialization)
    return _initialize(layer_dimensions, other, seed)


def bias_counted_as_input(layer_dimensions, initialization="he", seed=42):
    """The bias is counted as one more input of the layer; only its inputs count."""
    return _initialize(layer_dimensions, initialization, seed, std=lambda scheme, m, n: _std(scheme, m + 1, n))


def one_more_for_xavier(layer_dimensions, initialization="he", seed=42):
    """Xavier's scale counts the bias as one more input; only inputs and units count."""
    return _initialize(
        layer_dimensions, initialization, seed,
        std=lambda scheme, m, n: _std(scheme, m + 1, n) if scheme == "xavier" else _std(scheme, m, n),
    )  # fmt: skip


def integer_division(layer_dimensions, initialization="he", seed=42):
    """The scale is computed with whole-number division, which gives 0 for all but the smallest layers."""
    whole = {"he": lambda m, n: np.sqrt(2 // m), "xavier": lambda m, n: np.sqrt(2 // (m + n))}
    return _initialize(
        layer_dimensions, initialization, seed, std=lambda scheme, m, n: whole.get(scheme, lambda m, n: 0.01)(m, n)
    )


def first_fan_in_for_all(layer_dimensions, initialization="he", seed=42):
    """Every layer is scaled by the number of the network's inputs; each has a number of inputs of its own."""
    return _initialize(
        layer_dimensions, initialization, seed, std=lambda scheme, m, n: _std(scheme, layer_dimensions[0], n)
    )


def small_last_layer(layer_dimensions, initialization="he", seed=42):
    """The last layer is drawn with standard deviation 0.01; the scheme applies to every layer."""
    parameters = _initialize(layer_dimensions, initialization, seed)
    depth = len(layer_dimensions) - 1
    parameters[f"W{depth}"] *= 0.01 / _std(initialization, *layer_dimensions[-2:])
    return parameters


def other_names_as_he(layer_dimensions, initialization="he", seed=42):
    """A name that is not known is treated as he; the brief gives such names the standard deviation 0.01."""
    return _initialize(layer_dimensions, initialization if initialization == "xavier" else "he", seed)


def other_names_unscaled(layer_dimensions, initialization="he", seed=42):
    """For names other than he and xavier the weights are not scaled; their standard deviation should be 0.01."""
    return _initialize(
        layer_dimensions, initialization, seed,
        std=lambda scheme, m, n: _std(scheme, m, n) if scheme in ("he", "xavier") else 1.0,
    )  # fmt: skip


def other_names_by_variance(layer_dimensions, initialization="he", seed=42):
    """For names other than he and xavier 0.01 is taken as the variance; it is the standard deviation."""
    return _initialize(
        layer_dimensions, initialization, seed,
        std=lambda scheme, m, n: _std(scheme, m, n) if scheme in ("he", "xavier") else 0.1,
    )  # fmt: skip


def other_names_refused(layer_dimensions, initialization="he", seed=42):
    """A name that is not known raises an error; the brief gives such names the standard deviation 0.01."""
    if initialization not in ("he", "xavier"):
        raise ValueError(f"unknown initialization: {initialization}")
    return _initialize(layer_dimensions, initialization, seed)


def he_found_inside_name(layer_dimensions, initialization="he", seed=42):
    """Any name that contains the letters he is taken for it, so that "other" is too; compare the whole name."""
    return _initialize(layer_dimensions, "he" if "he" in initialization else initialization, seed)


def reseeded_for_each_layer(layer_dimensions, initialization="he", seed=42):
    """The generator is seeded again for every layer, so layers of one shape hold the same draws; seed it once."""

    def draw(rng, m, n, std):
        return np.random.RandomState(seed).randn(m, n) * std

    return _initialize(layer_dimensions, initialization, seed, draw=draw)


def seed_ignored(layer_dimensions, initialization="he", seed=42):
    """The seed is not used, so every call gives other weights."""
    return _initialize(layer_dimensions, initialization, None)


def seed_hard_coded(layer_dimensions, initialization="he", seed=42):
    """The generator is always seeded with 42, whatever seed is asked for."""
    return _initialize(layer_dimensions, initialization, 42)


def seed_zero_ignored(layer_dimensions, initialization="he", seed=42):
    """Seed 0 is taken for no seed at all: 0 is false in a condition. It is a seed like any other."""
    return _initialize(layer_dimensions, initialization, seed if seed else None)


def seed_zero_replaced(layer_dimensions, initialization="he", seed=42):
    """Seed 0 is replaced by 42, because 0 counts as false in an or. It is a seed like any other."""
    return _initialize(layer_dimensions, initialization, seed or 42)


def default_xavier(layer_dimensions, initialization="xavier", seed=42):
    """Without a name the scheme is xavier; the default is he."""
    return _initialize(layer_dimensions, initialization, seed)


def default_seed_zero(layer_dimensions, initialization="he", seed=0):
    """Without a seed the weights are those of seed 0; the default is 42."""
    return _initialize(layer_dimensions, initialization, seed)


def transposed(layer_dimensions, initialization="he", seed=42):
    """The weights have shape (n_out, n_in), as for samples in columns; samples are rows here: (n_in, n_out)."""
    return _initialize(layer_dimensions, initialization, seed, draw=lambda rng, m, n, std: rng.randn(n, m) * std)


def flat_biases(layer_dimensions, initialization="he", seed=42):
    """The biases have one axis, (n_out,); they should be a row, (1, n_out)."""
    return _initialize(layer_dimensions, initialization, seed, bias=lambda rng, n: np.zeros(n))


def column_biases(layer_dimensions, initialization="he", seed=42):
    """The biases stand in a column, (n_out, 1); samples are rows here, so they should be a row, (1, n_out)."""
    return _initialize(layer_dimensions, initialization, seed, bias=lambda rng, n: np.zeros((n, 1)))


def single_bias(layer_dimensions, initialization="he", seed=42):
    """There is one bias for the whole layer; every unit has a bias of its own."""
    return _initialize(layer_dimensions, initialization, seed, bias=lambda rng, n: np.zeros((1, 1)))


def biases_of_one(layer_dimensions, initialization="he", seed=42):
    """The biases start at 1; they should start at 0."""
    return _initialize(layer_dimensions, initialization, seed, bias=lambda rng, n: np.ones((1, n)))


def random_biases(layer_dimensions, initialization="he", seed=42):
    """The biases are drawn at random; they should start at 0."""
    return _initialize(layer_dimensions, initialization, seed, bias=lambda rng, n: rng.randn(1, n) * 0.01)


def positive_biases(layer_dimensions, initialization="he", seed=42):
    """The biases start at 0.01, a trick against dead ReLU units; here they should start at 0."""
    return _initialize(layer_dimensions, initialization, seed, bias=lambda rng, n: np.full((1, n), 0.01))


def integer_biases(layer_dimensions, initialization="he", seed=42):
    """The biases are integers, which an update cannot change in place; they should be floats."""
    return _initialize(layer_dimensions, initialization, seed, bias=lambda rng, n: np.zeros((1, n), dtype=int))


def biases_per_input(layer_dimensions, initialization="he", seed=42):
    """There is one bias for each input of the layer; there should be one for each of its units."""
    parameters = _initialize(layer_dimensions, initialization, seed)
    return parameters | {f"b{layer}": np.zeros((1, n)) for layer, n in enumerate(layer_dimensions[:-1], start=1)}


def three_layers_only(layer_dimensions, initialization="he", seed=42):
    """At most three layers get parameters; the depth follows from layer_dimensions."""
    return _initialize(layer_dimensions[:4], initialization, seed)


def last_layer_missing(layer_dimensions, initialization="he", seed=42):
    """The last layer gets no parameters: the loop over the layers ends one too early."""
    return _initialize(layer_dimensions[:-1], initialization, seed)


def layers_counted_from_zero(layer_dimensions, initialization="he", seed=42):
    """The layers are counted from 0, as W0 and b0; the first layer's are W1 and b1."""
    parameters = _initialize(layer_dimensions, initialization, seed)
    return {f"{key[0]}{int(key[1:]) - 1}": value for key, value in parameters.items()}


def takes_the_list_apart(layer_dimensions, initialization="he", seed=42):
    """The sizes are taken out of layer_dimensions one by one; the caller still needs the list, so only read it."""
    parameters = _initialize(list(layer_dimensions), initialization, seed)
    del layer_dimensions[:-1]
    return parameters


MISCONCEPTIONS = {
    "initialize_parameters": [
        uniform_from_zero, uniform_around_zero, uniform_of_right_spread, signs_only, cut_at_two_sigma, positive_draws,
        standard_deviation_as_mean, all_zeros, all_alike, one_number_per_layer, one_row_repeated, one_unit_repeated,
        orthogonal, no_scaling, always_small, always_he, always_xavier, variance_for_deviation, divided_by_deviation,
        fan_out, he_with_one, xavier_with_one, xavier_with_six, xavier_by_inputs_only, swapped_schemes,
        bias_counted_as_input, one_more_for_xavier, integer_division, first_fan_in_for_all, small_last_layer,
        other_names_as_he, other_names_unscaled, other_names_by_variance, other_names_refused, he_found_inside_name,
        reseeded_for_each_layer, seed_ignored, seed_hard_coded, seed_zero_ignored, seed_zero_replaced, default_xavier,
        default_seed_zero, transposed, flat_biases, column_biases, single_bias, biases_of_one, random_biases,
        positive_biases, integer_biases, biases_per_input, three_layers_only, last_layer_missing,
        layers_counted_from_zero, takes_the_list_apart,
    ],
}  # fmt: skip
