"""Hidden suite of forward_propagation."""

import re

import numpy as np

from grader.suite import CheckFailed, check, check_close, check_floats, check_keys, check_shape, check_unchanged
from grader.suite.comparison import kind_of
from grader.suite.networks import Network, forward, live_network

ACTIVATIONS = ("relu", "sigmoid", "tanh")
PAIR = ["test_returns_prediction_and_cache"]


def given_network(X, *layers, activation="relu"):
    """Return the network whose layers are the pairs (W, b)."""
    parameters = {}
    for number, (W, b) in enumerate(layers, start=1):
        parameters |= {f"W{number}": np.array(W, dtype=float), f"b{number}": np.array(b, dtype=float)}
    X = np.array(X, dtype=float)
    cache = forward(X, parameters, activation)
    return Network(parameters, X, np.zeros_like(cache[f"A{len(layers)}"]), activation, cache)


def without_biases(layers, samples, activation, seed):
    """Return a drawn network with all biases 0."""
    drawn = live_network(layers, samples, activation, seed)
    parameters = {name: value if name[0] == "W" else np.zeros_like(value) for name, value in drawn.parameters.items()}
    return Network(parameters, drawn.X, drawn.y, activation, forward(drawn.X, parameters, activation))


def with_positive_outputs(layers, samples, seed):
    """Return a relu network without biases and without negative outputs, so that only its hidden units matter."""
    network = without_biases(layers, samples, "relu", seed)
    last = f"W{depth(network)}"
    parameters = network.parameters | {last: np.abs(network.parameters[last])}
    return Network(parameters, network.X, network.y, "relu", forward(network.X, parameters, "relu"))


def depth(network):
    """Return the number of layers."""
    return len(network.parameters) // 2


def prediction(network):
    """Return the y_pred that is expected of ``network``."""
    return network.cache[f"A{depth(network)}"]


def run(candidate, network):
    """Return the candidate's y_pred and cache, which have to come as a pair."""
    return pair(candidate.forward_propagation(network.X, network.parameters, network.activation))


def pair(value):
    """Split the returned value into its two parts."""
    if value is None:
        raise CheckFailed("the returned value is None. Is a return statement missing?", got=value)
    if not isinstance(value, (tuple, list)) or len(value) != 2:
        what = f"{kind_of(value)} of {len(value)}" if isinstance(value, (tuple, list)) else kind_of(value)
        raise CheckFailed(f"the returned value is {what}; expected the pair (y_pred, cache).", got=value)
    if isinstance(value[0], dict):
        raise CheckFailed(
            "the returned value begins with a dict; expected y_pred first and the cache second.", got=value
        )
    return value[0], value[1]


@check("forward_propagation", points=1, form=True)
def test_returns_prediction_and_cache(candidate):
    """it returns a pair: y_pred, then the cache"""
    networks = [given_network(X, ([[3]], [[0]]), ([[1]], [[0]])) for X in ([[2]], [[2], [-1]])]
    values = [candidate.forward_propagation(network.X, network.parameters, "relu") for network in networks]
    for value in values:
        check_keys(pair(value)[1], [])


@check("forward_propagation", points=1, needs=PAIR, form=True)
def test_prediction_shape(candidate):
    """y_pred has one row per sample and one column per output

    That holds for one sample, and for one output, too.
    """
    for layers, samples in (([2, 3, 1], 1), ([2, 3, 1], 5), ([2, 2, 3], 1), ([3, 4, 2], 5)):
        network = live_network(layers, samples, "tanh", 2)
        check_shape(run(candidate, network)[0], (samples, layers[-1]))


@check("forward_propagation", points=1, needs=PAIR)
def test_cache_keys(candidate):
    """the cache has Z and A of every layer, and X as A0

    Layers are counted from 1, the output layer is one of them, and the input is what layer 1 sees.
    """
    for layers, samples in (([1, 1, 1], 1), ([2, 3, 1], 5), ([2, 3, 3, 2], 4)):
        network = live_network(layers, samples, "relu", 3)
        cache = run(candidate, network)[1]
        check_keys(cache, network.cache)
        check_close(cache["A0"], network.X)


@check("forward_propagation", points=2, needs=PAIR)
def test_last_layer_is_linear(candidate):
    """the last layer is linear: with one layer and zero biases, y_pred is X @ W1

    No activation on the output: the targets of a regression may be negative, or large.
    """
    for activation in ACTIVATIONS:
        check_output(candidate, given_network([[-2]], ([[3]], [[0]]), activation=activation))
        check_output(candidate, without_biases([3, 2], 5, activation, 4))
        check_output(candidate, without_biases([2, 2], 2, activation, 5))


@check("forward_propagation", points=2, needs=PAIR)
def test_biases(candidate):
    """every layer adds its bias to every sample

    In these networks every Z is positive, where relu changes nothing: look at the bias.
    """
    check_output(candidate, given_network([[0]], ([[1]], [[4]])))
    check_output(candidate, given_network([[1], [2]], ([[2]], [[-1]])))
    check_output(candidate, given_network([[1, 2], [0, 1]], ([[1, 2], [1, 1]], [[-0.5, 3]])))
    check_output(candidate, given_network([[1]], ([[1]], [[3]]), ([[2]], [[-1]])))
    check_output(candidate, given_network([[1, 2], [3, 1], [2, 2]], ([[1, 2], [1, 1]], [[3, -1]]), ([[2], [1]], [[5]])))


@check("forward_propagation", points=1, needs=PAIR)
def test_hidden_relu(candidate):
    """hidden layers go through relu

    Follow one negative and one positive hidden unit to the output.
    """
    check_output(candidate, given_network([[-1]], ([[2]], [[0]]), ([[3]], [[0]])))
    check_output(candidate, given_network([[1]], ([[2]], [[0]]), ([[3]], [[0]])))
    for layers in ([2, 4, 3], [3, 4, 4, 1]):
        check_output(candidate, with_positive_outputs(layers, 5, 8))


@check("forward_propagation", points=1, needs=PAIR)
def test_default_activation(candidate):
    """without a third argument the activation is relu"""
    for network in (given_network([[-1]], ([[2]], [[0]]), ([[3]], [[0]])), with_positive_outputs([2, 4, 3], 5, 9)):
        y_pred, _ = pair(candidate.forward_propagation(network.X, network.parameters))
        check_close(y_pred, prediction(network))


@check("forward_propagation", points=2, needs=PAIR)
def test_named_activation(candidate):
    """hidden layers go through sigmoid or tanh if so named, once

    Each hidden layer uses the activation named in the call.
    """
    for activation in ("sigmoid", "tanh"):
        check_output(candidate, given_network([[1]], ([[2]], [[0]]), ([[3]], [[0]]), activation=activation))
        check_output(candidate, given_network([[0]], ([[2]], [[0]]), ([[3]], [[0]]), activation=activation))
        check_output(candidate, without_biases([2, 4, 3], 5, activation, 11))
        network = without_biases([3, 4, 4, 1], 5, activation, 12)
        call = candidate.forward_propagation(X=network.X, parameters=network.parameters, activation=activation)
        check_close(pair(call)[0], prediction(network))


@check("forward_propagation", points=2, needs=PAIR)
def test_cached_z(candidate):
    """the cached Z are the values before the activation

    The derivative of the activation is taken at Z, with the bias in it, so it has to be there unspoilt.
    """
    for network in cached_networks():
        check_close(run(candidate, network)[1], {key: value for key, value in network.cache.items() if key[0] == "Z"})


@check("forward_propagation", points=2, needs=PAIR)
def test_cached_a(candidate):
    """the cached A are the values after the activation; the last one is y_pred

    A of one layer is what the next layer multiplies by its weights.
    """
    for network in cached_networks():
        hidden_and_output = {key: value for key, value in network.cache.items() if key[0] == "A" and key != "A0"}
        check_close(run(candidate, network)[1], hidden_and_output)


@check("forward_propagation", points=2, needs=PAIR)
def test_any_depth(candidate):
    """y_pred is right for one to five layers, square ones too

    The depth is whatever the parameters say; every layer works on what the one before it returned.
    """
    shapes = ([2, 1], [3, 3, 3], [2, 4, 3, 2], [3, 3, 3, 3, 3], [2, 4, 3, 3, 4, 1])
    for layers in shapes:
        for activation in ACTIVATIONS:
            check_output(candidate, live_network(layers, 5 if layers[0] == 3 else 1, activation, 13))
    for activation in ACTIVATIONS:
        check_output(candidate, live_network([3, 2, 3, 3, 2, 2], 4, activation, 14))


@check("forward_propagation", points=1, needs=PAIR)
def test_large_inputs(candidate):
    """y_pred stays right where a hidden Z is 0, 1000 or -1000

    The given activations cannot overflow. One written out with exponentials may.
    """
    for activation in ACTIVATIONS:
        layers = ([[1]], [[0]]), ([[2]], [[0]])
        for x in (0, 1000, -1000):
            check_output(candidate, given_network([[x]], *layers, activation=activation))
        wide = given_network(
            [[1000], [0], [-1000]], ([[1, -1]], [[0, 0]]), ([[2, 1], [1, 3]], [[0, 0]]), activation=activation
        )
        check_output(candidate, wide)


@check("forward_propagation", points=1, needs=PAIR, form=True)
def test_arguments_stay_as_they_were(candidate):
    """X and the parameters stay as they were

    Training calls this thousands of times with the same arrays.
    """
    for activation in ACTIVATIONS:
        for layers, samples in (([2, 3, 1], 5), ([3, 3, 3], 3), ([2, 2], 1)):
            network = live_network(layers, samples, activation, 15)
            check_unchanged(candidate.call("forward_propagation", network.X, network.parameters, activation))


@check("forward_propagation", points=1, needs=PAIR, form=True)
def test_calls_are_independent(candidate):
    """a call knows nothing of the calls before it

    Begin every call with a cache of its own.
    """
    deep, shallow = live_network([2, 3, 3, 2], 5, "tanh", 16), live_network([2, 3, 1], 4, "relu", 17)
    first, _ = run(candidate, deep)
    check_floats(first, path="[0]")
    _, cache = run(candidate, shallow)
    check_keys(cache, [])
    for key in cache:
        layer = re.fullmatch(r"[AZ]([0-9]+)", str(key))
        if layer and int(layer[1]) > depth(shallow):
            raise CheckFailed(
                f"the cache has the entry {key!r} for a network of {depth(shallow)} layers, called after a deeper one.",
                got=cache,
            )
    again, _ = run(candidate, deep)
    check_close(again, first if isinstance(first, np.ndarray) else prediction(deep))


def check_output(candidate, network):
    """Fail unless the candidate's y_pred is that of ``network``."""
    check_close(run(candidate, network)[0], prediction(network))


def cached_networks():
    """Yield networks whose whole cache is looked at, small ones first."""
    yield given_network([[-2]], ([[3]], [[0]]), ([[1]], [[0]]))
    yield given_network([[1]], ([[3]], [[0]]), ([[1]], [[0]]), activation="tanh")
    for layers, samples, activation in (
        ([2, 1], 5, "tanh"),
        ([2, 3, 1], 1, "relu"),
        ([2, 3, 2], 5, "sigmoid"),
        ([3, 3, 3, 3], 3, "tanh"),
        ([2, 4, 3, 3, 1], 5, "relu"),
    ):
        yield live_network(layers, samples, activation, 18)
