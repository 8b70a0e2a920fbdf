"""Wrong ways to write the sigmoid and its derivative, each with the sentence its author should read."""

import numpy as np


def _clipped(z, bound):
    """Return the sigmoid of z limited to ±bound."""
    return reference.sigmoid(np.clip(z, -bound, bound))


def growing_exponent(z):
    """The exponent has the wrong sign: the curve falls from 1 to 0, but it should climb from 0 to 1."""
    return 1.0 / (1.0 + np.exp(z))


def forgotten_one(z):
    """The 1 in the denominator is missing: what is left is e to the z, which has no upper bound."""
    return 1.0 / np.exp(-z)


def minus_in_the_denominator(z):
    """The denominator subtracts the exponential; it should add it, or it is zero at z = 0."""
    return 1.0 / (1.0 - np.exp(-z))


def missing_parentheses(z):
    """The division ends before the plus sign: 1 / 1 + e is not 1 / (1 + e)."""
    return 1.0 / 1.0 + np.exp(-z)


def hyperbolic_tangent(z):
    """This is tanh, which runs from -1 to 1; the sigmoid runs from 0 to 1."""
    return np.tanh(z)


def too_steep(z):
    """The curve has the right ends but is twice as steep. If it is built from tanh, look at the argument again."""
    return 0.5 * (1.0 + np.tanh(z))


def too_flat(z):
    """The curve has the right ends but is half as steep as it should be: z is halved on the way."""
    return reference.sigmoid(z / 2.0)


def stretched(z):
    """The curve is stretched to run from -1 to 1; the sigmoid runs from 0 to 1."""
    return 2.0 * reference.sigmoid(z) - 1.0


def centred(z):
    """The curve is moved down to be 0 at z = 0; there the sigmoid is one half."""
    return reference.sigmoid(z) - 0.5


def complement_of_the_exponential(z):
    """This is 1 minus an exponential, which is not between 0 and 1 left of zero; the sigmoid is a quotient."""
    return 1.0 - np.exp(-z)


def powers_of_two(z):
    """The base of the power is 2; it should be e."""
    return 1.0 / (1.0 + 2.0 ** (-z))


def softmax(z):
    """The exponentials are divided by their sum over the row; the sigmoid treats every entry by itself."""
    powers = np.exp(z - np.max(z, axis=-1, keepdims=True))
    return powers / powers.sum(axis=-1, keepdims=True)


def shifted_by_the_maximum(z):
    """The largest entry is subtracted first, which is safe for softmax only; it moves the sigmoid sideways."""
    return reference.sigmoid(z - np.max(z))


def hard_sigmoid(z):
    """This is a straight line cut off at 0 and 1, as in hard sigmoid; the sigmoid is a smooth curve."""
    return np.clip(0.2 * z + 0.5, 0.0, 1.0)


def softsign(z):
    """The shape is that of z / (1 + |z|), which approaches its ends far more slowly than the sigmoid."""
    return 0.5 * (1.0 + z / (1.0 + np.abs(z)))


def labels(z):
    """The result is rounded to 0 or 1, as for a prediction; the sigmoid returns the value in between."""
    return np.where(z >= 0, 1.0, 0.0)


def magnitude(z):
    """The sign of z is lost, so left and right of zero give the same; left of zero the sigmoid is below one half."""
    return reference.sigmoid(np.abs(z))


def negative_magnitude(z):
    """Every entry is treated as if it were left of zero. A negative exponent is safe, but there are two cases."""
    small = np.exp(-np.abs(z))
    return small / (1.0 + small)


def zero_left_out(z):
    """Entries at exactly 0 belong to neither of the two cases and stay 0; there the sigmoid is one half."""
    return np.where(z == 0, 0.0, reference.sigmoid(z))


def logarithm(z):
    """This is the logarithm of the sigmoid, which is negative; the sigmoid itself is asked."""
    return -np.logaddexp(0.0, -z)


def twice_applied(z):
    """The sigmoid is applied twice, so everything lands between 0.5 and 0.74."""
    return reference.sigmoid(reference.sigmoid(z))


def slope_instead_of_value(z):
    """This is the slope of the sigmoid; its value is asked."""
    return reference.sigmoid_derivative(z)


def one_number(z):
    """One number is returned for the whole array; every entry has its own."""
    return np.mean(reference.sigmoid(z))


def clip_at_ten(z):
    """z is limited to about ±10, where the sigmoid still changes; limits have to lie where it no longer does."""
    return _clipped(z, 10.0)


def clip_at_twenty(z):
    """z is limited to about ±20, where the sigmoid still changes; limits have to lie where it no longer does."""
    return _clipped(z, 20.0)


def clipped_result(z):
    """The result is kept away from 0 and 1. That belongs to a loss that takes logarithms, not to the sigmoid."""
    return np.clip(reference.sigmoid(z), 1e-7, 1.0 - 1e-7)


def naive_exponential(z):
    """The textbook formula as it stands: far left of zero its exponential overflows, and numpy warns."""
    return 1.0 / (1.0 + np.exp(-z))


def quotient_of_exponentials(z):
    """e^z / (1 + e^z) is right left of zero, but far right of it this is infinity divided by infinity, which is nan."""
    return np.exp(z) / (1.0 + np.exp(z))


def both_cases_computed(z):
    """The two cases are right, but np.where computes both of them everywhere, so the unused one overflows."""
    return np.where(z >= 0, 1.0 / (1.0 + np.exp(-z)), np.exp(z) / (1.0 + np.exp(z)))


def argument_clipped_in_place(z):
    """Limiting z overwrites the argument itself; the caller still needs it, so work on a copy."""
    np.clip(z, -500.0, 500.0, out=z)
    return reference.sigmoid(z)


def argument_overwritten(z):
    """The argument itself is overwritten with the result; the caller still needs it, so work on a copy."""
    z[...] = reference.sigmoid(z)
    return z


def clip_at_five_hundred(z):
    """z is limited to ±500, where the sigmoid is 0 and 1 to any precision."""
    return _clipped(z, 500.0)


def silenced_overflow(z):
    """The overflow is silenced; its infinity gives the right value, 1 / inf = 0."""
    with np.errstate(over="ignore"):
        return naive_exponential(z)


def takes_the_output(z):
    """This is a (1 - a) for an a that has been through the sigmoid already; here z comes in as it is."""
    return z * (1.0 - z)


def value_instead_of_slope(z):
    """This is the sigmoid itself; its derivative is how steep it is, not how high."""
    return reference.sigmoid(z)


def slope_at_the_output(z):
    """The slope is taken at sigmoid(z) instead of at z: the sigmoid is applied once too often."""
    return reference.sigmoid_derivative(reference.sigmoid(z))


def rule_of_tanh(z):
    """1 minus the square is the rule for tanh; the sigmoid has one of its own."""
    return 1.0 - reference.sigmoid(z) ** 2


def slope_of_tanh(z):
    """This is the slope of tanh; the sigmoid is flatter, one quarter at most."""
    return 1.0 - np.tanh(z) ** 2


def squared_value(z):
    """One of the two factors is off: the sigmoid is multiplied by itself, not by what it lacks to 1."""
    return reference.sigmoid(z) ** 2


def complement_only(z):
    """This is 1 minus the sigmoid; the other factor of the slope is missing."""
    return reference.sigmoid(-z)


def value_minus_square_doubled(z):
    """The square is counted twice, as in s - 2 s²; the product rule gives it once."""
    s = reference.sigmoid(z)
    return s - 2.0 * s**2


def plus_in_the_factor(z):
    """The second factor adds where it should subtract, so the slope grows with z instead of fading on both sides."""
    s = reference.sigmoid(z)
    return s * (1.0 + s)


def falling(z):
    """The sign is wrong: the sigmoid climbs everywhere, so its slope is never negative."""
    return -reference.sigmoid_derivative(z)


def squared_slope(z):
    """This is the square of the slope: one factor too many of each kind."""
    return reference.sigmoid_derivative(z) ** 2


def second_derivative(z):
    """This is the slope of the slope, which is 0 at z = 0; there the sigmoid is at its steepest."""
    return reference.sigmoid_derivative(z) * (1.0 - 2.0 * reference.sigmoid(z))


def factor_z(z):
    """There is a factor z too many: at z = 0 it makes the slope 0, where it should be largest."""
    return z * reference.sigmoid_derivative(z)


def exponential_alone(z):
    """This is the slope of the exponential, e to the -z; the quotient rule leaves a denominator too."""
    return np.exp(-z)


def normalised_peak(z):
    """The slope is scaled to be 1 at its peak; the sigmoid's steepest slope is one quarter."""
    return 4.0 * reference.sigmoid_derivative(z)


def bell_curve(z):
    """This is a Gaussian bell; the slope of the sigmoid has the same look but heavier tails."""
    return 0.25 * np.exp(-(z**2) / 4.0)


def constant_quarter(z):
    """The slope is one quarter everywhere; it is so at z = 0 only."""
    return np.full_like(z, 0.25)


def slope_of_relu(z):
    """This is the slope of ReLU, 0 or 1; the sigmoid is smooth."""
    return (z > 0).astype(float)


def one_slope(z):
    """One slope is returned for the whole array; every entry has its own."""
    return np.mean(reference.sigmoid_derivative(z))


def finite_difference(z):
    """The slope is right to some digits only: it is a finite difference, or rounded, or z is limited too early."""
    return (reference.sigmoid(z + 1e-5) - reference.sigmoid(z - 1e-5)) / 2e-5


def slope_clipped_at_ten(z):
    """z is limited to about ±10, where the slope is not zero yet; limits have to lie where it no longer counts."""
    return reference.sigmoid_derivative(np.clip(z, -10.0, 10.0))


def slope_clipped_at_twenty(z):
    """z is limited to about ±20, where the slope is not zero yet; limits have to lie where it no longer counts."""
    return reference.sigmoid_derivative(np.clip(z, -20.0, 20.0))


def floor_under_the_slope(z):
    """Something small is added or kept as a least slope; far from zero the slope should fade away entirely."""
    return np.maximum(reference.sigmoid_derivative(z), 1e-8)


def naive_sigmoid_inside(z):
    """The slope is right, but the sigmoid it is made of overflows far left of zero, and numpy warns."""
    s = naive_exponential(z)
    return s * (1.0 - s)


def overflowing_quotient(z):
    """Right near zero, but far left of it the quotient is infinity divided by infinity, which is nan."""
    return np.exp(-z) / (1.0 + np.exp(-z)) ** 2


def overflowing_cosine(z):
    """Through the hyperbolic cosine the slope is right, but on both sides the cosine overflows, and numpy warns."""
    return 0.25 / np.cosh(z / 2.0) ** 2


def slope_overwrites(z):
    """The argument itself is overwritten on the way to the slope; the caller still needs it, so work on a copy."""
    z[...] = reference.sigmoid(z)
    return z * (1.0 - z)


def slope_clips_in_place(z):
    """Limiting z overwrites the argument itself; the caller still needs it, so work on a copy."""
    np.clip(z, -500.0, 500.0, out=z)
    return reference.sigmoid_derivative(z)


def mirrored(z):
    """The slope is taken at -z."""
    return reference.sigmoid_derivative(-z)


MISCONCEPTIONS = {
    "sigmoid": [
        growing_exponent, forgotten_one, minus_in_the_denominator, missing_parentheses, hyperbolic_tangent,
        too_steep, too_flat, stretched, centred, complement_of_the_exponential, powers_of_two, softmax,
        shifted_by_the_maximum, hard_sigmoid, softsign, labels, magnitude, negative_magnitude, zero_left_out,
        logarithm, twice_applied, slope_instead_of_value, one_number, clip_at_ten, clip_at_twenty, clipped_result,
        naive_exponential, quotient_of_exponentials, both_cases_computed, argument_clipped_in_place,
        argument_overwritten, clip_at_five_hundred, silenced_overflow,
    ],
    "sigmoid_derivative": [
        takes_the_output, value_instead_of_slope, slope_at_the_output, rule_of_tanh, slope_of_tanh, squared_value,
        complement_only, value_minus_square_doubled, plus_in_the_factor, falling, squared_slope, second_derivative,
        factor_z, exponential_alone, normalised_peak, bell_curve, constant_quarter, slope_of_relu, one_slope,
        finite_difference, slope_clipped_at_ten, slope_clipped_at_twenty, floor_under_the_slope,
        naive_sigmoid_inside, overflowing_quotient, overflowing_cosine, slope_overwrites, slope_clips_in_place,
        mirrored,
    ],
}  # fmt: skip

EQUIVALENT = {
    "clip_at_five_hundred": "e^-500 is far below rounding, so the sigmoid beyond ±500 is the one at ±500.",
    "silenced_overflow": "The value is right and numpy is silent; the code says that the infinity is intended.",
    "mirrored": "The slope is the same at z and -z, because 1 - sigmoid(z) = sigmoid(-z).",
}
