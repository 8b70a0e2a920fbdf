"""Hidden suite of relu."""

import numpy as np

from grader.suite import check, check_close, check_shape, check_unchanged

KINK = np.array([[0.0]])
MIXED = np.array([[-2.0, -0.5, 0.0, 0.5, 3.0]])
SHAPES = [(1, 1), (3,), (2, 2), (4, 3), (2, 3, 4)]


def draws():
    """Yield arrays of every shape, small ones first."""
    rng = np.random.default_rng(7)
    for shape in SHAPES:
        yield rng.normal(0.0, 2.0, shape)


def as_floats(slopes):
    """Let truth values and integers count as numbers here; that they are floats is a check of its own."""
    return slopes.astype(float) if slopes.dtype.kind in "biu" else slopes


@check("relu", points=1)
def test_relu_shape(candidate):
    """relu keeps the shape of z"""
    for z in draws():
        check_shape(candidate.relu(z), z.shape)


@check("relu", points=2, needs=["test_relu_shape"])
def test_relu_values(candidate, reference):
    """relu keeps positive entries and makes the others 0"""
    for z in (np.array([[2.0]]), np.array([[-1.0]]), KINK, MIXED, np.array([-1000.0, 1000.0]), *draws()):
        check_close(candidate.relu(z), reference.relu(z))


@check("relu", points=1, needs=["test_relu_values"])
def test_relu_leaves_z_alone(candidate):
    """relu does not change its argument"""
    check_unchanged(candidate.call("relu", MIXED))


@check("relu_derivative", points=1)
def test_derivative_shape(candidate):
    """relu_derivative returns one slope per entry

    Every entry of z has a slope of its own.
    """
    for z in draws():
        check_shape(candidate.relu_derivative(z), z.shape)


@check("relu_derivative", points=2, needs=["test_derivative_shape"])
def test_derivative_away_from_zero(candidate, reference):
    """the slope is 1 right of zero and 0 left of it

    Sketch relu: how steep is it on either side of zero?
    """
    away = np.array([[-1000.0, -3.0, -1e-6, 1e-6, 0.5, 3.0, 1000.0]])
    for z in (np.array([[2.0]]), np.array([[-2.0]]), away, *draws()):
        check_close(as_floats(candidate.relu_derivative(z)), reference.relu_derivative(z))


@check("relu_derivative", points=1, needs=["test_derivative_away_from_zero"])
def test_derivative_at_zero(candidate):
    """the slope at z = 0 is 0

    ReLU has a kink there; the brief says which slope to take.
    """
    for z in (KINK, np.zeros((2, 3)), np.array([-0.0])):
        check_close(as_floats(candidate.relu_derivative(z)), np.zeros(z.shape))


@check("relu_derivative", points=1, needs=["test_derivative_away_from_zero"])
def test_derivative_is_float(candidate):
    """the slopes are floats

    A comparison gives truth values, and -True is an error in numpy.
    """
    check_close(candidate.relu_derivative(np.array([[2.0]])), np.ones((1, 1)))
    check_close(candidate.relu_derivative(np.array([[-2.0]])), np.zeros((1, 1)))


@check("relu_derivative", points=1, needs=["test_derivative_away_from_zero"])
def test_derivative_leaves_z_alone(candidate):
    """relu_derivative does not change its argument"""
    check_unchanged(candidate.call("relu_derivative", MIXED))
