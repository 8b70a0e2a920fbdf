"""Hidden suite of tanh.

No check of one function waits for one of the other: a bug in tanh says nothing about a derivative written on its own,
and the other way round.
Slopes and far ends are compared more closely than other values, as every formula in double precision allows.
"""

import numpy as np

from grader.suite import check, check_close, check_no_warnings, check_shape, check_unchanged

SMALL = [np.array([[0.0]]), np.array([[1.0]]), np.array([[-0.5]]), np.array([[-3.0, -0.5, 0.0, 0.5, 2.0]])]
SMALL += [np.array([[-0.75, 0.25]]), np.array([[-0.01, -0.002, 0.001, 0.009]])]  # like outputs of tanh; nearly 0
SHAPES = [(1, 1), (3,), (1, 4), (2, 2), (4, 3), (5, 1), (2, 3, 4)]
FAR = np.array([[6.0, 8.0, 11.0, 16.0, 20.0, 100.0, 500.0, 1000.0]])
ENDS = [np.array([[1000.0]]), np.array([[-1000.0]]), FAR, -FAR]
LARGE = [
    np.array([[1000.0]]),
    np.array([[-1000.0]]),
    np.array([[-800.0, -1.0, 0.0, 2.0, 750.0], [710.0, 360.0, -180.0, -360.0, -710.0]]),
]
KEPT = [np.array([[-2.0, -0.5, 0.0, 0.5, 3.0]]), np.array([[-1000.0, -30.0], [600.0, 1000.0]])]
ROUNDING = 5e-15


def draws():
    """Yield arrays of every shape, entries between -3 and 3."""
    rng = np.random.default_rng(13)
    for shape in SHAPES:
        yield rng.uniform(-3.0, 3.0, shape)


@check("tanh", points=1, form=True)
def test_tanh_shape(candidate):
    """tanh keeps the shape of z

    It works entry by entry: every entry of z has a value of its own.
    """
    for z in draws():
        check_shape(candidate.tanh(z), z.shape)


@check("tanh", points=2, needs=["test_tanh_shape"])
def test_tanh_values(candidate, reference):
    """tanh climbs from -1 to 1 and is 0 at z = 0

    Work one entry out by hand and compare step by step: the difference above, the sum below, the division.
    """
    for z in (*SMALL, *draws()):
        check_close(candidate.tanh(z), reference.tanh(z))


@check("tanh", points=1, needs=["test_tanh_values"])
def test_tanh_far_ends(candidate, reference):
    """far from zero tanh goes on to -1 on the left and to 1 on the right

    If it is nan there, look for an infinity divided by another one. If you limit z, do it where nothing changes any
    more.
    """
    for z in ENDS:
        check_close(candidate.tanh(z), reference.tanh(z), rtol=ROUNDING, atol=ROUNDING)


@check("tanh", points=1, needs=["test_tanh_values"])
def test_tanh_without_warnings(candidate):
    """numpy does not warn in tanh, for any |z| up to 1000

    Which of your exponents can become large and positive? np.where alone does not help: it computes both branches.
    """
    for z in LARGE:
        check_no_warnings(candidate.call("tanh", z))


@check("tanh", points=1, needs=["test_tanh_values"])
def test_tanh_leaves_z_alone(candidate):
    """tanh does not change its argument"""
    for z in KEPT:
        check_unchanged(candidate.call("tanh", z))


@check("tanh_derivative", points=1, form=True)
def test_derivative_shape(candidate):
    """tanh_derivative returns one slope per entry

    Every entry of z has a slope of its own.
    """
    for z in draws():
        check_shape(candidate.tanh_derivative(z), z.shape)


@check("tanh_derivative", points=1, needs=["test_derivative_shape"], form=True)
def test_derivative_at_zero(candidate):
    """the slope at z = 0 is 1

    There the curve is at its steepest, and tanh(0) is 0.
    """
    for z in (np.array([[0.0]]), np.zeros((2, 3))):
        check_close(candidate.tanh_derivative(z), np.ones(z.shape))


@check("tanh_derivative", points=2, needs=["test_derivative_shape"])
def test_derivative_values(candidate, reference):
    """the slope fades on both sides of zero

    The argument is z, not tanh(z). Sketch the curve: it is as steep at -z as at z.
    """
    for z in (*SMALL[1:], *draws()):
        check_close(candidate.tanh_derivative(z), reference.tanh_derivative(z))


@check("tanh_derivative", points=1, needs=["test_derivative_values"])
def test_derivative_to_twelve_digits(candidate, reference):
    """the slope is right to twelve digits

    The values are close, but not those of the formula: a finite difference, or rounding on the way, costs digits.
    """
    z = np.random.default_rng(14).uniform(-3.0, 3.0, (5, 4))
    check_close(candidate.tanh_derivative(z), reference.tanh_derivative(z), rtol=1e-13, atol=1e-14)


@check("tanh_derivative", points=1, needs=["test_derivative_values"])
def test_derivative_far_ends(candidate, reference):
    """far from zero the slope goes on to 0

    If it is nan there, look for an infinity divided by another one. If you limit z, do it where nothing changes any
    more.
    """
    for z in ENDS:
        check_close(candidate.tanh_derivative(z), reference.tanh_derivative(z), rtol=ROUNDING, atol=ROUNDING)


@check("tanh_derivative", points=1, needs=["test_derivative_values"])
def test_derivative_without_warnings(candidate):
    """numpy does not warn in tanh_derivative, for any |z| up to 1000

    Which of your exponents can become large and positive? If you call your own tanh, look there first.
    """
    for z in LARGE:
        check_no_warnings(candidate.call("tanh_derivative", z))


@check("tanh_derivative", points=1, needs=["test_derivative_values"])
def test_derivative_leaves_z_alone(candidate):
    """tanh_derivative does not change its argument"""
    for z in KEPT:
        check_unchanged(candidate.call("tanh_derivative", z))
