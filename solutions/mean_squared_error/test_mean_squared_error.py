"""Hidden suite of mean_squared_error."""

import numpy as np

from grader.suite import CheckFailed, check, check_close, check_floats, check_number, check_shape, check_unchanged

SHAPES = [(1, 1), (2, 1), (5, 1), (1, 2), (1, 3), (2, 2), (3, 3), (3, 2), (2, 3), (5, 4)]
ROUNDING = 1e-5  # an answer computed in float32 and returned as a Python float is right


def draws():
    """Yield targets and predictions of every shape, small ones first."""
    rng = np.random.default_rng(11)
    for shape in SHAPES:
        yield rng.normal(0.0, 2.0, shape), rng.normal(0.0, 2.0, shape)


def extremes():
    """Yield a perfect prediction, errors that cancel, a constant offset, and tiny and huge errors."""
    yield np.array([[0.5, -2.0]]), np.array([[0.5, -2.0]])
    yield np.array([[1.0], [1.0]]), np.array([[2.0], [0.0]])
    yield np.array([[1.0, 1.0]]), np.array([[3.0, -1.0]])
    yield np.zeros((3, 2)), np.full((3, 2), 1.5)
    yield np.zeros((2, 2)), np.array([[2e-3, -1e-3], [1e-3, 3e-3]])
    yield (
        np.array([[-1000.0, 1000.0], [0.0, 1000.0], [0.5, 1.0]]),
        np.array([[1000.0, -1000.0], [0.25, 0.0], [0.0, 2.0]]),
    )


def differ(got, expected):
    """Say whether two numbers are further apart than rounding allows, or one is NaN."""
    return not abs(got - expected) <= 1e-10 + ROUNDING * abs(expected)


@check("mean_squared_error", points=1, form=True)
def test_loss_is_one_number(candidate):
    """the loss is one number, whatever the shape of the arrays

    Both samples and outputs are to be reduced.
    """
    losses = [candidate.mean_squared_error(y_true, y_pred) for y_true, y_pred in draws()]
    for loss in losses:
        check_number(loss)


@check("mean_squared_error", points=2, needs=["test_loss_is_one_number"])
def test_loss_is_the_squared_error(candidate):
    """for one sample and one output, the loss is the squared error

    Nothing is to be averaged here: compare your formula with the brief's for n = 1, factor by factor.
    """
    for target, prediction in ((0.0, 3.0), (1.0, -1.0), (-2.0, 0.5)):
        loss = candidate.mean_squared_error(np.array([[target]]), np.array([[prediction]]))
        check_close(loss, (prediction - target) ** 2, rtol=ROUNDING)


@check("mean_squared_error", points=2, needs=["test_loss_is_one_number"])
def test_loss_is_averaged_over_samples(candidate):
    """the loss is averaged over the samples: repeating the batch does not change it

    Which size of the array is the number of samples?
    """
    losses = []
    for y_true, y_pred in (
        (np.array([[0.0]]), np.array([[2.0]])),
        (np.array([[0.0], [1.0]]), np.array([[2.0], [-3.0]])),
        (np.array([[0.0, 1.0], [2.0, -1.0]]), np.array([[2.0, 2.0], [5.0, 1.0]])),
    ):
        once = candidate.mean_squared_error(y_true, y_pred)
        thrice = candidate.mean_squared_error(np.tile(y_true, (3, 1)), np.tile(y_pred, (3, 1)))
        if check_number(once) == 0:
            raise CheckFailed("the loss is 0 although the predictions are off.", got=once)
        if differ(check_number(thrice), once):
            raise CheckFailed(
                f"a batch of {len(y_true)} has the loss {once:.6g}, but repeated three times it has {thrice:.6g}; "
                "an average over the samples stays the same.",
                got=thrice,
            )
        losses.append(float(once))
    if len(set(losses)) == 1:
        raise CheckFailed(f"three batches with different errors all have the loss {once:.6g}.", got=once)


@check("mean_squared_error", points=2, needs=["test_loss_is_one_number"])
def test_loss_is_summed_over_outputs(candidate):
    """the loss is summed over the outputs, not averaged over them

    Count what you divide by: rows, columns, or both? One output alone would never show the difference.
    """
    for y_true, y_pred in (
        (np.array([[0.0, 0.0]]), np.array([[2.0, 3.0]])),
        (np.array([[1.0, -1.0], [0.5, 2.0], [0.0, 0.0]]), np.array([[2.0, 1.0], [3.0, -1.0], [1.0, -2.0]])),
    ):
        first = candidate.mean_squared_error(y_true[:, :1], y_pred[:, :1])
        second = candidate.mean_squared_error(y_true[:, 1:], y_pred[:, 1:])
        both = candidate.mean_squared_error(y_true, y_pred)
        if check_number(both) == 0:
            raise CheckFailed("the loss is 0 although the predictions are off.", got=both)
        if differ(both, check_number(first) + check_number(second)):
            raise CheckFailed(
                f"one output alone has the loss {first:.6g} and the other alone {second:.6g}, but both together have "
                f"{both:.6g}; expected their sum, {first + second:.6g}.",
                got=both,
            )


@check("mean_squared_error", points=2, needs=["test_loss_is_one_number"])
def test_loss_values(candidate, reference):
    """the loss is right for any shape, and for tiny and huge errors

    Follow the brief's worked example with your code, line by line.
    """
    for y_true, y_pred in (*draws(), *extremes()):
        check_close(
            candidate.mean_squared_error(y_true, y_pred), reference.mean_squared_error(y_true, y_pred), rtol=ROUNDING
        )


@check("mean_squared_error", points=1, needs=["test_loss_is_the_squared_error"])
def test_loss_leaves_its_arguments_alone(candidate):
    """mean_squared_error does not change its arguments"""
    for y_true, y_pred in extremes():
        check_unchanged(candidate.call("mean_squared_error", y_true, y_pred))


@check("mean_squared_error_derivative", points=1, form=True)
def test_derivative_shape(candidate):
    """the derivative is an array of floats, of the shape of the predictions

    Every prediction has a derivative of its own; nothing is summed over.
    """
    drawn = list(draws())
    derivatives = [candidate.mean_squared_error_derivative(y_true, y_pred) for y_true, y_pred in drawn]
    for (_, y_pred), derivative in zip(drawn, derivatives, strict=True):
        check_shape(derivative, y_pred.shape)
        check_floats(derivative)


@check("mean_squared_error_derivative", points=1, needs=["test_derivative_shape"])
def test_derivative_sign(candidate):
    """the derivative is positive where a prediction is too large, negative where too small

    With respect to which of the two arguments is it taken?
    """
    for target, prediction in ((1.0, 3.0), (1.0, -1.0), (-3.0, -1.0), (0.0, -2.0)):
        slope = candidate.mean_squared_error_derivative(np.array([[target]]), np.array([[prediction]]))
        direction = "large" if prediction > target else "small"
        if not slope[0, 0] * (prediction - target) > 0:
            raise CheckFailed(
                f"the target is {target:g} and the prediction {prediction:g}, too {direction}, so the derivative "
                f"should be {'positive' if prediction > target else 'negative'}; got {slope[0, 0]:.6g}.",
                got=slope,
            )


@check("mean_squared_error_derivative", points=1, needs=["test_derivative_shape"])
def test_derivative_size(candidate):
    """for one sample and one output, the derivative is twice the error in size

    Differentiate the square: what comes down in front?
    """
    for target, prediction in ((0.0, 3.0), (1.0, 1.25), (-2.0, -7.0)):
        slope = candidate.mean_squared_error_derivative(np.array([[target]]), np.array([[prediction]]))
        expected = 2 * abs(prediction - target)
        if not abs(abs(slope[0, 0]) - expected) <= ROUNDING * expected:
            raise CheckFailed(
                f"the prediction is off by {abs(prediction - target):g}, so the derivative should be {expected:g} in "
                f"size; got {abs(slope[0, 0]):.6g}.",
                got=slope,
            )


@check("mean_squared_error_derivative", points=2, needs=["test_derivative_shape"])
def test_derivative_is_divided_by_samples(candidate):
    """the derivative is divided by the number of samples

    The loss is an average, so each of many samples moves it a little only.
    """
    y_true, y_pred = np.array([[1.0]]), np.array([[3.0]])
    alone = candidate.mean_squared_error_derivative(y_true, y_pred)
    if alone[0, 0] == 0:
        raise CheckFailed("the derivative is 0 although the prediction is off.", got=alone)
    for n_samples in (2, 3, 4, 5):
        batch = candidate.mean_squared_error_derivative(
            np.tile(y_true, (n_samples, 1)), np.tile(y_pred, (n_samples, 1))
        )
        for got in batch[:, 0]:
            if differ(got, alone[0, 0] / n_samples):
                raise CheckFailed(
                    f"one sample alone has the derivative {alone[0, 0]:.6g}; {n_samples} samples like it should have "
                    f"{alone[0, 0] / n_samples:.6g} each, but one has {got:.6g}.",
                    got=batch,
                )


@check("mean_squared_error_derivative", points=2, needs=["test_derivative_shape"], form=True)
def test_derivative_is_not_divided_by_outputs(candidate):
    """the derivative is not divided by the number of outputs, nor is the loss

    Each prediction stands in one term of the sum; the terms of the other outputs do not touch it.
    """
    for n_samples in (1, 3):
        y_true = np.arange(n_samples * 3.0).reshape(n_samples, 3)
        y_pred = y_true + np.array([[2.0, -1.0, 5.0]])
        alone = candidate.mean_squared_error_derivative(y_true[:, :1], y_pred[:, :1])
        for n_outputs in (2, 3):
            beside = candidate.mean_squared_error_derivative(y_true[:, :n_outputs], y_pred[:, :n_outputs])
            if alone[0, 0] == 0:
                raise CheckFailed("the derivative is 0 although the prediction is off.", got=alone)
            if differ(beside[0, 0], alone[0, 0]):
                raise CheckFailed(
                    f"the first output has the derivative {alone[0, 0]:.6g} alone, but {beside[0, 0]:.6g} when there "
                    f"are {n_outputs} outputs; the others should not matter.",
                    got=beside,
                )


@check("mean_squared_error_derivative", points=2, needs=["test_derivative_shape"])
def test_derivative_values(candidate, reference):
    """the derivative is right for any shape, and for tiny and huge errors

    Follow the brief's worked example with your code, line by line.
    """
    for y_true, y_pred in (*draws(), *extremes()):
        got = candidate.mean_squared_error_derivative(y_true, y_pred)
        check_close(got, reference.mean_squared_error_derivative(y_true, y_pred), rtol=ROUNDING)


@check("mean_squared_error_derivative", points=1, needs=["test_derivative_size"])
def test_derivative_leaves_its_arguments_alone(candidate):
    """mean_squared_error_derivative does not change its arguments"""
    for y_true, y_pred in extremes():
        check_unchanged(candidate.call("mean_squared_error_derivative", y_true, y_pred))
