"""Hidden suite of initialize_parameters: structure, then the seed, then the distribution of the draws, at 5 sigma."""

import re
from itertools import combinations, pairwise
from statistics import NormalDist

import numpy as np

from grader.suite import CheckFailed, check, check_close, check_keys, check_shape, check_unchanged

SMALL = [[1, 1], [3, 2], [2, 3, 1], [3, 3, 3], [2, 5, 3, 4], [4, 1, 3, 2, 2, 5], [2, 3] * 6]
NARROW_ENDS = [1, 4000, 1]
WIDE = [200, 120, 60, 240]
NARROW = [90, 70, 50]
SQUARE = [80, 80, 80, 80, 80]
DEEP = [60, 40] * 4
SIGMAS = 5.0
SEEDS = [0, 1, 2, 42, 43, 1042, 65578]  # some with the same last digits, or the same low bits
# What share of normal draws lies below the first or above the second, in standard deviations?
TAILS = [(bound, np.inf) for bound in (-2.0, -1.0, -0.5, -0.25, 0.0, 0.25, 0.5, 1.0, 2.0)] + [(-2.5, 2.5), (-3.1, 3.1)]


def scheme_std(scheme, n_in, n_out):
    """Return the standard deviation that the brief asks for."""
    return {"he": np.sqrt(2 / n_in), "xavier": np.sqrt(2 / (n_in + n_out))}.get(scheme, 0.01)


def mistaken_stds(n_in, n_out):
    """Yield a name and the standard deviation for rules that are easily confused."""
    yield "sqrt(2/n_in)", np.sqrt(2 / n_in)
    yield "sqrt(2/n_out)", np.sqrt(2 / n_out)
    yield "sqrt(1/n_in)", np.sqrt(1 / n_in)
    yield "sqrt(2/(n_in + n_out))", np.sqrt(2 / (n_in + n_out))
    yield "sqrt(1/(n_in + n_out))", np.sqrt(1 / (n_in + n_out))
    yield "sqrt(6/(n_in + n_out))", np.sqrt(6 / (n_in + n_out))
    yield "2/n_in, a variance", 2 / n_in
    yield "2/(n_in + n_out), a variance", 2 / (n_in + n_out)
    yield "1, no scaling at all", 1.0
    yield "0.01, the scale for other names", 0.01
    yield "0.1, the root of 0.01", 0.1


def weights(parameters, layers):
    """Yield each layer's path, weights, n_in and n_out, having made sure that W is an array of floats of its shape."""
    for layer, (n_in, n_out) in enumerate(pairwise(layers), start=1):
        check_keys(parameters, [f"W{layer}"])
        W, path = parameters[f"W{layer}"], f"['W{layer}']"
        check_floats(W, (n_in, n_out), path)
        yield path, W, n_in, n_out


def check_floats(array, shape, path):
    """Fail unless ``array`` is an array of finite floats of ``shape``."""
    check_shape(array, shape, path=path)
    if array.dtype.kind != "f":
        raise CheckFailed(f"the returned value{path} has dtype {array.dtype}; expected floats.", got=array, path=path)
    if not np.isfinite(array).all():
        raise CheckFailed(f"the returned value{path} holds NaN or infinity.", got=array, path=path)


def check_std(parameters, layers, scheme):
    """Fail unless the weights of every layer are spread as ``scheme`` asks."""
    for path, W, n_in, n_out in weights(parameters, layers):
        error = SIGMAS / np.sqrt(2 * W.size)
        got, expected = float(np.std(W, dtype=float)), scheme_std(scheme, n_in, n_out)
        if not abs(got / expected - 1) <= error:
            alike = [name for name, std in mistaken_stds(n_in, n_out) if abs(got / std - 1) <= error]
            looks = f" That is about {alike[0]}." if len(alike) == 1 else ""
            raise CheckFailed(
                f"the returned value{path}, of shape {W.shape}, has standard deviation {got:.4g}; "
                f"expected about {expected:.4g}.{looks}",
                got=W, path=path,
            )  # fmt: skip


def outside(low, high):
    """Return the words for lying below ``low`` or above ``high``."""
    if high < np.inf:
        return f"more than {high:g} standard deviations from"
    return f"below {low:+g} standard deviations from"


def correlation(a, b):
    """Return the absolute correlation of two arrays' entries."""
    return abs(float(np.corrcoef(np.ravel(a).astype(float), np.ravel(b).astype(float))[0, 1]))


def how_alike(related):
    """Return the words for a correlation that is too large."""
    return "the same" if related > 0.999 else f"correlated (by {related:.2f})"


def check_varied(W, path):
    """Fail if all entries of ``W`` are the same."""
    if np.ptp(W) == 0:
        raise CheckFailed(f"Every entry of the returned value{path} is {float(W[0, 0]):.4g}.", got=W, path=path)


def check_rows_unrelated(W, what, path, got):
    """Fail if two rows of ``W`` are correlated, or if all pairs together are less so than chance would have it."""
    rows = W.astype(float) - np.mean(W, dtype=float)
    rows /= np.sqrt(np.mean(rows**2))
    products = rows @ rows.T / np.sqrt(rows.shape[1])  # off the diagonal nearly standard normal
    np.fill_diagonal(products, 0.0)
    mean_square = np.sum(products**2) / (len(rows) * (len(rows) - 1))
    if not (np.abs(products).max() <= SIGMAS + 3 and abs(mean_square - 1) <= 0.25):
        raise CheckFailed(
            f"The {what} of the returned value{path} are related; each entry should be a draw of its own.",
            got=got, path=path,
        )  # fmt: skip


def check_not_mirrored(W, path):
    """Fail if the entries above the diagonal of ``W`` are correlated with those below it."""
    above = np.triu_indices(len(W), 1)
    related = correlation(W[above], W.T[above])
    if not related <= SIGMAS / np.sqrt(len(above[0])):
        raise CheckFailed(
            f"The entries of the returned value{path} above its diagonal and those below it are {how_alike(related)}.",
            got=W, path=path,
        )  # fmt: skip


@check("initialize_parameters", points=1, form=True)
def test_keys(candidate):
    """there is one W and one b for each layer, counted from 1

    How many layers do three sizes make? And every call makes a dict of its own.
    """
    for layers in (*SMALL, [3, 2]):  # a shallow network after the deep ones: nothing of theirs is left
        parameters = candidate.initialize_parameters(layers)
        wanted = [f"{letter}{layer}" for layer in range(1, len(layers)) for letter in "Wb"]
        check_keys(parameters, wanted)
        extra = [key for key in parameters if re.fullmatch(r"[Wb]\d+", str(key)) and key not in wanted]
        if extra:
            raise CheckFailed(
                f"the returned value has the key {extra[0]!r}; for {layers} the last ones are "
                f"W{len(layers) - 1} and b{len(layers) - 1}.",
                got=parameters,
            )


@check("initialize_parameters", points=1, needs=["test_keys"], form=True)
def test_weight_shapes(candidate):
    """each W has shape (n_in, n_out) and holds floats

    Samples are rows and a layer computes A @ W + b: which side of W must match the columns of A?
    """
    for layers, scheme in (*((layers, "he") for layers in SMALL), ([3, 2], "xavier")):
        for _ in weights(candidate.initialize_parameters(layers, scheme), layers):
            pass


@check("initialize_parameters", points=1, needs=["test_keys"], form=True)
def test_bias_shapes(candidate):
    """each b has shape (1, n_out) and holds floats

    There is one bias per unit of the layer, in a row, so that it adds to every sample alike.
    """
    for layers in SMALL:
        parameters = candidate.initialize_parameters(layers)
        for layer, n_out in enumerate(layers[1:], start=1):
            check_floats(parameters[f"b{layer}"], (1, n_out), f"['b{layer}']")


@check("initialize_parameters", points=1, needs=["test_bias_shapes"], form=True)
def test_biases_are_zero(candidate):
    """the biases start at 0

    The weights alone have to tell the units apart.
    """
    for layers, scheme in (*((layers, "he") for layers in SMALL), ([3, 2], "xavier"), ([2, 3, 1], "small")):
        parameters = candidate.initialize_parameters(layers, scheme)
        for layer, n_out in enumerate(layers[1:], start=1):
            check_close(parameters[f"b{layer}"], np.zeros((1, n_out)), atol=0.0, path=f"['b{layer}']")


@check("initialize_parameters", points=1, needs=["test_weight_shapes"], form=True)
def test_entries_are_draws_of_their_own(candidate):
    """every weight is a random draw of its own

    Count the draws: a layer has n_in · n_out weights. Units that start alike get the same gradients and stay alike.
    """
    forced = []
    for layers, scheme in (([90, 60], "xavier"), ([150, 100, 80], "he"), ([80, 80], "small")):
        for path, W, n_in, n_out in weights(candidate.initialize_parameters(layers, scheme, 3), layers):
            check_varied(W, path)
            check_rows_unrelated(W, "rows", path, W)
            check_rows_unrelated(W.T, "columns", path, W)
            if n_in == n_out:
                check_not_mirrored(W, path)
            mean, std = np.mean(W, dtype=float), np.std(W, dtype=float)
            forced.append((abs(mean / std) < 1e-6, abs(std / scheme_std(scheme, n_in, n_out) - 1) < 1e-6))
    for what, every in zip(
        ("mean of exactly 0", "standard deviation that is exact"), np.all(forced, axis=0), strict=True
    ):
        if every:
            raise CheckFailed(f"Each W has a {what}, which chance does not give: use the draws as they come.", got=W)


@check("initialize_parameters", points=2, needs=["test_weight_shapes"])
def test_layers_are_independent(candidate):
    """two layers of the same shape get different draws

    The generator goes on from layer to layer. What sends it back to its start?
    """
    for scheme in ("he", "xavier"):
        parameters = candidate.initialize_parameters(SQUARE, scheme, 11)
        drawn = [(path, W) for path, W, _, _ in weights(parameters, SQUARE)]
        for path, W in drawn:
            check_varied(W, path)
        for (first, A), (second, B) in combinations(drawn, 2):
            related = max(correlation(A, B), correlation(A, B.T))
            if not related <= SIGMAS / np.sqrt(A.size):
                raise CheckFailed(
                    f"the returned value{first} and {second} are {how_alike(related)}; layers are drawn independently.",
                    got=A, path=first,
                )  # fmt: skip


@check("initialize_parameters", points=1, needs=["test_weight_shapes"])
def test_another_seed(candidate):
    """another seed gives other weights, in every layer

    Follow the argument seed: does it reach the generator, whatever its value?
    """
    layers = [40, 50, 30]
    for scheme, seeds in (("he", SEEDS), ("xavier", (0, 1, 42)), ("small", (0, 1, 42))):
        drawn = {seed: list(weights(candidate.initialize_parameters(layers, scheme, seed), layers)) for seed in seeds}
        for one, other in combinations(drawn, 2):
            for (path, A, _, _), (_, B, _, _) in zip(drawn[one], drawn[other], strict=True):
                check_varied(A, path)
                check_varied(B, path)
                related = correlation(A, B)
                if not related <= SIGMAS / np.sqrt(A.size):
                    raise CheckFailed(
                        f"the returned value{path} for seed={other} and the one for seed={one} are "
                        f"{how_alike(related)}.",
                        got=B, path=path,
                    )  # fmt: skip


@check("initialize_parameters", points=2, needs=["test_another_seed"])
def test_same_seed(candidate):
    """the same seed gives the same weights, whatever was called in between

    Is everything random drawn after the generator has been seeded, in this very call? And is 0 a seed too?
    """
    for scheme, seed in (("he", 5), ("xavier", 0), ("small", 2024)):
        first = candidate.initialize_parameters([2, 3, 3, 1], scheme, seed)
        candidate.initialize_parameters([3, 4], "he", seed + 1)
        check_close(candidate.initialize_parameters([2, 3, 3, 1], scheme, seed), first)


@check("initialize_parameters", points=1, needs=["test_same_seed"])
def test_defaults(candidate):
    """without further arguments the scheme is he and the seed 42

    The same call with both written out, "he" and 42, gives what is expected here.
    """
    expected = candidate.initialize_parameters([3, 4, 2], "he", 42)
    check_close(candidate.initialize_parameters([3, 4, 2]), expected)
    check_close(candidate.initialize_parameters([3, 4, 2], initialization="he"), expected)
    check_close(candidate.initialize_parameters(layer_dimensions=[3, 4, 2], seed=42), expected)


@check("initialize_parameters", points=1, needs=["test_weight_shapes"], form=True)
def test_mean(candidate):
    """the weights are centred at 0

    Which generator of numpy gives negative numbers as often as positive ones?
    """
    for scheme in ("he", "xavier"):
        for path, W, _, _ in weights(candidate.initialize_parameters(NARROW, scheme, 8), NARROW):
            mean, std = float(np.mean(W, dtype=float)), float(np.std(W, dtype=float))
            if not abs(mean) <= SIGMAS * std / np.sqrt(W.size):
                raise CheckFailed(
                    f"the returned value{path} has mean {mean:.4g}; expected about 0. Its spread is {std:.4g}.",
                    got=W, path=path,
                )  # fmt: skip


@check("initialize_parameters", points=2, needs=["test_weight_shapes"])
def test_he(candidate):
    """he: the standard deviation of each layer's weights is sqrt(2/n_in)

    n_in counts the inputs of this layer.
    """
    for layers in (WIDE, NARROW_ENDS, DEEP):
        check_std(candidate.initialize_parameters(layers, "he", 1), layers, "he")


@check("initialize_parameters", points=2, needs=["test_weight_shapes"])
def test_xavier(candidate):
    """xavier: the standard deviation of each layer's weights is sqrt(2/(n_in + n_out))

    Both sides of the layer count.
    """
    for layers in (WIDE, NARROW_ENDS, DEEP):
        check_std(candidate.initialize_parameters(layers, "xavier", 2), layers, "xavier")


@check("initialize_parameters", points=1, needs=["test_weight_shapes"])
def test_other_names(candidate):
    """any other name: the standard deviation is 0.01 whatever the size of the layer

    Only the whole names he and xavier mean something else, and no name is an error.
    """
    for layers, scheme in (
        (WIDE, "small"),
        (NARROW_ENDS, "random"),
        ([60, 90], "other"),
        (DEEP, "zeros"),
        ([60, 90], "he_uniform"),
        ([60, 90], "xavier_uniform"),
    ):
        check_std(candidate.initialize_parameters(layers, scheme, 4), layers, scheme)


@check("initialize_parameters", points=1, needs=["test_he", "test_xavier", "test_other_names"])
def test_scales_of_small_layers(candidate):
    """the scale is right for layers of a few units too

    Put the sizes of a small layer into the formula by hand. Does the code add anything to them, or leave anything out?
    """
    layers = [3, 4, 2, 4]
    drawn = {
        scheme: list(weights(candidate.initialize_parameters(layers, scheme, 9), layers))
        for scheme in ("he", "xavier", "small")
    }
    for one, other in (("he", "small"), ("xavier", "small"), ("he", "xavier")):
        for (path, A, n_in, n_out), (_, B, _, _) in zip(drawn[one], drawn[other], strict=True):
            ratios = A.astype(float).ravel() / np.where(B == 0, np.nan, B).ravel()
            ratio, expected = np.median(ratios), scheme_std(one, n_in, n_out) / scheme_std(other, n_in, n_out)
            same_draws = np.all(np.abs(ratios / ratio - 1) <= 0.01)  # where each scheme draws anew, nothing follows
            if same_draws and not abs(ratio / expected - 1) <= 1e-3 + (0.01 if A.dtype.itemsize < 4 else 0.0):
                raise CheckFailed(
                    f"the returned value{path}, of shape {A.shape}, is {ratio:.5g} times as large for {one!r} as for "
                    f"{other!r}; expected {expected:.5g} times.",
                    got=A, path=path,
                )  # fmt: skip


@check("initialize_parameters", points=1, needs=["test_entries_are_draws_of_their_own"])
def test_normal(candidate):
    """the weights are normally distributed

    A histogram of the weights should be a bell: no edges, no gaps, no flat top.
    """
    for layers, scheme in (([300, 200], "he"), (NARROW, "xavier"), (NARROW, "small")):
        for path, W, _, _ in weights(candidate.initialize_parameters(layers, scheme, 6), layers):
            scaled = (W.astype(float) - np.mean(W, dtype=float)) / np.std(W, dtype=float)
            for low, high in TAILS:
                got = np.count_nonzero((scaled < low) | (scaled > high)) / W.size
                expected = NormalDist().cdf(low) + NormalDist().cdf(-high)
                if not abs(got - expected) <= SIGMAS * np.sqrt(expected * (1 - expected) / W.size):
                    raise CheckFailed(
                        f"{got:.2%} of the entries of the returned value{path} lie {outside(low, high)} their mean; "
                        f"expected about {expected:.2%}, as of normal draws.",
                        got=W, path=path,
                    )  # fmt: skip


@check("initialize_parameters", points=1, needs=["test_keys"], form=True)
def test_leaves_the_list_alone(candidate):
    """initialize_parameters does not change layer_dimensions"""
    check_unchanged(candidate.call("initialize_parameters", [2, 3, 1]))
