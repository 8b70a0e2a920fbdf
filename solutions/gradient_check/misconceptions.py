"""Wrong ways to check gradients, each with the sentence its author should read."""

import numpy as np


def _central(loss_at, epsilon):
    return (loss_at(epsilon) - loss_at(-epsilon)) / (2 * epsilon)


def _relative(analytic, numeric, epsilon):
    return np.abs(analytic - numeric) / (np.abs(analytic) + np.abs(numeric) + epsilon)


def _gradients(parameters, X, y_true, activation):
    _, cache = forward_propagation(X, parameters, activation)
    return backward_propagation(parameters, cache, y_true, activation)


def _checked(gradients, parameters):
    for name, values in parameters.items():
        if np.shape(gradients[f"d{name}"]) != values.shape:
            raise ValueError(f"d{name} has another shape than {name}")
    return gradients


def _numeric(parameters, X, y_true, activation, epsilon, difference=_central, measure=mean_squared_error):
    numeric = {}
    for name, values in parameters.items():
        numeric[name] = np.zeros(values.shape)
        for index in np.ndindex(values.shape):

            def loss_at(step, name=name, values=values, index=index):
                moved = values.copy()
                moved[index] = moved[index] + step
                y_pred, _ = forward_propagation(X, {**parameters, name: moved}, activation)
                return measure(y_true, y_pred)

            numeric[name][index] = difference(loss_at, epsilon)
    return numeric


def _errors(parameters, X, y_true, activation, epsilon, *, error=_relative, gradients=None, numeric=None, **numerics):
    """Return the errors of every parameter by name; each keyword replaces one step of the right way."""
    if gradients is None:
        gradients = _gradients(parameters, X, y_true, activation)
    _checked(gradients, parameters)
    if numeric is None:
        numeric = _numeric(parameters, X, y_true, activation, epsilon, **numerics)
    return {name: error(np.asarray(gradients[f"d{name}"]), numeric[name], epsilon) for name in parameters}


def _largest(errors):
    return float(np.max([np.max(error) for error in errors.values()]))


def _all(errors):
    return np.concatenate([np.ravel(error) for error in errors.values()])


# What is compared


def perturbs_inputs(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The inputs X are shifted instead of the parameters: that is the slope with respect to X, another gradient."""
    above, below = (
        mean_squared_error(y_true, forward_propagation(X + s, parameters, activation)[0]) for s in (epsilon, -epsilon)
    )
    slope = (above - below) / (2 * epsilon)
    numeric = {name: np.full(values.shape, slope) for name, values in parameters.items()}
    return _largest(_errors(parameters, X, y_true, activation, epsilon, numeric=numeric))


def numeric_with_itself(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The numerical gradient is compared with itself, so the error is always 0 and nothing is checked."""
    numeric = _numeric(parameters, X, y_true, activation, epsilon)
    gradients = {f"d{name}": value for name, value in numeric.items()}
    return _largest(_errors(parameters, X, y_true, activation, epsilon, gradients=gradients, numeric=numeric))


def whole_parameter_shifted(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """All entries of a parameter are shifted at once; a partial derivative shifts one entry and leaves the others."""
    numeric = {}
    for name, values in parameters.items():
        above, below = (
            mean_squared_error(y_true, forward_propagation(X, {**parameters, name: values + s}, activation)[0])
            for s in (epsilon, -epsilon)
        )
        numeric[name] = np.full(values.shape, (above - below) / (2 * epsilon))
    return _largest(_errors(parameters, X, y_true, activation, epsilon, numeric=numeric))


def gradient_of_shifted_network(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """Backpropagation runs on the cache of a shifted network; it belongs to the network as it was given."""
    last = list(parameters)[-1]
    _, cache = forward_propagation(X, {**parameters, last: parameters[last] + epsilon}, activation)
    gradients = backward_propagation(parameters, cache, y_true, activation)
    return _largest(_errors(parameters, X, y_true, activation, epsilon, gradients=gradients))


# How the difference is taken


def forward_difference(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The difference is one-sided: L(θ + ε) against L(θ). A central difference looks on both sides."""

    def difference(loss_at, epsilon):
        return (loss_at(epsilon) - loss_at(0.0)) / epsilon

    return _largest(_errors(parameters, X, y_true, activation, epsilon, difference=difference))


def backward_difference(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The difference is one-sided: L(θ − ε) against L(θ). A central difference looks on both sides."""

    def difference(loss_at, epsilon):
        return (loss_at(0.0) - loss_at(-epsilon)) / epsilon

    return _largest(_errors(parameters, X, y_true, activation, epsilon, difference=difference))


def divides_by_epsilon(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The difference is divided by epsilon, but the two points are two epsilon apart."""

    def difference(loss_at, epsilon):
        return (loss_at(epsilon) - loss_at(-epsilon)) / epsilon

    return _largest(_errors(parameters, X, y_true, activation, epsilon, difference=difference))


def back_to_the_middle(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The second loss is taken at the old value: epsilon is subtracted from the entry that was already moved up."""

    def difference(loss_at, epsilon):
        return (loss_at(epsilon) - loss_at(0.0)) / (2 * epsilon)

    return _largest(_errors(parameters, X, y_true, activation, epsilon, difference=difference))


def sign_of_difference(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The two losses are subtracted the wrong way round, so the numerical gradient has the wrong sign."""

    def difference(loss_at, epsilon):
        return (loss_at(-epsilon) - loss_at(epsilon)) / (2 * epsilon)

    return _largest(_errors(parameters, X, y_true, activation, epsilon, difference=difference))


def half_step(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The step is half of epsilon to either side; the brief steps by all of epsilon."""

    def difference(loss_at, epsilon):
        return (loss_at(epsilon / 2) - loss_at(-epsilon / 2)) / epsilon

    return _largest(_errors(parameters, X, y_true, activation, epsilon, difference=difference))


def own_step(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The step is always 1e-7: the argument epsilon is not used for it."""

    def difference(loss_at, epsilon):
        return _central(loss_at, 1e-7)

    return _largest(_errors(parameters, X, y_true, activation, epsilon, difference=difference))


def integer_gradients(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The numerical gradient is kept in an array of integers, which cuts the decimals off."""

    def difference(loss_at, epsilon):
        return int(_central(loss_at, epsilon))

    return _largest(_errors(parameters, X, y_true, activation, epsilon, difference=difference))


def single_precision(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The losses are computed in float32: its rounding is larger than what epsilon changes, so compute in float64."""

    def measure(y_true, y_pred):
        return np.float32(mean_squared_error(y_true, y_pred))

    return _largest(_errors(parameters, X, y_true, activation, epsilon, measure=measure))


# Which loss, and of which network


def loss_averaged_over_outputs(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The loss is averaged over outputs as well: with o outputs the numerical gradient is o times too small."""

    def measure(y_true, y_pred):
        return np.mean((y_true - y_pred) ** 2)

    return _largest(_errors(parameters, X, y_true, activation, epsilon, measure=measure))


def loss_not_averaged(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The loss is summed over the samples; the given mean_squared_error averages over them."""

    def measure(y_true, y_pred):
        return np.sum((y_true - y_pred) ** 2)

    return _largest(_errors(parameters, X, y_true, activation, epsilon, measure=measure))


def half_loss(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """Half the squared error is differentiated, so the numerical gradient is half of what it should be."""

    def measure(y_true, y_pred):
        return mean_squared_error(y_true, y_pred) / 2

    return _largest(_errors(parameters, X, y_true, activation, epsilon, measure=measure))


def activation_ignored(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The activation is never passed on: every network is checked as a relu network."""
    return _largest(_errors(parameters, X, y_true, "relu", epsilon))


def activation_not_in_backward(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The activation is not passed to backward_propagation, which then takes every network for a relu network."""
    _, cache = forward_propagation(X, parameters, activation)
    gradients = backward_propagation(parameters, cache, y_true)
    return _largest(_errors(parameters, X, y_true, activation, epsilon, gradients=gradients))


def activation_not_in_losses(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The activation is not passed to the forward passes of the shifted networks, which are then relu networks."""
    gradients = _gradients(parameters, X, y_true, activation)
    return _largest(_errors(parameters, X, y_true, "relu", epsilon, gradients=gradients))


# How the error is measured


def absolute_error(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The error is absolute; a relative error divides by the size of the two gradients."""
    return _largest(_errors(parameters, X, y_true, activation, epsilon, error=lambda a, n, e: np.abs(a - n)))


def signed_difference(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The difference keeps its sign, so gradients that are too small get a negative error and pass."""

    def error(a, n, e):
        return (a - n) / (np.abs(a) + np.abs(n) + e)

    return _largest(_errors(parameters, X, y_true, activation, epsilon, error=error))


def magnitudes_only(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """Only magnitudes are compared, so a gradient of the wrong sign passes."""

    def error(a, n, e):
        return _relative(np.abs(a), np.abs(n), e)

    return _largest(_errors(parameters, X, y_true, activation, epsilon, error=error))


def magnitude_of_sum(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The denominator is |a + n|, which vanishes when the signs differ; each gradient has its own absolute value."""

    def error(a, n, e):
        return np.abs(a - n) / (np.abs(a + n) + e)

    return _largest(_errors(parameters, X, y_true, activation, epsilon, error=error))


def signed_denominator(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The denominator is a + n without absolute values, so negative gradients make the error negative."""

    def error(a, n, e):
        return np.abs(a - n) / (a + n + e)

    return _largest(_errors(parameters, X, y_true, activation, epsilon, error=error))


def larger_denominator(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The denominator is the larger of |a| and |n|; the brief takes their sum."""

    def error(a, n, e):
        return np.abs(a - n) / (np.maximum(np.abs(a), np.abs(n)) + e)

    return _largest(_errors(parameters, X, y_true, activation, epsilon, error=error))


def relative_to_numeric(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The difference is divided by |n| alone; the brief divides by |a| + |n| + epsilon."""

    def error(a, n, e):
        return np.abs(a - n) / (np.abs(n) + e)

    return _largest(_errors(parameters, X, y_true, activation, epsilon, error=error))


def relative_to_analytic(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The difference is divided by |a| alone; the brief divides by |a| + |n| + epsilon."""

    def error(a, n, e):
        return np.abs(a - n) / (np.abs(a) + e)

    return _largest(_errors(parameters, X, y_true, activation, epsilon, error=error))


def mean_denominator(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The denominator is the mean of |a| and |n|, so errors come out twice too large; the brief takes their sum."""

    def error(a, n, e):
        return np.abs(a - n) / ((np.abs(a) + np.abs(n)) / 2 + e)

    return _largest(_errors(parameters, X, y_true, activation, epsilon, error=error))


def no_epsilon_in_denominator(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """There is no epsilon in the denominator, so two gradients that are both 0 give 0 / 0."""

    def error(a, n, e):
        with np.errstate(invalid="ignore"):
            return np.abs(a - n) / (np.abs(a) + np.abs(n))

    return _largest(_errors(parameters, X, y_true, activation, epsilon, error=error))


def own_epsilon_in_denominator(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The small term in the denominator is a fixed 1e-8; the brief takes the argument epsilon."""
    return _largest(_errors(parameters, X, y_true, activation, epsilon, error=lambda a, n, e: _relative(a, n, 1e-8)))


def epsilon_as_floor(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """Epsilon is a lower bound of the denominator; the brief adds it."""

    def error(a, n, e):
        return np.abs(a - n) / np.maximum(np.abs(a) + np.abs(n), e)

    return _largest(_errors(parameters, X, y_true, activation, epsilon, error=error))


def squared_error(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The relative errors are squared, which makes a bug of 10 % look like one of 1 %."""
    return _largest(_errors(parameters, X, y_true, activation, epsilon, error=lambda a, n, e: _relative(a, n, e) ** 2))


def norm_ratio_of_each_parameter(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """Norms of whole gradients are compared; one wrong entry hardly changes a norm, so compare entry by entry."""

    def error(a, n, e):
        return np.linalg.norm(a - n) / (np.linalg.norm(a) + np.linalg.norm(n) + e)

    return _largest(_errors(parameters, X, y_true, activation, epsilon, error=error))


def norm_ratio(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """All gradients are put in one vector and norms are compared; a bug in one entry drowns, so compare entries."""
    analytic = _all(_errors(parameters, X, y_true, activation, epsilon, error=lambda a, n, e: a))
    numeric = _all(_errors(parameters, X, y_true, activation, epsilon, error=lambda a, n, e: n))
    return float(np.linalg.norm(analytic - numeric) / (np.linalg.norm(analytic) + np.linalg.norm(numeric) + epsilon))


def largest_difference_by_largest_size(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The largest difference of a parameter is divided by its largest gradients; each entry has its own denominator."""

    def error(a, n, e):
        return np.max(np.abs(a - n)) / (np.max(np.abs(a)) + np.max(np.abs(n)) + e)

    return _largest(_errors(parameters, X, y_true, activation, epsilon, error=error))


# What becomes of the errors


def mean_error(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The errors are averaged, so one wrong entry drowns among right ones; the largest counts."""
    return float(np.mean(_all(_errors(parameters, X, y_true, activation, epsilon))))


def mean_error_of_each_parameter(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The errors of a parameter are averaged before the largest is taken, so one wrong entry drowns."""
    return float(np.max([np.mean(error) for error in _errors(parameters, X, y_true, activation, epsilon).values()]))


def smallest_error(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The smallest error is returned, so one right entry hides all wrong ones; the largest counts."""
    return float(np.min(_all(_errors(parameters, X, y_true, activation, epsilon))))


def sum_of_errors(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The errors are added up, so the answer grows with the network; the largest counts."""
    return float(np.sum(_all(_errors(parameters, X, y_true, activation, epsilon))))


def first_error_above_threshold(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The search stops at the first parameter that looks wrong; a later one may have a larger error."""
    errors = [np.max(error) for error in _errors(parameters, X, y_true, activation, epsilon).values()]
    return float(next((error for error in errors if not error < 1e-5), np.max(errors)))


def last_parameter_only(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """Only the last parameter's error is returned: each one overwrites the one before."""
    return float(np.max(list(_errors(parameters, X, y_true, activation, epsilon).values())[-1]))


def first_parameter_only(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """Only the first parameter is checked: the function returns within its loop."""
    return float(np.max(next(iter(_errors(parameters, X, y_true, activation, epsilon).values()))))


def weights_only(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """Only the weights are checked; the biases are parameters, too."""
    errors = _errors(parameters, X, y_true, activation, epsilon)
    return _largest({name: error for name, error in errors.items() if name.startswith("W")})


def biases_only(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """Only the biases are checked; the weights are parameters, too."""
    errors = _errors(parameters, X, y_true, activation, epsilon)
    return _largest({name: error for name, error in errors.items() if name.startswith("b")})


def last_layer_only(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """Only the last layer is checked; bugs mostly sit in the layers before it."""
    errors = _errors(parameters, X, y_true, activation, epsilon)
    return _largest({name: error for name, error in errors.items() if int(name[1:]) == len(parameters) // 2})


def last_layer_skipped(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The loop over the layers ends one too early, so the last layer is never checked."""
    errors = _errors(parameters, X, y_true, activation, epsilon)
    kept = {name: error for name, error in errors.items() if int(name[1:]) < len(parameters) // 2}
    return _largest(kept) if kept else 0.0


def first_layer_only(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """Only the first layer is checked, however many there are."""
    errors = _errors(parameters, X, y_true, activation, epsilon)
    return _largest({name: error for name, error in errors.items() if int(name[1:]) == 1})


def two_layers_only(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """Only the first two layers are checked; the parameters tell how many there are."""
    errors = _errors(parameters, X, y_true, activation, epsilon)
    return _largest({name: error for name, error in errors.items() if int(name[1:]) <= 2})


def first_entry_only(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """Only the first entry of each parameter is checked; a bug may sit in any entry."""
    errors = _errors(parameters, X, y_true, activation, epsilon)
    return _largest({name: np.ravel(error)[:1] for name, error in errors.items()})


def first_row_only(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """Only the first row of each parameter is checked: the loop has one index too few."""
    errors = _errors(parameters, X, y_true, activation, epsilon)
    return _largest({name: error[:1] for name, error in errors.items()})


def zero_gradients_skipped(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """Entries whose gradient is 0 are left out, so backpropagation that returns zeros passes."""

    def error(a, n, e):
        return np.where(a == 0, 0.0, _relative(a, n, e))

    return _largest(_errors(parameters, X, y_true, activation, epsilon, error=error))


def rounded(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The error is rounded to six decimals, which turns the small ones into 0."""
    return round(_largest(_errors(parameters, X, y_true, activation, epsilon)), 6)


def verdict(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The answer is True or False; the brief asks for the error itself, so that the caller can judge it."""
    return _largest(_errors(parameters, X, y_true, activation, epsilon)) < 1e-5


def error_of_each_parameter(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """One error per parameter is returned; the brief asks for one number, the largest of all."""
    return {name: float(np.max(error)) for name, error in _errors(parameters, X, y_true, activation, epsilon).items()}


def nothing_returned(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The error is worked out, and perhaps printed, but not returned."""
    _largest(_errors(parameters, X, y_true, activation, epsilon))


# What slips through


def nan_lost_in_maximum(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The running maximum loses NaN: `NaN > largest` is false, so gradients that are all NaN get error 0 and pass."""
    largest = 0.0
    for error in _all(_errors(parameters, X, y_true, activation, epsilon)):
        if error > largest:
            largest = float(error)
    return largest


def nan_forgotten_later(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The built-in max loses a NaN that is not the last one it meets, because every comparison with NaN is false."""
    largest = 0.0
    for error in _errors(parameters, X, y_true, activation, epsilon).values():
        largest = max(float(np.max(error)), largest)
    return largest


def nan_ignored(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """NaN is left out of the maximum, so a gradient with NaN in it passes if its other entries are right."""
    errors = _all(_errors(parameters, X, y_true, activation, epsilon))
    return float(np.fmax.reduce(errors))


def nan_taken_for_zero(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """NaN in the gradients is replaced by 0, so it passes wherever the true gradient is 0."""
    gradients = {name: np.nan_to_num(value) for name, value in _gradients(parameters, X, y_true, activation).items()}
    return _largest(_errors(parameters, X, y_true, activation, epsilon, gradients=gradients))


def shape_not_compared(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """Shapes are never compared: a bias gradient of shape (n,) broadcasts against (1, n) and passes."""
    gradients = _gradients(parameters, X, y_true, activation)
    numeric = _numeric(parameters, X, y_true, activation, epsilon)
    return _largest({name: _relative(gradients[f"d{name}"], numeric[name], epsilon) for name in parameters})


def reshaped_to_fit(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """Gradients are flattened before the comparison, so one of the wrong shape passes."""
    gradients = _gradients(parameters, X, y_true, activation)
    gradients = {f"d{name}": np.reshape(gradients[f"d{name}"], values.shape) for name, values in parameters.items()}
    return _largest(_errors(parameters, X, y_true, activation, epsilon, gradients=gradients))


def missing_gradient_skipped(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """A parameter without a gradient is skipped, so backpropagation that forgets one passes."""
    gradients = _gradients(parameters, X, y_true, activation)
    numeric = _numeric(parameters, X, y_true, activation, epsilon)
    _checked(gradients, {name: values for name, values in parameters.items() if f"d{name}" in gradients})
    errors = [_relative(gradients[f"d{n}"], numeric[n], epsilon).max() for n in parameters if f"d{n}" in gradients]
    return float(np.max(errors, initial=0.0))


def paired_by_order(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """Parameters and gradients are paired by their order in the dicts; backpropagation makes them in another order."""
    gradients = _gradients(parameters, X, y_true, activation)
    paired = {f"d{name}": gradient for name, gradient in zip(parameters, gradients.values(), strict=True)}
    return _largest(_errors(parameters, X, y_true, activation, epsilon, gradients=paired))


# What is left behind


def _in_place(parameters, X, y_true, activation, epsilon, restore):
    """Check with the parameters shifted in place; ``restore`` is what is done to an entry afterwards."""
    gradients = _gradients(parameters, X, y_true, activation)
    numeric = {}
    for name, values in parameters.items():
        numeric[name] = np.zeros(values.shape)
        for index in np.ndindex(values.shape):
            before = values[index]
            values[index] = before + epsilon
            above = mean_squared_error(y_true, forward_propagation(X, parameters, activation)[0])
            values[index] = before - epsilon
            below = mean_squared_error(y_true, forward_propagation(X, parameters, activation)[0])
            numeric[name][index] = (above - below) / (2 * epsilon)
            values[index] = restore(values[index], before)
    return _largest(_errors(parameters, X, y_true, activation, epsilon, gradients=gradients, numeric=numeric))


def not_restored(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """The parameters are left shifted by epsilon; each entry has to get its old value back."""
    return _in_place(parameters, X, y_true, activation, epsilon, lambda now, before: now)


def not_restored_copies(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """Entries of the working copy stay shifted, so later differences are taken at another point."""
    copies = {name: values.copy() for name, values in parameters.items()}
    return _in_place(copies, X, y_true, activation, epsilon, lambda now, before: now)


def restored_by_arithmetic(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """Entries get their value back by adding epsilon again, which rounding makes inexact; remember the old value."""
    return _in_place(parameters, X, y_true, activation, epsilon, lambda now, before: now + epsilon)


def inputs_centred(parameters, X, y_true, activation="relu", epsilon=1e-7):
    """X is changed in place; the caller still needs it as it was."""
    answer = reference.gradient_check(parameters, X, y_true, activation, epsilon)
    X -= X.mean(axis=0)
    return answer


MISCONCEPTIONS = {
    "gradient_check": [
        perturbs_inputs, numeric_with_itself, whole_parameter_shifted, gradient_of_shifted_network,
        forward_difference, backward_difference, divides_by_epsilon, back_to_the_middle, sign_of_difference,
        half_step, own_step, integer_gradients, single_precision, loss_averaged_over_outputs,
        loss_not_averaged, half_loss, activation_ignored, activation_not_in_backward,
        activation_not_in_losses, absolute_error, signed_difference, magnitudes_only, magnitude_of_sum,
        signed_denominator, larger_denominator, relative_to_numeric, relative_to_analytic, mean_denominator,
        no_epsilon_in_denominator, own_epsilon_in_denominator, epsilon_as_floor, squared_error,
        norm_ratio_of_each_parameter, norm_ratio, largest_difference_by_largest_size, mean_error,
        mean_error_of_each_parameter, smallest_error, sum_of_errors, first_error_above_threshold,
        last_parameter_only, first_parameter_only, weights_only, biases_only, last_layer_only,
        last_layer_skipped, first_layer_only, two_layers_only, first_entry_only, first_row_only,
        zero_gradients_skipped, rounded, verdict, error_of_each_parameter, nothing_returned,
        nan_lost_in_maximum, nan_forgotten_later, nan_ignored, nan_taken_for_zero, shape_not_compared,
        reshaped_to_fit, missing_gradient_skipped, paired_by_order, not_restored, not_restored_copies,
        restored_by_arithmetic, inputs_centred,
    ],
}  # fmt: skip

VARIED = {"gradient_check": "_errors"}
