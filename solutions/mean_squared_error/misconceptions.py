"""Wrong ways to write the mean squared error and its derivative, each with the sentence its author should read."""

import numpy as np


def averaged_over_outputs(y_true, y_pred):
    """The loss is averaged over the outputs too, as np.mean does; the brief sums over them and averages over samples.
    The two agree for one output, and for no more.
    """
    return np.mean((y_pred - y_true) ** 2)


def summed_over_samples(y_true, y_pred):
    """The squared errors are summed but not averaged: the loss grows with the number of samples."""
    return np.sum((y_pred - y_true) ** 2)


def halved(y_true, y_pred):
    """The loss is half of what the brief asks for; the factor one half belongs to another convention."""
    return reference.mean_squared_error(y_true, y_pred) / 2


def half_of_the_sum(y_true, y_pred):
    """This is half of the sum of squares: the brief has no factor one half, and averages over the samples."""
    return np.sum((y_pred - y_true) ** 2) / 2


def halved_mean_over_all(y_true, y_pred):
    """This is half of the average over every entry: the brief has no factor one half, and sums over the outputs."""
    return np.mean((y_pred - y_true) ** 2) / 2


def root_mean_square(y_true, y_pred):
    """The root is taken at the end: that is the RMSE, not the mean squared error."""
    return np.sqrt(reference.mean_squared_error(y_true, y_pred))


def root_mean_square_over_all(y_true, y_pred):
    """The root is taken at the end, and the outputs are averaged too: the brief wants neither."""
    return np.sqrt(np.mean((y_pred - y_true) ** 2))


def absolute_error(y_true, y_pred):
    """The absolute errors are added; they should be squared first."""
    return np.sum(np.abs(y_pred - y_true)) / len(y_true)


def mean_absolute_error(y_true, y_pred):
    """This is the mean absolute error, averaged over every entry: errors should be squared, and outputs summed."""
    return np.mean(np.abs(y_pred - y_true))


def errors_not_squared(y_true, y_pred):
    """The errors are averaged as they are, so that positive and negative ones cancel; square them first."""
    return np.sum(y_pred - y_true) / len(y_true)


def squared_after_the_mean(y_true, y_pred):
    """The errors are averaged first and squared afterwards, so that positive and negative ones cancel."""
    return np.mean(y_pred - y_true) ** 2


def squared_after_the_sum_over_outputs(y_true, y_pred):
    """The errors of one sample are added before they are squared, so that they can cancel; square each one first."""
    return np.mean(np.sum(y_pred - y_true, axis=1) ** 2)


def squared_after_the_sum_over_samples(y_true, y_pred):
    """The errors of one output are averaged before they are squared, so that they can cancel; square each one first."""
    return np.sum(np.mean(y_pred - y_true, axis=0) ** 2)


def distance_not_squared(y_true, y_pred):
    """The average distance between prediction and target is returned; the average of its square is wanted."""
    return np.mean(np.linalg.norm(y_pred - y_true, axis=1))


def norm_over_samples(y_true, y_pred):
    """A root is taken of the whole sum before it is divided by the number of samples; a squared error has none."""
    return np.linalg.norm(y_pred - y_true) / len(y_true)


def spectral_norm(y_true, y_pred):
    """The norm is the largest singular value, which is the root of the summed squares for one row or column only."""
    return np.linalg.norm(y_pred - y_true, 2) ** 2 / len(y_true)


def variance_of_the_errors(y_true, y_pred):
    """The mean error is subtracted before squaring: that is the variance of the errors, blind to a constant offset."""
    return np.sum(np.var(y_pred - y_true, axis=0))


def variance_over_all(y_true, y_pred):
    """This is the variance of all errors: their mean is subtracted first, so a constant offset costs nothing."""
    return np.var(y_pred - y_true)


def divided_by_outputs(y_true, y_pred):
    """The sum is divided by the number of outputs (columns); it should be divided by the number of samples (rows)."""
    return np.sum((y_pred - y_true) ** 2) / y_true.shape[1]


def one_sample_fewer(y_true, y_pred):
    """The sum is divided by one less than the number of samples, as for a variance; this is a plain average."""
    return np.sum((y_pred - y_true) ** 2) / max(len(y_true) - 1, 1)


def averaged_twice(y_true, y_pred):
    """The sum is divided by the number of samples twice."""
    return reference.mean_squared_error(y_true, y_pred) / len(y_true)


def one_loss_per_sample(y_true, y_pred):
    """One loss per sample is returned; the average of them is still to be taken."""
    return np.sum((y_pred - y_true) ** 2, axis=1)


def one_loss_per_output(y_true, y_pred):
    """One loss per output is returned; they are still to be summed."""
    return np.mean((y_pred - y_true) ** 2, axis=0)


def one_by_one_array(y_true, y_pred):
    """The value is right but sits in an array of shape (1, 1); the loss is one float."""
    return np.array([[reference.mean_squared_error(y_true, y_pred)]])


def product_of_outputs(y_true, y_pred):
    """The errors are multiplied as matrices, which gives one number per pair of outputs; the loss is one number."""
    return (y_pred - y_true).T @ (y_pred - y_true) / len(y_true)


def squared_errors(y_true, y_pred):
    """The squared errors are returned one by one; they are still to be summed and averaged."""
    return (y_pred - y_true) ** 2


def first_output_only(y_true, y_pred):
    """Only the first output counts; every column should."""
    return np.mean((y_pred[:, 0] - y_true[:, 0]) ** 2)


def first_sample_only(y_true, y_pred):
    """Only the first sample counts; every row should."""
    return np.sum((y_pred[0] - y_true[0]) ** 2)


def every_pair_of_samples(y_true, y_pred):
    """Every prediction is compared with every target, by broadcasting; compare each with its own target only."""
    return np.sum((y_pred[:, None] - y_true[None]) ** 2) / len(y_true)


def largest_error(y_true, y_pred):
    """The largest squared error is returned; every error counts."""
    return np.max((y_pred - y_true) ** 2)


def negated(y_true, y_pred):
    """The loss is negative: it should be large where the prediction is bad, not small."""
    return -reference.mean_squared_error(y_true, y_pred)


def rounded(y_true, y_pred):
    """The loss is rounded, so that small improvements vanish; return it as it is."""
    return round(reference.mean_squared_error(y_true, y_pred), 4)


def huber(y_true, y_pred):
    """Large errors count linearly only, as in the Huber loss; here every error is squared."""
    error = np.abs(y_pred - y_true)
    return np.sum(np.where(error <= 1, error**2, 2 * error - 1)) / len(y_true)


def loss_in_place(y_true, y_pred):
    """The value is right, but y_pred is overwritten with the errors; the caller needs it, so work on a new array."""
    y_pred -= y_true
    return np.sum(y_pred**2) / len(y_true)


def _slope(y_true, y_pred, scale=1.0):
    return scale * reference.mean_squared_error_derivative(y_true, y_pred)


def divided_by_samples_and_outputs(y_true, y_pred):
    """The derivative is averaged over the outputs too; the loss sums over them, so only the number of samples divides.
    The two agree for one output, and for no more.
    """
    return _slope(y_true, y_pred, 1 / y_true.shape[1])


def factor_two_missing(y_true, y_pred):
    """The factor 2 from differentiating the square is missing."""
    return _slope(y_true, y_pred, 0.5)


def factor_two_missing_and_divided_by_all(y_true, y_pred):
    """The factor 2 from differentiating the square is missing, and the outputs divide as well as the samples."""
    return _slope(y_true, y_pred, 0.5 / y_true.shape[1])


def sign_flipped(y_true, y_pred):
    """The sign is flipped, as if y_true were the variable; where a prediction is too large, it is positive."""
    return _slope(y_true, y_pred, -1.0)


def sign_flipped_without_two(y_true, y_pred):
    """The sign is flipped, and the factor 2 from differentiating the square is missing."""
    return _slope(y_true, y_pred, -0.5)


def sign_flipped_and_divided_by_all(y_true, y_pred):
    """The sign is flipped, and the derivative is divided by samples times outputs instead of samples."""
    return _slope(y_true, y_pred, -1 / y_true.shape[1])


def not_averaged(y_true, y_pred):
    """The derivative is not divided by the number of samples, as the loss is."""
    return _slope(y_true, y_pred, len(y_true))


def bare_difference(y_true, y_pred):
    """This is the error itself: the factor 2 and the number of samples are both missing."""
    return y_pred - y_true


def slope_divided_by_outputs(y_true, y_pred):
    """The derivative is divided by the number of outputs (columns); the number of samples (rows) should divide."""
    return _slope(y_true, y_pred, len(y_true) / y_true.shape[1])


def slope_averaged_twice(y_true, y_pred):
    """The derivative is divided by the number of samples twice."""
    return _slope(y_true, y_pred, 1 / len(y_true))


def slope_over_one_sample_fewer(y_true, y_pred):
    """The derivative is divided by one less than the number of samples; the loss is a plain average."""
    return _slope(y_true, y_pred, len(y_true) / max(len(y_true) - 1, 1))


def integer_division(y_true, y_pred):
    """The factor is rounded down to a whole number, so it is 0 from three samples on; use true division."""
    return (2 // len(y_true)) * (y_pred - y_true)


def summed_to_one_row(y_true, y_pred):
    """The derivative is summed over the samples; every prediction has a derivative of its own."""
    return np.sum(_slope(y_true, y_pred), axis=0, keepdims=True)


def summed_to_one_column(y_true, y_pred):
    """The derivative is summed over the outputs; every prediction has a derivative of its own."""
    return np.sum(_slope(y_true, y_pred), axis=1, keepdims=True)


def summed_to_a_number(y_true, y_pred):
    """The derivative is summed to one number; every prediction has a derivative of its own."""
    return np.sum(_slope(y_true, y_pred))


def averaged_to_a_number(y_true, y_pred):
    """The derivative is averaged to one number, as the loss is; every prediction has a derivative of its own."""
    return 2 * np.mean(y_pred - y_true)


def mixed_over_outputs(y_true, y_pred):
    """Every output of a sample gets the sum of their derivatives; each depends on its own error only."""
    return np.zeros_like(y_pred) + summed_to_one_column(y_true, y_pred)


def mixed_over_samples(y_true, y_pred):
    """Every sample gets the sum of their derivatives; each depends on its own error only."""
    return np.zeros_like(y_pred) + summed_to_one_row(y_true, y_pred)


def flattened(y_true, y_pred):
    """The values are right, but in one dimension; the derivative has the shape of the predictions."""
    return _slope(y_true, y_pred).ravel()


def transposed(y_true, y_pred):
    """Rows and columns are exchanged; the derivative has the shape of the predictions, samples as rows."""
    return _slope(y_true, y_pred).T


def loss_itself(y_true, y_pred):
    """This is the loss, not its derivative: one number instead of one slope per prediction."""
    return reference.mean_squared_error(y_true, y_pred)


def squared_terms(y_true, y_pred):
    """The errors are still squared; the derivative of a square is linear in the error, and has its sign."""
    return 2 / len(y_true) * (y_pred - y_true) ** 2


def size_of_the_error(y_true, y_pred):
    """The sign of the error is lost, so no slope is negative; where a prediction is too small it should be."""
    return np.abs(_slope(y_true, y_pred))


def slope_of_absolute_error(y_true, y_pred):
    """This is the derivative of the absolute error: the sign of the error alone, whatever its size."""
    return np.sign(y_pred - y_true) / len(y_true)


def slope_of_the_root(y_true, y_pred):
    """This is the derivative of the RMSE: it is divided by the root of the loss as well."""
    return _slope(y_true, y_pred) / (2 * np.sqrt(max(reference.mean_squared_error(y_true, y_pred), 1e-300)))


def slope_clipped(y_true, y_pred):
    """The errors are clipped to [-1, 1], as in the Huber loss; here their size counts in full."""
    return 2 / len(y_true) * np.clip(y_pred - y_true, -1, 1)


def first_output_slope_only(y_true, y_pred):
    """Only the first output has a slope; every column of the predictions enters the loss."""
    return _slope(y_true, y_pred) * (np.arange(y_true.shape[1]) == 0)


def loss_times_error(y_true, y_pred):
    """The loss itself is multiplied in: the chain rule brings down the factor 2 and the error, not the loss."""
    return _slope(y_true, y_pred, reference.mean_squared_error(y_true, y_pred))


def slope_in_place(y_true, y_pred):
    """The value is right, but y_pred is overwritten with it; the caller still needs it, so work on a new array."""
    y_pred -= y_true
    y_pred *= 2 / len(y_true)
    return y_pred


MISCONCEPTIONS = {
    "mean_squared_error": [
        averaged_over_outputs, summed_over_samples, halved, half_of_the_sum, halved_mean_over_all,
        root_mean_square, root_mean_square_over_all, absolute_error, mean_absolute_error, errors_not_squared,
        squared_after_the_mean, squared_after_the_sum_over_outputs, squared_after_the_sum_over_samples,
        distance_not_squared, norm_over_samples, spectral_norm, variance_of_the_errors, variance_over_all,
        divided_by_outputs, one_sample_fewer, averaged_twice, one_loss_per_sample, one_loss_per_output,
        one_by_one_array, product_of_outputs, squared_errors, first_output_only, first_sample_only,
        every_pair_of_samples, largest_error, negated, rounded, huber, loss_in_place,
    ],
    "mean_squared_error_derivative": [
        divided_by_samples_and_outputs, factor_two_missing, factor_two_missing_and_divided_by_all,
        sign_flipped, sign_flipped_without_two, sign_flipped_and_divided_by_all, not_averaged,
        bare_difference, slope_divided_by_outputs, slope_averaged_twice, slope_over_one_sample_fewer,
        integer_division, summed_to_one_row, summed_to_one_column, summed_to_a_number, averaged_to_a_number,
        mixed_over_outputs, mixed_over_samples, flattened, transposed, loss_itself, squared_terms,
        size_of_the_error, slope_of_absolute_error, slope_of_the_root, slope_clipped, first_output_slope_only,
        loss_times_error, slope_in_place,
    ],
}  # fmt: skip

VARIED = {"mean_squared_error_derivative": "_slope"}
