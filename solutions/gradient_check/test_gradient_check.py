"""Hidden suite of gradient_check.

What is expected is computed here: central differences of the loss of ``grader.suite.networks``, against the planted
gradients. Seeds are chosen so that no entry of a gradient is tiny (all are above 0.05): for epsilon >= 1e-3 rounding
then moves an error by less than 1e-10.
"""

from dataclasses import replace

import numpy as np

from grader.suite import CheckFailed, check, check_close, check_number
from grader.suite.candidate import CandidateRaised
from grader.suite.gradients import central_differences
from grader.suite.networks import forward, live_network


def sensitive(layers, samples, activation, seed):
    """Draw networks until one has no gradient near 0: a change of any of its gradients is a visible one."""
    while True:
        network = live_network(layers, samples, activation, seed)
        if min(np.abs(slopes).min() for slopes in central_differences(network, 1e-3).values()) > 0.05:
            return network
        seed += 1


ONE_WEIGHT = live_network([1, 1], 1, "relu", seed=1)
NO_HIDDEN = live_network([3, 1], 4, "relu", seed=2)
LONG = live_network([12, 1], 5, "relu", seed=2)
SMALL = sensitive([1, 2, 1], 3, "relu", seed=0)
SQUARE = live_network([2, 2, 1], 4, "relu", seed=1)
WIDE = live_network([2, 3, 1], 4, "tanh", seed=29)
THREE_LAYERS = live_network([1, 2, 2, 1], 3, "relu", seed=6)
FIVE_LAYERS = live_network([1, 1, 1, 1, 1, 1], 2, "tanh", seed=0)
SEVERAL_OUTPUTS = [
    live_network([2, 3], 1, "relu", seed=0),
    live_network([2, 2], 3, "relu", seed=0),
    live_network([2, 2, 3], 5, "relu", seed=2),
    live_network([1, 1, 1, 1, 2], 2, "relu", seed=12),
]
CURVED = [
    live_network([1, 2, 1], 3, "tanh", seed=324),
    live_network([1, 2, 1], 3, "sigmoid", seed=11737),
    live_network([2, 2, 1], 3, "tanh", seed=5),
    live_network([2, 2, 1], 3, "sigmoid", seed=0),
]

# A first feature that is always 0 makes the first row of W1 irrelevant: both of its gradients are exactly 0.
_DRAWN = live_network([2, 2, 1], 4, "tanh", seed=1)
_X = _DRAWN.X * [0.0, 1.0]
DEAD_FEATURE = replace(_DRAWN, X=_X, cache=forward(_X, _DRAWN.parameters, "tanh"))

# Entries about the size of epsilon: adding it and taking it away again changes most of them.
NEAR_ZERO = replace(WIDE, parameters={name: 1e-3 * values for name, values in WIDE.parameters.items()})

NEAR = 5e-3  # for errors of planted bugs: tells 1/3 from 1/2, and does not depend on epsilon
SMALL_ERROR = 1e-3  # far above what differences cost at epsilon 1e-4, far below any bug

_DIFFERENCES = {}


def keep(gradients):
    """Change nothing: backpropagation is right."""


def scale(factor, names=None, index=...):
    """Return a change that multiplies by ``factor``: all gradients, or entries ``index`` of those in ``names``."""

    def change(gradients):
        for name in names or list(gradients):
            gradients[name] = gradients[name].copy()
            gradients[name][index] *= factor

    return change


def put(name, index, value):
    """Return a change that sets one entry of one gradient."""

    def change(gradients):
        gradients[name] = gradients[name].copy()
        gradients[name][index] = value

    return change


def right_gradients(reference, network):
    """Return what right backpropagation returns for ``network``."""
    return reference.backward_propagation(network.parameters, network.cache, network.y, network.activation)


def plant(candidate, reference, change):
    """Let backward_propagation in the candidate's module return gradients with ``change`` made to them."""

    def backward_propagation(parameters, cache, y_true, activation="relu"):
        gradients = reference.backward_propagation(parameters, cache, y_true, activation)
        change(gradients)
        return gradients

    candidate.rebind(backward_propagation=backward_propagation)


def plant_right(candidate, reference, network):
    """Let backward_propagation return the gradients of ``network`` whatever it is asked.

    A network that is taken for one with another activation agrees with itself, but not with these.
    """
    right = right_gradients(reference, network)
    plant(candidate, reference, lambda gradients: gradients.update(right))


def differences(network, epsilon):
    """Return the central differences of the loss by parameter, computed once."""
    key = id(network), epsilon
    if key not in _DIFFERENCES:
        numeric = central_differences(network, epsilon)
        _DIFFERENCES[key] = {name: numeric[f"d{name}"] for name in network.parameters}
    return _DIFFERENCES[key]


def largest_error(reference, network, epsilon, change=keep):
    """Return the right answer for ``network``, a constant of this module, with ``change`` made to its gradients."""
    gradients = right_gradients(reference, network)
    change(gradients)
    errors = []
    for name, numeric in differences(network, epsilon).items():
        analytic = gradients[f"d{name}"]
        errors.append(np.abs(analytic - numeric) / (np.abs(analytic) + np.abs(numeric) + epsilon))
    return float(max(error.max() for error in errors))


def ask(candidate, network, epsilon):
    """Call gradient_check on ``network``."""
    return candidate.gradient_check(network.parameters, network.X, network.y, network.activation, epsilon=epsilon)


def check_almost_zero(got, most=SMALL_ERROR):
    """Fail unless the error is near zero, as it is for right backpropagation."""
    value = check_number(got)
    if not abs(value) <= most:
        raise CheckFailed(
            f"Backpropagation is right, but the returned value is {value:.6g}; expected almost 0.", got=got
        )


def check_error(got, expected, bug, rtol=NEAR, atol=1e-8):
    """Fail unless ``got`` is the error expected with ``bug``, a few words."""
    try:
        check_close(got, expected, rtol=rtol, atol=atol)
    except CheckFailed as failure:
        raise CheckFailed(f"With {bug}, {failure.message}", got=got, expected=expected) from None


def check_planted(candidate, reference, network, change, bug, epsilon=1e-4, **tolerance):
    """Fail unless the error is right when ``change``, in words ``bug``, has been made to the gradients."""
    plant(candidate, reference, change)
    check_error(ask(candidate, network, epsilon), largest_error(reference, network, epsilon, change), bug, **tolerance)


def check_alarm(candidate, reference, network, change, bug):
    """Fail if gradients with ``change``, in words ``bug``, get a number that looks like a pass."""
    plant(candidate, reference, change)
    try:
        got = ask(candidate, network, 1e-4)
    except CandidateRaised as raised:
        if raised.problem.not_written:
            raise
        return
    if isinstance(got, (float, np.floating, np.ndarray)) and np.ndim(got) == 0 and not np.isfinite(got):
        return
    if check_number(got) <= 0.5:
        raise CheckFailed(
            f"With {bug}, the returned value is {float(got):.6g}, as if nothing were broken; "
            "expected an exception, nan, inf or a number above 0.5.",
            got=got,
        )


@check("gradient_check", points=1, form=True)
def test_one_number(candidate):
    """the answer is one number

    The largest error of all entries is a single float.
    """
    for network in (ONE_WEIGHT, SMALL):
        check_number(ask(candidate, network, 1e-4))


@check("gradient_check", points=1, needs=["test_one_number"])
def test_backpropagation_matters(candidate, reference):
    """the answer depends on what backward_propagation returns

    The gradients to be checked are those that backward_propagation returns, called by its name.
    """
    for network in (ONE_WEIGHT, SMALL):
        right = ask(candidate, network, 1e-4)
        plant(candidate, reference, scale(3.0))
        wrong = ask(candidate, network, 1e-4)
        candidate.restore()
        if abs(check_number(wrong) - check_number(right)) < SMALL_ERROR:
            raise CheckFailed(
                f"With all gradients multiplied by 3, the returned value is {float(wrong):.6g}; "
                f"with right ones it is {float(right):.6g}.",
                got=wrong,
            )


@check("gradient_check", points=1, needs=["test_one_number"], form=True)
def test_right_backpropagation(candidate):
    """right backpropagation gets an error near zero

    Work one weight out by hand: which two losses are subtracted, and what is the difference divided by?
    """
    for network in (ONE_WEIGHT, SMALL, SQUARE, THREE_LAYERS):
        check_almost_zero(ask(candidate, network, 1e-4))


@check("gradient_check", points=1, needs=["test_one_number"], form=True)
def test_activation(candidate, reference):
    """the activation is passed on, to every pass, and is relu by default

    Both gradients must belong to the same network: where is the activation asked for?
    """
    for network in CURVED[:2]:
        arguments = {"parameters": network.parameters, "X": network.X, "y_true": network.y}
        check_almost_zero(candidate.gradient_check(**arguments, activation=network.activation, epsilon=1e-4))
    for network in CURVED[2:]:
        check_almost_zero(ask(candidate, network, 1e-4))
        plant_right(candidate, reference, network)
        check_almost_zero(ask(candidate, network, 1e-4))
        candidate.restore()
    plant_right(candidate, reference, SMALL)
    check_almost_zero(candidate.gradient_check(SMALL.parameters, SMALL.X, SMALL.y))


@check("gradient_check", points=1, needs=["test_one_number"], form=True)
def test_outputs_and_depths(candidate):
    """it works for several outputs and samples, and at any depth

    The given loss sums over outputs. How many layers there are, and how wide they are, the parameters tell.
    """
    for network in (*SEVERAL_OUTPUTS, FIVE_LAYERS):
        check_almost_zero(ask(candidate, network, 1e-4))


@check("gradient_check", points=2, needs=["test_backpropagation_matters"])
def test_both_sides(candidate):
    """the difference is central, with all other entries as they were

    Without hidden layers the loss is a parabola in each weight, and the brief's formula is exact for those, however
    large epsilon is.
    """
    for network, epsilon in (ONE_WEIGHT, 1e-2), (ONE_WEIGHT, 1e-3), (NO_HIDDEN, 1e-2), (NO_HIDDEN, 1e-3):
        check_almost_zero(ask(candidate, network, epsilon), most=1e-6)


@check("gradient_check", points=1, needs=["test_one_number"])
def test_factor(candidate, reference):
    """gradients off by a factor r get the error |1 - r| / (1 + r)

    Look at the brief's formula: what is above the line, what is below it?
    """
    for network, factors in (ONE_WEIGHT, (2.0, 0.5, 3.0, 1.1)), (SMALL, (2.0, 0.5)), (WIDE, (3.0,)):
        for factor in factors:
            bug = f"all gradients multiplied by {factor:g}"
            check_planted(candidate, reference, network, scale(factor), bug)


@check("gradient_check", points=1, needs=["test_one_number"], form=True)
def test_sign(candidate, reference):
    """gradients of the wrong sign, or zero, get an error of almost 1

    Where do absolute values stand in the brief's formula, and does every entry take part in the comparison?
    """
    for network, factors in (ONE_WEIGHT, (-0.5, -1.0, -3.0, 0.0)), (SMALL, (-0.5, 0.0)), (WIDE, (-1.0,)):
        for factor in factors:
            bug = f"all gradients multiplied by {factor:g}"
            check_planted(candidate, reference, network, scale(factor), bug)


@check("gradient_check", points=1, needs=["test_one_number"])
def test_every_parameter(candidate, reference):
    """a bug in the gradient of any one parameter is found

    Weights and biases of every layer are parameters.
    """
    for network, names in (SMALL, ("W1", "b1", "W2", "b2")), (FIVE_LAYERS, ("W3", "b4", "W5", "b5")):
        for name in names:
            bug = f"d{name} multiplied by 2"
            check_planted(candidate, reference, network, scale(2.0, [f"d{name}"]), bug)


@check("gradient_check", points=1, needs=["test_one_number"])
def test_every_entry(candidate, reference):
    """one wrong entry is enough

    A mean, a norm or a sample of the entries hides a single bad one.
    """
    places = [(WIDE, name, index) for name, values in WIDE.parameters.items() for index in np.ndindex(values.shape)]
    for network, name, index in [*places, (LONG, "W1", (11, 0))]:
        bug = f"only d{name}{list(index)} multiplied by 3"
        check_planted(candidate, reference, network, scale(3.0, [f"d{name}"], index), bug)


@check("gradient_check", points=1, needs=["test_one_number"])
def test_largest_counts(candidate, reference):
    """of several errors the largest is reported, wherever it stands

    Neither the first error found nor the last one is special.
    """
    for factors in (1.2, 3.0, 1.5, 1.0), (3.0, 1.2, 1.0, 1.5), (1.2, 1.0, 1.5, 3.0), (1.5, 1.2, 3.0, 1.2):
        changes = [scale(factor, [f"d{name}"]) for factor, name in zip(factors, SMALL.parameters, strict=True)]

        def change(gradients, changes=changes):
            for one in changes:
                one(gradients)

        words = ", ".join(f"d{name} by {factor:g}" for factor, name in zip(factors, SMALL.parameters, strict=True))
        check_planted(candidate, reference, SMALL, change, f"the gradients multiplied ({words})")


@check("gradient_check", points=1, needs=["test_one_number"])
def test_zero_gradients(candidate, reference):
    """epsilon stands in the denominator, so that two zero gradients agree

    One feature is 0 in every sample, so its weights have gradient 0. What does 0 / 0 give, and what does the brief's
    formula give?
    """
    check_almost_zero(ask(candidate, DEAD_FEATURE, 1e-4))
    for epsilon in (1e-2, 1e-3):
        bug = f"one gradient epsilon = {epsilon:g} instead of 0"
        check_planted(candidate, reference, DEAD_FEATURE, put("dW1", (0, 1), epsilon), bug, epsilon)
    plant(candidate, reference, put("dW1", (0, 0), 1e-7))
    got = candidate.gradient_check(DEAD_FEATURE.parameters, DEAD_FEATURE.X, DEAD_FEATURE.y, "tanh")
    check_error(got, 0.5, "one gradient 1e-7 instead of 0 and epsilon left at its default 1e-7")


@check("gradient_check", points=1, needs=["test_one_number"])
def test_exact_values(candidate, reference):
    """the error is exactly that of central differences with this epsilon

    With a large epsilon the differences of a curved loss are visibly off, by a known amount. Is epsilon used in both
    places, as it is given, and is nothing rounded?
    """
    for network, epsilons in zip(CURVED, [(0.3, 1e-2, 1e-3), (0.3, 1e-3), (0.1,), (0.1,)], strict=True):
        for epsilon in epsilons:
            expected = largest_error(reference, network, epsilon)
            check_close(ask(candidate, network, epsilon), expected, rtol=1e-6, atol=1e-9)
    for factor in (1.05, -0.5):
        bug = f"all gradients multiplied by {factor:g}"
        check_planted(candidate, reference, WIDE, scale(factor), bug, epsilon=1e-2, rtol=1e-7, atol=1e-9)


@check("gradient_check", points=2, needs=["test_right_backpropagation"])
def test_nan_is_no_pass(candidate, reference):
    """NaN or infinity in the gradients does not look like a pass

    Every comparison with NaN is false. Which of your comparisons can let one through?
    """
    check_alarm(candidate, reference, SMALL, scale(np.nan), "every gradient NaN")
    places = [("db2", (0, 0)), ("dW1", (0, 0)), ("db1", (0, 1)), ("dW2", (0, 0))]
    for name, index in places:
        check_alarm(candidate, reference, SMALL, put(name, index, np.nan), f"NaN in {name}{list(index)}")
    check_alarm(candidate, reference, DEAD_FEATURE, put("dW1", (0, 0), np.nan), "NaN in dW1[0, 0]")
    check_alarm(candidate, reference, SMALL, put("dW2", (1, 0), np.inf), "infinity in dW2[1, 0]")


@check("gradient_check", points=1, needs=["test_right_backpropagation"], form=True)
def test_shape(candidate, reference):
    """a gradient of another shape than its parameter does not look like a pass

    Arrays of shapes (n,) and (1, n) subtract without complaint. How do you know that two arrays match?
    """
    for name, shape in ("dW2", (2,)), ("db1", (2,)), ("db2", (1,)), ("dW1", (1, 1, 2)):

        def change(gradients, name=name, shape=shape):
            gradients[name] = gradients[name].reshape(shape)

        check_alarm(candidate, reference, SMALL, change, f"{name} of shape {shape}")


@check("gradient_check", points=1, needs=["test_right_backpropagation"], form=True)
def test_missing_gradient(candidate, reference):
    """a missing gradient does not look like a pass

    Which gradients must there be? The parameters tell, the gradients do not.
    """
    for name in SMALL.parameters:
        check_alarm(
            candidate, reference, SMALL, lambda gradients, name=name: gradients.pop(f"d{name}"), f"d{name} missing"
        )
    check_alarm(candidate, reference, SMALL, dict.clear, "no gradients at all")


@check("gradient_check", points=2, needs=["test_backpropagation_matters"])
def test_arguments_unchanged(candidate):
    """the parameters are bit for bit what they were, and so are X and y_true

    Rounding: (w + epsilon) - epsilon need not be w.
    """
    for network, epsilon in (SMALL, 1e-7), (WIDE, 0.1), (NEAR_ZERO, 1e-3):
        call = candidate.call("gradient_check", network.parameters, network.X, network.y, network.activation, epsilon)
        if call.changed:
            raise CheckFailed(f"After the call {call.changed[0]} is not what it was before.", got=call.value)
