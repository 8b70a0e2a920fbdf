"""Hidden suite of update_parameters."""

from itertools import pairwise

import numpy as np

from grader.suite import CheckFailed, check, check_close, check_floats, check_keys, check_shape, check_unchanged

NETWORKS = [[1, 1, 1], [1, 1], [3, 3, 3, 3], [2, 3], [2, 3, 1], [2, 4, 3, 2, 1], [2, 3, 3, 2, 4, 2], [1] * 13]
ROUNDING = 1e-6  # an answer computed in float32 and returned as float64 is right


def one_by_one(weight, bias, d_weight, d_bias):
    """Return parameters and gradients of the smallest network there is."""
    parameters = {"W1": np.array([[weight]]), "b1": np.array([[bias]])}
    return parameters, {"dW1": np.array([[d_weight]]), "db1": np.array([[d_bias]])}


def draw(layers, scale=1.0):
    """Draw parameters and gradients of a network; ``scale`` is the size of the gradients."""
    rng = np.random.default_rng([5, *layers])
    parameters, gradients = {}, {}
    for layer, (n_in, n_out) in enumerate(pairwise(layers), start=1):
        for name, shape in ((f"W{layer}", (n_in, n_out)), (f"b{layer}", (1, n_out))):
            parameters[name] = rng.normal(size=shape)
            gradients[f"d{name}"] = scale * rng.normal(size=shape)
    return parameters, gradients


def float32(arrays):
    """Return the same arrays in single precision."""
    return {name: array.astype(np.float32) for name, array in arrays.items()}


def same(array, other):
    """Say whether two arrays of one shape differ by rounding at most; NaN is like nothing."""
    return bool(np.all(np.abs(array - other) <= ROUNDING * (1.0 + np.abs(other))))


def last_layer_first(gradients):
    """Return the same gradients in the order in which backpropagation finds them."""
    depth = len(gradients) // 2
    return {f"d{kind}{layer}": gradients[f"d{kind}{layer}"] for layer in range(depth, 0, -1) for kind in "Wb"}


@check("update_parameters", points=1, form=True)
def test_parameters_come_back(candidate):
    """the updated parameters come back, each under its key and in its shape, as floats

    Whether you work in place or not, what is returned counts.
    """
    drawn = [draw(layers) for layers in NETWORKS]
    returned = [candidate.update_parameters(parameters, gradients, 0.1) for parameters, gradients in drawn]
    for (parameters, _), got in zip(drawn, returned, strict=True):
        check_keys(got, parameters, exactly=True)
        for name, value in parameters.items():
            check_shape(got[name], value.shape, path=f"[{name!r}]")
            check_floats(got[name], path=f"[{name!r}]")


@check("update_parameters", points=1, needs=["test_parameters_come_back"], form=True)
def test_step_goes_downhill(candidate):
    """the step goes against the gradient: a positive one makes the parameter smaller

    A positive gradient means that the loss grows with the parameter. Which way is down?
    """
    for slope in (3.0, -3.0):
        got = candidate.update_parameters(*one_by_one(2.0, 1.0, slope, slope), 0.1)
        for name, before in (("W1", 2.0), ("b1", 1.0)):
            after = got[name][0, 0]
            if after != before and not (after - before) * slope < 0:
                raise CheckFailed(
                    f"{name} is {before:g} and its gradient {slope:g}, so it should become "
                    f"{'smaller' if slope > 0 else 'larger'}; it became {after:.6g}.",
                    got=got,
                )


@check("update_parameters", points=2, needs=["test_parameters_come_back"])
def test_weights(candidate, reference):
    """the weights of one layer move by the learning rate times their gradient

    Take one weight and write the rule down with numbers.
    """
    for parameters, gradients in (one_by_one(2.0, 1.0, 3.0, -1.0), draw([3, 2]), draw([3, 3])):
        got = candidate.update_parameters(parameters, gradients, 0.1)
        expected = reference.update_parameters(parameters, gradients, 0.1)
        check_close(got["W1"], expected["W1"], rtol=ROUNDING, path="['W1']")


@check("update_parameters", points=2, needs=["test_parameters_come_back"])
def test_biases(candidate, reference):
    """the biases of one layer move by the learning rate times their gradient

    Biases are learned like weights, by the same rule.
    """
    for parameters, gradients in (one_by_one(2.0, 1.0, 3.0, -1.0), draw([3, 2]), draw([3, 3])):
        got = candidate.update_parameters(parameters, gradients, 0.1)
        expected = reference.update_parameters(parameters, gradients, 0.1)
        check_close(got["b1"], expected["b1"], rtol=ROUNDING, path="['b1']")


@check("update_parameters", points=2, needs=["test_parameters_come_back"], form=True)
def test_every_layer_moves(candidate):
    """every layer is updated, from the first to the last, whatever the depth

    Where does your loop begin and end, and how does it know the number of layers?
    """
    for layers in NETWORKS:
        parameters, gradients = draw(layers)
        got = candidate.update_parameters(parameters, gradients, 0.5)
        for layer in range(1, len(layers)):
            names = (f"W{layer}", f"b{layer}")
            if all(np.array_equal(got[name], parameters[name]) for name in names):
                raise CheckFailed(
                    f"in a network of depth {len(layers) - 1}, W{layer} and b{layer} come back as they were; "
                    "every layer has a gradient to follow.",
                    got=got,
                )


@check("update_parameters", points=2, needs=["test_parameters_come_back"])
def test_learning_rate(candidate):
    """the step grows with the learning rate: twice the rate, twice the step

    Is the learning rate the one that is passed in?
    """
    parameters, gradients = draw([1, 2, 2, 1])
    unit = candidate.update_parameters(parameters, gradients, 1.0)
    if all(np.array_equal(unit[name], before) for name, before in parameters.items()):
        raise CheckFailed("with learning rate 1 nothing moves, although no gradient is zero.", got=unit)
    for rate in (0.0, 0.003, 0.1, 0.5, 2.0, 10.0):
        got = candidate.update_parameters(parameters, gradients, rate)
        for name, before in parameters.items():
            step, expected = got[name] - before, rate * (unit[name] - before)
            far = ~(np.abs(step - expected) <= 1e-5 * (1.0 + rate))
            if far.any():
                index = tuple(int(i) for i in np.argwhere(far)[0])
                raise CheckFailed(
                    f"with learning rate 1 {name}{list(index)} moves by {(unit[name] - before)[index]:.6g}, so with "
                    f"learning rate {rate:g} it should move by {expected[index]:.6g}; it moves by {step[index]:.6g}.",
                    got=got,
                )


@check("update_parameters", points=2, needs=["test_parameters_come_back"])
def test_whole_networks(candidate, reference):
    """every parameter of networks with 1 to 5 layers gets the step of its own gradient

    Print the keys that your loop pairs up: is it the gradient of that very layer?
    """
    for layers in NETWORKS:
        for rate in (1.0, 0.03):
            parameters, gradients = draw(layers)
            got = candidate.update_parameters(parameters, gradients, rate)
            check_close(got, reference.update_parameters(parameters, gradients, rate), rtol=ROUNDING, atol=ROUNDING)


@check("update_parameters", points=1, needs=["test_parameters_come_back"], form=True)
def test_gradients_in_any_order(candidate):
    """the order of the gradients in their dict does not matter

    Backpropagation finds the gradients of the last layer first. Find each by its key.
    """
    for layers in ([1, 1, 1], [3, 3, 3, 3]):
        parameters, gradients = draw(layers)
        expected = candidate.update_parameters(parameters, gradients, 0.5)
        got = candidate.update_parameters(parameters, last_layer_first(gradients), 0.5)
        for name in parameters:
            if not same(got[name], expected[name]):
                raise CheckFailed(
                    f"{name} comes out differently when the same gradients stand in their dict last layer first.",
                    got=got,
                )


@check("update_parameters", points=1, needs=["test_parameters_come_back"])
def test_gradients_of_every_size(candidate, reference):
    """huge, tiny and zero gradients count as they are, in float64 and float32

    Nothing but the learning rate and the gradient belongs to the step.
    """
    for scale in (0.0, 1e-6, 10.0, 1e6):
        parameters, gradients = draw([2, 3, 1], scale)
        if scale == 1e-6:  # beside parameters of ordinary size so small a step would be hard to see
            parameters = {name: 1e-6 * value for name, value in parameters.items()}
        got = candidate.update_parameters(parameters, gradients, 0.5)
        check_close(got, reference.update_parameters(parameters, gradients, 0.5), rtol=ROUNDING, atol=ROUNDING)
    parameters, gradients = draw([2, 3, 1])
    got = candidate.update_parameters(float32(parameters), float32(gradients), 0.5)
    check_close(got, reference.update_parameters(parameters, gradients, 0.5), rtol=1e-5)


@check("update_parameters", points=1, needs=["test_parameters_come_back"], form=True)
def test_calls_are_independent(candidate):
    """the same call made again gives the same parameters

    Does anything survive from one call to the next?
    """
    parameters, gradients = draw([2, 3, 3, 1])
    first = candidate.update_parameters(parameters, gradients, 0.5)
    candidate.update_parameters(*draw([2, 2]), 0.1)
    again = candidate.update_parameters(parameters, gradients, 0.5)
    for name in parameters:
        if not same(again[name], first[name]):
            raise CheckFailed(f"{name} comes out differently when the same call is made a second time.", got=again)


@check("update_parameters", points=1, needs=["test_parameters_come_back"], form=True)
def test_gradients_stay_as_they_are(candidate):
    """update_parameters does not change the gradients"""
    for layers in NETWORKS[:4]:
        check_unchanged(candidate.call("update_parameters", *draw(layers), 0.5), "gradients")
