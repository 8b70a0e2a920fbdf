"""Hidden suite of backward_propagation.

The checks are cut so that one mistake fails few of them. One sample and one output come first, where neither averages
nor sums show; then several outputs, then batches. Hidden layers have one check per activation. The transposed weights
have networks that are square and whose relu units are all on, so that nothing else can go wrong there.
"""

import numpy as np

from grader.suite import check, check_close, check_keys, check_shape, check_unchanged
from grader.suite.networks import Network, forward, live_network

ACTIVATIONS = ("relu", "sigmoid", "tanh")


def by_hand(X, y, *layers, activation="relu"):
    """Return a network of the numbers given: each layer is a pair of its weights and its biases."""
    X = np.array(X, dtype=float)
    parameters = {}
    for number, (weights, biases) in enumerate(layers, start=1):
        parameters[f"W{number}"] = np.array(weights, dtype=float)
        parameters[f"b{number}"] = np.array([biases], dtype=float)
    cache = forward(X, parameters, activation)
    return with_targets(Network(parameters, X, X, activation, cache), np.array(y, dtype=float))


def live(layers, samples, seed=1, activation="relu"):
    """Return a random network without units near a kink."""
    network = live_network(layers, samples, activation, seed)
    return with_targets(network, network.y)


def with_targets(network, y):
    """Return the same network with the targets ``y``; ZL and AL of its cache are two arrays, not one twice."""
    cache = {key: np.array(value) for key, value in network.cache.items()}
    return Network(network.parameters, network.X, y, network.activation, cache)


def weights(network):
    """Return the keys of the weight gradients, the last layer's first, as backpropagation computes them."""
    return [f"dW{layer}" for layer in range(len(network.parameters) // 2, 0, -1)]


def biases(network):
    """Return the keys of the bias gradients, the last layer's first."""
    return [f"db{layer}" for layer in range(len(network.parameters) // 2, 0, -1)]


def output_weights(network):
    """Return the key of the last layer's weight gradient."""
    return weights(network)[:1]


def output_bias(network):
    """Return the key of the last layer's bias gradient."""
    return biases(network)[:1]


def answers(candidate, networks):
    """Return the candidate's gradients of each network, all before any is judged: diagnosis lives on calls."""
    return [candidate.backward_propagation(net.parameters, net.cache, net.y, net.activation) for net in networks]


def compare(candidate, reference, networks, *selections):
    """Compare the gradients that ``selections`` name with the reference's."""
    for net, got in zip(networks, answers(candidate, networks), strict=True):
        expected = reference.backward_propagation(net.parameters, net.cache, net.y, net.activation)
        for keys in selections:
            check_close(got, {key: expected[key] for key in keys(net)})


def compare_shapes(candidate, networks, *selections):
    """Check that the gradients that ``selections`` name are there and have their parameters' shapes."""
    for net, got in zip(networks, answers(candidate, networks), strict=True):
        for keys in selections:
            check_keys(got, sorted(keys(net)))
            for key in keys(net):
                check_shape(got[key], net.parameters[key[1:]].shape)


# Prediction 7 for the target 5; the error is its derivative, 4.
ONE_LAYER = by_hand([[3]], [[5]], ([[2]], [1]))
ONE_LAYER_NETWORKS = [ONE_LAYER, live([2, 3], 1), live([2, 3], 4), live([3, 2], 5), live([4, 1], 3), live([2, 2], 2)]
DEEP = (([2, 3, 2], 4, 1), ([3, 2, 2, 1], 4, 5), ([2, 3, 2, 3, 2], 4, 2), ([2, 3, 2, 4, 3, 2], 5, 55))
DEEP_NETWORKS = [live(*shape, activation) for shape, activation in zip(DEEP, (*ACTIVATIONS, "tanh"), strict=True)]


@check("backward_propagation", points=1, form=True)
def test_weight_shapes(candidate):
    """dW1 has the shape of W1 in a network of one layer

    Write down the shapes of both factors of the product, and which of the two sizes of each should disappear.
    """
    compare_shapes(candidate, ONE_LAYER_NETWORKS, weights)


@check("backward_propagation", points=1, form=True)
def test_bias_shapes(candidate):
    """db1 has the shape of b1, (1, n_out), in a network of one layer

    A bias is one row, whatever the number of samples, and its gradient is as well.
    """
    compare_shapes(candidate, ONE_LAYER_NETWORKS, biases)


@check("backward_propagation", points=1, form=True)
def test_every_layer(candidate):
    """every layer has its dW and db, in networks of two to five layers

    Each layer is visited once on the way back, the first one too, and each gradient has its own parameter's shape.
    """
    compare_shapes(candidate, DEEP_NETWORKS, weights, biases)


@check("backward_propagation", points=1, needs=["test_weight_shapes"])
def test_output_weights(candidate, reference):
    """the output layer's dW is right for one sample and one output

    The last layer is linear. How far does the prediction move when one of its weights does, and what does the loss
    make of it?
    """
    deep = [live([2, 1, 1], 1, 2, activation) for activation in ACTIVATIONS]
    compare(candidate, reference, [ONE_LAYER, live([3, 1], 1, 2), *deep], output_weights)


@check("backward_propagation", points=1, needs=["test_bias_shapes"])
def test_output_bias(candidate, reference):
    """the output layer's db is right for one sample and one output

    The bias is the weight of an input that is always 1.
    """
    deep = [live([2, 1, 1], 1, 2, activation) for activation in ACTIVATIONS]
    compare(candidate, reference, [ONE_LAYER, live([3, 1], 1, 2), *deep], output_bias)


@check("backward_propagation", points=1, needs=["test_output_weights"])
def test_several_outputs(candidate, reference):
    """with several outputs, each has its own error, and the loss is their sum

    The brief divides by the number of samples only.
    """
    two = by_hand([[3]], [[5, 4]], ([[2, -1]], [1, 2]))
    compare(candidate, reference, [two, live([2, 2], 1), live([2, 3], 1)], weights)


@check("backward_propagation", points=1, needs=["test_output_weights"])
def test_batch_average(candidate, reference):
    """over a batch, the output layer's dW is the mean of what the samples give

    The same five samples twice over should give the same gradient as once. Where does the 1/n stand, and how often?
    """
    pair = by_hand([[3], [1]], [[5], [4]], ([[2]], [1]))
    deep = [live([3, 1, 1], 5, 3, activation) for activation in ACTIVATIONS]
    compare(candidate, reference, [pair, live([3, 1], 5, 2), *deep], output_weights)


@check("backward_propagation", points=1, needs=["test_output_bias", "test_batch_average", "test_several_outputs"])
def test_output_bias_over_batch(candidate, reference):
    """over a batch, the output layer's db adds up what the samples give, unit by unit

    The 1/n is already in the error that arrives at the layer. The weight gradient takes it from there, and so does
    the bias.
    """
    pair = by_hand([[3], [1]], [[5], [4]], ([[2]], [1]))
    compare(candidate, reference, [pair, live([3, 1], 5, 2), live([2, 3], 3, 2), live([2, 3], 5, 2)], output_bias)


@check("backward_propagation", points=1, needs=["test_output_weights"])
def test_hidden_relu(candidate, reference):
    """with relu, the hidden layer's dW is right for one sample

    Follow the error down: back through the output layer's weights, then through the slope of relu at each hidden unit.
    """
    on = by_hand([[2]], [[2]], ([[1]], [-1]), ([[3]], [1]))
    off = by_hand([[-2]], [[2]], ([[1]], [-1]), ([[3]], [1]))
    compare(candidate, reference, [on, off, *(live([2, 3, 1], 1, seed) for seed in (1, 2, 3))], weights)


def one_hidden_unit(activation):
    """Return a small network of one unit in each layer."""
    return by_hand([[2]], [[2]], ([[1]], [-1]), ([[3]], [1]), activation=activation)


@check("backward_propagation", points=1, needs=["test_output_weights"])
def test_hidden_sigmoid(candidate, reference):
    """with sigmoid, the hidden layer's dW is right for one sample

    What changes when the activation is another one? Ask whether the slope you use takes Z or A.
    """
    nets = [one_hidden_unit("sigmoid"), *(live([2, 3, 1], 1, seed, "sigmoid") for seed in (1, 2))]
    compare(candidate, reference, nets, weights)


@check("backward_propagation", points=1, needs=["test_output_weights"])
def test_hidden_tanh(candidate, reference):
    """with tanh, the hidden layer's dW is right for one sample

    What changes when the activation is another one? Ask whether the slope you use takes Z or A.
    """
    nets = [one_hidden_unit("tanh"), *(live([2, 3, 1], 1, seed, "tanh") for seed in (1, 2))]
    compare(candidate, reference, nets, weights)


@check("backward_propagation", points=1, needs=["test_several_outputs"])
def test_square_layers(candidate, reference):
    """the error goes back through the right weights, also where W is square

    Every hidden unit is on here, so the slopes are 1. Which output does each hidden unit feed, and through which
    weight? In a square layer a wrong product raises no error.
    """
    square = by_hand([[1]], [[0, 0]], ([[1, 2]], [1, 1]), ([[1, 2], [3, 4]], [0, 0]))
    compare(candidate, reference, [square, live([1, 2, 2], 1, 4), live([2, 3, 3], 1, 7)], weights)


@check("backward_propagation", points=1, needs=["test_hidden_relu", "test_batch_average"])
def test_hidden_weights_over_batch(candidate, reference):
    """over a batch, a hidden layer's dW is right

    Each sample has its own slopes, and the batch is averaged over once, not at every layer.
    """
    pair = by_hand([[1], [-1]], [[3], [3]], ([[2]], [-1]), ([[3]], [1]))
    compare(candidate, reference, [pair, live([2, 3, 1], 2), live([3, 4, 1], 5)], weights)


@check("backward_propagation", points=1, needs=["test_hidden_weights_over_batch", "test_output_bias_over_batch"])
def test_hidden_biases(candidate, reference):
    """the hidden layers' db are right, for one sample and for a batch

    A hidden layer's bias is treated as the output layer's is. Which error belongs to this layer?
    """
    pair = by_hand([[2], [3]], [[2], [9]], ([[1]], [-1]), ([[3]], [1]))
    compare(candidate, reference, [pair, live([2, 3, 1], 1), live([3, 4, 1], 5)], biases)


@check("backward_propagation", points=1, needs=["test_hidden_relu"])
def test_depth(candidate, reference):
    """the error reaches the first of three, four and five layers

    Each layer's error comes from the layer right after it, with that layer's slopes in it.
    """
    chain = by_hand([[1]], [[3]], ([[2]], [1]), ([[3]], [-2]), ([[-1]], [2]))
    fork = by_hand([[1]], [[5]], ([[2]], [1]), ([[1, -1]], [0, 1]), ([[2], [3]], [0]))
    three = [chain, fork, live([2, 2, 2, 1], 1, 3), live([2, 3, 2, 1], 1, 2)]
    compare(candidate, reference, [*three, live([2, 3, 4, 3, 1], 1, 4), live([3, 2, 4, 3, 2, 1], 1, 6)], weights)


@check("backward_propagation", points=1, needs=["test_depth"])
def test_default_activation(candidate, reference):
    """relu is the activation if the caller names none"""
    nets = [one_hidden_unit("relu"), live([2, 3, 1], 1), live([2, 3, 2, 1], 1, 2)]
    calls = [candidate.backward_propagation(net.parameters, net.cache, net.y) for net in nets]
    for net, got in zip(nets, calls, strict=True):
        expected = reference.backward_propagation(net.parameters, net.cache, net.y, "relu")
        check_close(got, {key: expected[key] for key in weights(net)})


@check("backward_propagation", points=1, needs=["test_depth"])
def test_relu_at_zero(candidate, reference):
    """a relu unit whose Z is exactly 0 passes no error on

    The brief fixes relu'(0) = 0.
    """
    lone = by_hand([[2]], [[5]], ([[1]], [-2]), ([[1]], [1]))
    third = by_hand([[2]], [[5]], ([[1, -1, 0]], [0, 0, 0]), ([[1], [1], [1]], [1]))
    deep = by_hand([[1]], [[5]], ([[1]], [1]), ([[1, -1]], [0, 2]), ([[1], [1]], [1]))
    compare(candidate, reference, [lone, third, deep], weights)


@check("backward_propagation", points=1, needs=["test_hidden_sigmoid", "test_hidden_tanh"])
def test_large_pre_activations(candidate, reference):
    """gradients stay finite and right where Z is as large as 1000

    exp(1000) is infinite in floats, and infinity divided by infinity is not a number.
    """
    layers = ([[1000, -1000, 0.5]], [0, 0, 0]), ([[1], [2], [3]], [1])
    nets = [by_hand([[1]], [[5]], *layers, activation=activation) for activation in ("sigmoid", "tanh")]
    compare(candidate, reference, nets, weights)


@check("backward_propagation", points=1, needs=["test_output_weights"])
def test_arguments_unchanged(candidate):
    """parameters, cache and y_true come back as they were"""
    nets = [ONE_LAYER, by_hand([[1]], [[2]], ([[1]], [-1]))]
    nets += [
        live([2, 2, 2, 2], samples, 6, activation) for activation, samples in zip(ACTIVATIONS, (5, 1, 2), strict=True)
    ]
    calls = [candidate.call("backward_propagation", net.parameters, net.cache, net.y, net.activation) for net in nets]
    for call in calls:
        check_unchanged(call)


def networks_of_every_kind():
    """Yield networks that mix what the other checks look at one at a time."""
    for activation in ACTIVATIONS:
        for shape in (([4, 5, 3], 5), ([3, 3, 3, 3], 3), *DEEP[1:]):
            yield live(*shape, activation=activation)
    usual = live([2, 3, 2], 4, 1, "tanh")
    yield with_targets(usual, 200.0 * usual.y)
    yield with_targets(usual, np.array(usual.cache["A2"]))
    yield live([2] * 12, 1, 3, "tanh")
    yield usual
    yield usual


@check(
    "backward_propagation",
    points=1,
    needs=[
        "test_every_layer", "test_hidden_biases", "test_hidden_weights_over_batch", "test_hidden_sigmoid",
        "test_hidden_tanh", "test_square_layers", "test_depth",
    ],
)  # fmt: skip
def test_all_together(candidate, reference):
    """every gradient is right in networks of any depth, width, batch and activation

    Alone, each part is right by now. Look for what holds for one layer, one output or one activation only, for errors
    that are very large or exactly zero, for ten layers and more, and for anything kept from the call before.
    """
    compare(candidate, reference, list(networks_of_every_kind()), weights, biases)
