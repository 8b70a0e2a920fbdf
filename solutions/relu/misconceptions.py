"""Wrong ways to write relu and its derivative, each with the sentence its author should read."""

import numpy as np


def step(z):
    """This is a step from 0 to 1: positive entries should keep their own value."""
    return (z > 0).astype(float)


def absolute(z):
    """Negative entries are mirrored to positive ones; they should become 0."""
    return np.abs(z)


def identity(z):
    """Negative entries come through unchanged; they should become 0."""
    return np.array(z)


def minimum(z):
    """The smaller of 0 and z is kept; it should be the larger."""
    return np.minimum(0.0, z)


def leaky(z):
    """Negative entries keep a small slope, as in leaky ReLU; here they should become exactly 0."""
    return np.where(z > 0, z, 0.01 * z)


def clipped_at_one(z):
    """Large entries are cut off at 1; ReLU has no upper bound."""
    return np.clip(z, 0.0, 1.0)


def in_place(z):
    """The argument itself is overwritten; the caller still needs it, so work on a copy."""
    z[z < 0] = 0.0
    return z


def one_at_zero(z):
    """The slope at z = 0 is taken as 1; the brief fixes it as 0."""
    return (z >= 0).astype(float)


def half_at_zero(z):
    """The slope at z = 0 is taken as one half; the brief fixes it as 0."""
    return np.where(z == 0, 0.5, z > 0)


def returns_relu(z):
    """This is ReLU itself; its derivative is how steep it is, not how high."""
    return np.maximum(0.0, z)


def truth_values(z):
    """The slope comes back as True and False; it is a number, so it should be an array of floats."""
    return z > 0


def sign(z):
    """This is the sign of z; left of zero ReLU is flat, so its slope there is 0, not -1."""
    return np.sign(z)


def all_ones(z):
    """The slope is 1 everywhere; left of zero ReLU is flat."""
    return np.ones_like(z)


def leaky_slope(z):
    """The slope left of zero is that of leaky ReLU; here it should be exactly 0."""
    return np.where(z > 0, 1.0, 0.01)


def flipped(z):
    """The slope is 1 for negative entries and 0 for positive ones: the comparison is the wrong way round."""
    return (z < 0).astype(float)


def scalar_slope(z):
    """One slope is returned for the whole array; every entry has its own."""
    return 1.0 if np.max(z) > 0 else 0.0


def slope_in_place(z):
    """The argument itself is overwritten with the slopes; the caller still needs it, so work on a copy."""
    z[...] = z > 0
    return z


MISCONCEPTIONS = {
    "relu": [step, absolute, identity, minimum, leaky, clipped_at_one, in_place],
    "relu_derivative": [
        one_at_zero, half_at_zero, returns_relu, truth_values, sign, all_ones, leaky_slope, flipped, scalar_slope, slope_in_place,
    ],
}  # fmt: skip
