"""Hidden suite of sigmoid.

No check of one function waits for one of the other: a bug in sigmoid says nothing about a derivative written on
its own, and the other way round.
Slopes and far ends are compared more closely than other values, as every formula in double precision allows.
"""

import numpy as np

from grader.suite import check, check_close, check_no_warnings, check_shape, check_unchanged

SMALL = [np.array([[0.0]]), np.array([[2.0]]), np.array([[-1.0]]), np.array([[-4.0, -0.5, 0.0, 0.5, 3.0]])]
SMALL += [np.array([[0.25, 0.75]]), np.array([[-0.01, -0.002, 0.001, 0.009]])]  # like outputs of sigmoid; nearly 0
SHAPES = [(1, 1), (3,), (1, 4), (2, 2), (4, 3), (5, 1), (2, 3, 4)]
FAR = np.array([[6.0, 12.0, 21.0, 31.0, 40.0, 100.0, 500.0, 1000.0]])
ENDS = [np.array([[-1000.0]]), np.array([[1000.0]]), -FAR, FAR]
LARGE = [
    np.array([[1000.0]]),
    np.array([[-1000.0]]),
    np.array([[-800.0, -1.0, 0.0, 2.0, 750.0], [710.0, 300.0, -300.0, -400.0, -710.0]]),
]
KEPT = [np.array([[-2.0, -0.5, 0.0, 0.5, 3.0]]), np.array([[-1000.0, -30.0], [600.0, 1000.0]])]
ROUNDING = 5e-15


def draws():
    """Yield arrays of every shape, entries between -4 and 4."""
    rng = np.random.default_rng(11)
    for shape in SHAPES:
        yield rng.uniform(-4.0, 4.0, shape)


@check("sigmoid", points=1, form=True)
def test_sigmoid_shape(candidate):
    """sigmoid keeps the shape of z

    It works entry by entry: every entry of z has a value of its own.
    """
    for z in draws():
        check_shape(candidate.sigmoid(z), z.shape)


@check("sigmoid", points=2, needs=["test_sigmoid_shape"])
def test_sigmoid_values(candidate, reference):
    """sigmoid climbs from 0 to 1 and is one half at z = 0

    Work one entry out by hand and compare step by step: the sign of the exponent, the sum, the division.
    """
    for z in (*SMALL, *draws()):
        check_close(candidate.sigmoid(z), reference.sigmoid(z))


@check("sigmoid", points=1, needs=["test_sigmoid_values"])
def test_sigmoid_far_ends(candidate, reference):
    """far from zero sigmoid goes on to 0 on the left and to 1 on the right

    If it is nan there, look for an infinity divided by another one. If you limit z, do it where nothing changes any
    more.
    """
    for z in ENDS:
        check_close(candidate.sigmoid(z), reference.sigmoid(z), rtol=ROUNDING, atol=ROUNDING)


@check("sigmoid", points=1, needs=["test_sigmoid_values"])
def test_sigmoid_without_warnings(candidate):
    """numpy does not warn in sigmoid, for any |z| up to 1000

    Which of your exponents can become large and positive? np.where alone does not help: it computes both branches.
    """
    for z in LARGE:
        check_no_warnings(candidate.call("sigmoid", z))


@check("sigmoid", points=1, needs=["test_sigmoid_values"])
def test_sigmoid_leaves_z_alone(candidate):
    """sigmoid does not change its argument"""
    for z in KEPT:
        check_unchanged(candidate.call("sigmoid", z))


@check("sigmoid_derivative", points=1, form=True)
def test_derivative_shape(candidate):
    """sigmoid_derivative returns one slope per entry

    Every entry of z has a slope of its own.
    """
    for z in draws():
        check_shape(candidate.sigmoid_derivative(z), z.shape)


@check("sigmoid_derivative", points=1, needs=["test_derivative_shape"])
def test_derivative_at_zero(candidate):
    """the slope at z = 0 is one quarter

    There the curve is at its steepest, and sigmoid(0) is one half.
    """
    for z in (np.array([[0.0]]), np.zeros((2, 3))):
        check_close(candidate.sigmoid_derivative(z), np.full(z.shape, 0.25))


@check("sigmoid_derivative", points=2, needs=["test_derivative_shape"])
def test_derivative_values(candidate, reference):
    """the slope fades on both sides of zero

    The argument is z, not sigmoid(z). Sketch the curve: it is as steep at -z as at z.
    """
    for z in (*SMALL[1:], *draws()):
        check_close(candidate.sigmoid_derivative(z), reference.sigmoid_derivative(z))


@check("sigmoid_derivative", points=1, needs=["test_derivative_values"])
def test_derivative_to_twelve_digits(candidate, reference):
    """the slope is right to twelve digits

    The values are close, but not those of the formula: a finite difference, or rounding on the way, costs digits.
    """
    z = np.random.default_rng(12).uniform(-4.0, 4.0, (5, 4))
    check_close(candidate.sigmoid_derivative(z), reference.sigmoid_derivative(z), rtol=1e-13, atol=1e-14)


@check("sigmoid_derivative", points=1, needs=["test_derivative_values"])
def test_derivative_far_ends(candidate, reference):
    """far from zero the slope goes on to 0

    If it is nan there, look for an infinity divided by another one. If you limit z, do it where nothing changes any
    more.
    """
    for z in ENDS:
        check_close(candidate.sigmoid_derivative(z), reference.sigmoid_derivative(z), rtol=ROUNDING, atol=ROUNDING)


@check("sigmoid_derivative", points=1, needs=["test_derivative_values"])
def test_derivative_without_warnings(candidate):
    """numpy does not warn in sigmoid_derivative, for any |z| up to 1000

    Which of your exponents can become large and positive? If you call your own sigmoid, look there first.
    """
    for z in LARGE:
        check_no_warnings(candidate.call("sigmoid_derivative", z))


@check("sigmoid_derivative", points=1, needs=["test_derivative_values"])
def test_derivative_leaves_z_alone(candidate):
    """sigmoid_derivative does not change its argument"""
    for z in KEPT:
        check_unchanged(candidate.call("sigmoid_derivative", z))
