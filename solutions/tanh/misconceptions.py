"""Wrong ways to write tanh and its derivative, each with the sentence its author should read."""

import numpy as np


def _quotient(z, above=-1.0, below=1.0):
    """Return (e^z + above e^-z) / (e^z + below e^-z)."""
    return (np.exp(z) + above * np.exp(-z)) / (np.exp(z) + below * np.exp(-z))


def _sigmoid(z):
    """Return the sigmoid of z, which is tanh moved and scaled."""
    return 0.5 * (1.0 + np.tanh(0.5 * z))


def sigmoid(z):
    """This is the sigmoid, which runs from 0 to 1; tanh runs from -1 to 1 and is 0 at z = 0."""
    return _sigmoid(z)


def stretched_sigmoid(z):
    """The ends are right, but the curve is half as steep. If it is built from the sigmoid, look at the argument."""
    return 2.0 * _sigmoid(z) - 1.0


def too_steep(z):
    """The ends are right, but the curve is twice as steep: there is a factor 2 too many in the exponents."""
    return np.tanh(2.0 * z)


def moved_up(z):
    """The curve is moved to run from 0 to 1, as the sigmoid does; tanh runs from -1 to 1."""
    return 0.5 * (1.0 + np.tanh(z))


def falling(z):
    """The sign is wrong: the curve falls from 1 to -1, but it should climb. Look at the order of the difference."""
    return -np.tanh(z)


def upside_down(z):
    """Numerator and denominator are swapped, so z = 0 divides by zero; the difference belongs above, the sum below."""
    return _quotient(z, above=1.0, below=-1.0)


def plus_on_both_sides(z):
    """Numerator and denominator are the same sum, so everything is 1; the numerator is a difference."""
    return _quotient(z, above=1.0)


def doubled_exponent_in_one_place(z):
    """Only one of the exponentials has the exponent 2z; multiplying the fraction through changes both."""
    return (np.exp(2.0 * z) - 1.0) / (np.exp(z) + 1.0)


def half_the_difference(z):
    """This is the hyperbolic sine, which has no bounds: the denominator is a number, not the sum of exponentials."""
    return np.sinh(z)


def difference_alone(z):
    """Only the difference of the exponentials is left; it should be divided by their sum."""
    return np.exp(z) - np.exp(-z)


def missing_parentheses(z):
    """The division takes one term of the difference and the sum only: both need parentheses."""
    return np.exp(z) - np.exp(-z) / np.exp(z) + np.exp(-z)


def tangent(z):
    """This is the tangent of trigonometry, which repeats and has poles; the hyperbolic one does neither."""
    return np.tan(z)


def inverse(z):
    """This is the inverse tangent of trigonometry, whose ends are ±π/2; tanh's are ±1."""
    return np.arctan(z)


def scaled_inverse(z):
    """The ends are ±1, but the curve is an arctangent: it approaches them far more slowly than tanh."""
    return 2.0 / np.pi * np.arctan(z)


def softsign(z):
    """This is z / (1 + |z|), which approaches ±1 far more slowly than tanh."""
    return z / (1.0 + np.abs(z))


def hard_tanh(z):
    """This is a straight line cut off at ±1, as in hard tanh; tanh is a smooth curve."""
    return np.clip(z, -1.0, 1.0)


def signs_only(z):
    """Only the sign of z is left; tanh passes smoothly from -1 to 1."""
    return np.sign(z)


def magnitude(z):
    """The sign of z is lost, so left and right of zero give the same; tanh is odd."""
    return np.tanh(np.abs(z))


def even_quotient(z):
    """Keeping the exponent negative has cost the sign: right of zero the result has to be positive."""
    return -np.tanh(np.abs(z))


def identity(z):
    """The entries come back as they are; they should be squeezed into the range from -1 to 1."""
    return np.array(z)


def slope_instead_of_value(z):
    """This is the slope of tanh; its value is asked."""
    return reference.tanh_derivative(z)


def one_number(z):
    """One number is returned for the whole array; every entry has its own."""
    return np.mean(np.tanh(z))


def twice_applied(z):
    """Tanh is applied twice, so the ends are ±0.76 instead of ±1."""
    return np.tanh(np.tanh(z))


def clip_at_five(z):
    """z is limited to about ±5, where tanh still changes; limits have to lie where it no longer does."""
    return np.tanh(np.clip(z, -5.0, 5.0))


def clip_at_ten(z):
    """Far from zero the result stops short of ±1, as when z is limited at 10 or 15, where tanh still changes."""
    return np.tanh(np.clip(z, -10.0, 10.0))


def clipped_result(z):
    """The result is kept away from ±1. Far from zero it should reach them, to rounding."""
    return np.clip(np.tanh(z), -1.0 + 1e-6, 1.0 - 1e-6)


def small_number_in_the_denominator(z):
    """Something small is added to the denominator; it is never zero, and the addition changes every value."""
    return np.sinh(z) / (np.cosh(z) + 1e-6)


def naive_quotient(z):
    """The textbook formula as it stands: far from zero it is infinity divided by infinity, which is nan."""
    return _quotient(z)


def growing_exponential(z):
    """The exponential with 2z overflows on the right, where this is infinity divided by infinity, which is nan."""
    return (np.exp(2.0 * z) - 1.0) / (np.exp(2.0 * z) + 1.0)


def fading_exponential(z):
    """The exponential with -2z overflows on the left, where this is infinity divided by infinity, which is nan."""
    return (1.0 - np.exp(-2.0 * z)) / (1.0 + np.exp(-2.0 * z))


def overflowing_sigmoid(z):
    """Through the sigmoid the value is right, but its exponential overflows far left of zero, and numpy warns."""
    return 2.0 / (1.0 + np.exp(-2.0 * z)) - 1.0


def both_cases_computed(z):
    """The two cases are right, but np.where computes both of them everywhere, so the unused one overflows."""
    return np.where(z >= 0, fading_exponential(z), growing_exponential(z))


def argument_clipped_in_place(z):
    """Limiting z overwrites the argument itself; the caller still needs it, so work on a copy."""
    np.clip(z, -300.0, 300.0, out=z)
    return np.tanh(z)


def argument_overwritten(z):
    """The argument itself is overwritten with the result; the caller still needs it, so work on a copy."""
    return np.tanh(z, out=z)


def clip_at_twenty(z):
    """z is limited to ±20, where tanh is ±1 to every digit of a double."""
    return np.tanh(np.clip(z, -20.0, 20.0))


def takes_the_output(z):
    """This is 1 - a² for an a that has been through tanh already; here z comes in as it is."""
    return 1.0 - z**2


def value_instead_of_slope(z):
    """This is tanh itself; its derivative is how steep it is, not how high."""
    return np.tanh(z)


def slope_at_the_output(z):
    """The slope is taken at tanh(z) instead of at z: tanh is applied once too often."""
    return reference.tanh_derivative(np.tanh(z))


def square_forgotten(z):
    """The square is missing: this is 1 - tanh(z)."""
    return 1.0 - np.tanh(z)


def one_forgotten(z):
    """Only the square of tanh is left, which is 0 at z = 0; there the curve is at its steepest."""
    return np.tanh(z) ** 2


def rule_of_sigmoid(z):
    """The value times 1 minus the value is the rule for the sigmoid; tanh has one of its own."""
    return np.tanh(z) * (1.0 - np.tanh(z))


def slope_of_sigmoid(z):
    """This is the slope of the sigmoid, one quarter at most; tanh's is 1 at z = 0."""
    return _sigmoid(z) * (1.0 - _sigmoid(z))


def sigmoid_in_the_rule(z):
    """The rule is that of tanh, but the sigmoid is put into it."""
    return 1.0 - _sigmoid(z) ** 2


def square_of_the_difference(z):
    """The whole of 1 - tanh(z) is squared; only the tanh is."""
    return (1.0 - np.tanh(z)) ** 2


def plus_the_square(z):
    """The square is added where it should be subtracted, so the slope grows away from zero instead of fading."""
    return 1.0 + np.tanh(z) ** 2


def wrong_sign(z):
    """The sign is wrong: tanh climbs everywhere, so its slope is never negative."""
    return -reference.tanh_derivative(z)


def cosine_not_squared(z):
    """This is one over the hyperbolic cosine; the slope has its square below the line."""
    return np.sqrt(reference.tanh_derivative(z))


def slope_squared(z):
    """This is the square of the slope: it is squared once too often."""
    return reference.tanh_derivative(z) ** 2


def derivative_of_the_square(z):
    """Twice tanh is the derivative of a square by tanh, not of tanh by z."""
    return 2.0 * np.tanh(z)


def inner_slope_doubled(z):
    """The square is counted twice, as in 1 - 2 t²; it should be subtracted once."""
    return 1.0 - 2.0 * np.tanh(z) ** 2


def second_derivative(z):
    """This is the slope of the slope, which is 0 at z = 0; there tanh is at its steepest."""
    return -2.0 * np.tanh(z) * reference.tanh_derivative(z)


def factor_z(z):
    """There is a factor z too many: at z = 0 it makes the slope 0, where it should be largest."""
    return z * reference.tanh_derivative(z)


def half_argument(z):
    """z is halved on the way, so the slope fades half as fast as it should."""
    return reference.tanh_derivative(z / 2.0)


def tangent_in_the_rule(z):
    """The tangent of trigonometry is in the rule; its square is not bounded by 1."""
    return 1.0 - np.tan(z) ** 2


def slope_of_the_inverse(z):
    """This is the slope of the arctangent, 1 / (1 + z²); the slope of tanh fades far faster."""
    return 1.0 / (1.0 + z**2)


def slope_of_the_inverse_tanh(z):
    """This is the slope of the inverse of tanh, 1 / (1 - z²), which divides by zero at z = 1."""
    return 1.0 / (1.0 - z**2)


def bell_curve(z):
    """This is a Gaussian bell; the slope of tanh has the same look but heavier tails."""
    return np.exp(-(z**2))


def slope_of_hard_tanh(z):
    """This is the slope of hard tanh, 1 between -1 and 1 and 0 outside; tanh is smooth."""
    return (np.abs(z) < 1).astype(float)


def constant_one(z):
    """The slope is 1 everywhere; it is so at z = 0 only."""
    return np.ones_like(z)


def one_slope(z):
    """One slope is returned for the whole array; every entry has its own."""
    return np.mean(reference.tanh_derivative(z))


def finite_difference(z):
    """The slope is right to some digits only: it is a finite difference, or rounded, or z is limited too early."""
    return (np.tanh(z + 1e-5) - np.tanh(z - 1e-5)) / 2e-5


def slope_clipped_at_five(z):
    """z is limited to about ±5, where the slope is not zero yet; limits have to lie where it no longer counts."""
    return reference.tanh_derivative(np.clip(z, -5.0, 5.0))


def slope_clipped_at_ten(z):
    """z is limited to about ±10, where the slope is not zero yet; limits have to lie where it no longer counts."""
    return reference.tanh_derivative(np.clip(z, -10.0, 10.0))


def floor_under_the_slope(z):
    """The slope is kept above some small number; far from zero it should fade away entirely."""
    return np.maximum(reference.tanh_derivative(z), 1e-6)


def naive_tanh_inside(z):
    """The rule is right, but far from zero the quotient in it is infinity divided by infinity, which is nan."""
    return 1.0 - _quotient(z) ** 2


def growing_exponential_inside(z):
    """The rule is right, but e^(2z) in it overflows far right of zero, and infinity divided by infinity is nan."""
    return 1.0 - growing_exponential(z) ** 2


def fading_exponential_inside(z):
    """The rule is right, but e^(-2z) in it overflows far left of zero, and infinity divided by infinity is nan."""
    return 1.0 - fading_exponential(z) ** 2


def overflowing_sigmoid_inside(z):
    """The slope is right, but the exponential of the sigmoid in it overflows far left of zero, and numpy warns."""
    return 1.0 - overflowing_sigmoid(z) ** 2


def overflowing_cosine(z):
    """Through the hyperbolic cosine the slope is right, but on both sides the cosine overflows, and numpy warns."""
    return 1.0 / np.cosh(z) ** 2


def slope_overwrites(z):
    """The argument itself is overwritten on the way to the slope; the caller still needs it, so work on a copy."""
    z[...] = np.tanh(z)
    return 1.0 - z**2


def slope_clips_in_place(z):
    """Limiting z overwrites the argument itself; the caller still needs it, so work on a copy."""
    np.clip(z, -300.0, 300.0, out=z)
    return reference.tanh_derivative(z)


def mirrored(z):
    """The slope is taken at -z."""
    return reference.tanh_derivative(-z)


MISCONCEPTIONS = {
    "tanh": [
        sigmoid, stretched_sigmoid, too_steep, moved_up, falling, upside_down, plus_on_both_sides,
        doubled_exponent_in_one_place, half_the_difference, difference_alone, missing_parentheses, tangent, inverse,
        scaled_inverse, softsign, hard_tanh, signs_only, magnitude, even_quotient, identity, slope_instead_of_value,
        one_number, twice_applied, clip_at_five, clip_at_ten, clipped_result, small_number_in_the_denominator,
        naive_quotient, growing_exponential, fading_exponential, overflowing_sigmoid, both_cases_computed,
        argument_clipped_in_place, argument_overwritten, clip_at_twenty,
    ],
    "tanh_derivative": [
        takes_the_output, value_instead_of_slope, slope_at_the_output, square_forgotten, one_forgotten,
        rule_of_sigmoid, slope_of_sigmoid, sigmoid_in_the_rule, square_of_the_difference, plus_the_square,
        wrong_sign, cosine_not_squared, slope_squared, derivative_of_the_square, inner_slope_doubled,
        second_derivative, factor_z, half_argument, tangent_in_the_rule, slope_of_the_inverse,
        slope_of_the_inverse_tanh, bell_curve, slope_of_hard_tanh, constant_one, one_slope, finite_difference,
        slope_clipped_at_five, slope_clipped_at_ten, floor_under_the_slope, naive_tanh_inside,
        growing_exponential_inside, fading_exponential_inside, overflowing_sigmoid_inside, overflowing_cosine,
        slope_overwrites, slope_clips_in_place, mirrored,
    ],
}  # fmt: skip

EQUIVALENT = {
    "clip_at_twenty": "tanh(20) differs from 1 by 8e-18, which a double next to 1 cannot hold.",
    "mirrored": "The slope is the same at z and -z, because tanh is odd.",
}
