"""Wrong ways to write backward_propagation, each with the sentence its author should read."""

import numpy as np


def _error(y_true, y_pred):
    return mean_squared_error_derivative(y_true, y_pred)


def _slope(activation, Z, A, dA):
    return reference.SLOPES[activation](Z)


def _to_weights(cache, layer, dZ):
    return cache[f"A{layer - 1}"].T @ dZ


def _to_bias(dZ):
    return dZ.sum(axis=0, keepdims=True)


def _back(parameters, layer, dZ):
    return dZ @ parameters[f"W{layer}"].T


def _backward(
    parameters, cache, y_true, activation,
    *, error=_error, slope=_slope, to_weights=_to_weights, to_bias=_to_bias, back=_back,
):  # fmt: skip
    """Return the gradients; each mistake puts another step in the place of a right one."""
    gradients = {}
    depth = len(parameters) // 2
    dZ = error(y_true, cache[f"A{depth}"])
    for layer in range(depth, 0, -1):
        gradients[f"dW{layer}"] = to_weights(cache, layer, dZ)
        gradients[f"db{layer}"] = to_bias(dZ)
        if layer > 1:
            dA = back(parameters, layer, dZ)
            dZ = dA * slope(activation, cache[f"Z{layer - 1}"], cache[f"A{layer - 1}"], dA)
    return gradients


# The error at the output.


def average_missing(parameters, cache, y_true, activation="relu"):
    """The 1/n is missing: the loss is a mean over the samples, so every gradient here is n times too large."""
    return _backward(parameters, cache, y_true, activation, error=lambda y, p: 2.0 * (p - y))


def divided_by_outputs_too(parameters, cache, y_true, activation="relu"):
    """The error is divided by samples times outputs; the loss averages over samples only and sums over outputs."""
    return _backward(parameters, cache, y_true, activation, error=lambda y, p: 2.0 * (p - y) / y.size)


def averaged_over_outputs_only(parameters, cache, y_true, activation="relu"):
    """The error is divided by the number of outputs; the loss divides by the number of samples, the rows of y_true."""
    return _backward(parameters, cache, y_true, activation, error=lambda y, p: 2.0 * (p - y) / y.shape[1])


def factor_two_missing(parameters, cache, y_true, activation="relu"):
    """Every gradient is half of what it should be: the derivative of a square brings a factor of 2 down."""
    return _backward(parameters, cache, y_true, activation, error=lambda y, p: (p - y) / len(y))


def plain_difference(parameters, cache, y_true, activation="relu"):
    """The error is prediction minus target, as with softmax and cross-entropy; mean squared error has a factor 2/n."""
    return _backward(parameters, cache, y_true, activation, error=lambda y, p: p - y)


def sign_reversed(parameters, cache, y_true, activation="relu"):
    """Every gradient has the wrong sign: where the prediction is too high, the loss rises with it."""
    return _backward(parameters, cache, y_true, activation, error=lambda y, p: -_error(y, p))


def squared_error_sent_back(parameters, cache, y_true, activation="relu"):
    """The squared error itself is sent back through the network; it should be its derivative, which keeps the sign."""
    return _backward(parameters, cache, y_true, activation, error=lambda y, p: (p - y) ** 2 / len(y))


def errors_averaged_first(parameters, cache, y_true, activation="relu"):
    """The errors are averaged before they meet the activations; each sample's error belongs to its own activations."""

    def error(y, p):
        return np.ones_like(y) * np.mean(_error(y, p), axis=0, keepdims=True)

    return _backward(parameters, cache, y_true, activation, error=error)


def clipped(parameters, cache, y_true, activation="relu"):
    """Large gradients are cut off at 1: gradient clipping belongs to the optimiser and not to the derivative."""
    gradients = _backward(parameters, cache, y_true, activation)
    return {key: np.clip(value, -1.0, 1.0) for key, value in gradients.items()}


# The slope of the activation.


def slope_at_activation(parameters, cache, y_true, activation="relu"):
    """The slope is taken at A where it belongs at Z: the given derivatives take Z and apply the function themselves."""
    return _backward(parameters, cache, y_true, activation, slope=lambda name, Z, A, dA: reference.SLOPES[name](A))


def relu_mask_from_activation(parameters, cache, y_true, activation="relu"):
    """The slope of relu is taken at A instead of Z."""

    def slope(name, Z, A, dA):
        return relu_derivative(A) if name == "relu" else _slope(name, Z, A, dA)

    return _backward(parameters, cache, y_true, activation, slope=slope)


def slope_forgotten(parameters, cache, y_true, activation="relu"):
    """The slope of the activation is not multiplied in: the error goes back as if the hidden layers were linear."""
    return _backward(parameters, cache, y_true, activation, slope=lambda name, Z, A, dA: 1.0)


def activation_for_its_slope(parameters, cache, y_true, activation="relu"):
    """The error is multiplied by the activation itself; it should be multiplied by how steep the activation is."""
    return _backward(parameters, cache, y_true, activation, slope=lambda name, Z, A, dA: A)


def slope_twice(parameters, cache, y_true, activation="relu"):
    """The slope of the activation is multiplied in twice at each hidden layer; with relu that does not show."""
    return _backward(parameters, cache, y_true, activation, slope=lambda *at: _slope(*at) ** 2)


def slope_at_output(parameters, cache, y_true, activation="relu"):
    """The slope of the activation is applied at the output layer too; the brief's last layer is linear."""
    output = cache[f"Z{len(parameters) // 2}"]
    return _backward(
        parameters, cache, y_true, activation, error=lambda y, p: _error(y, p) * reference.SLOPES[activation](output)
    )


def always_relu(parameters, cache, y_true, activation="relu"):
    """The slope of relu is used whatever the argument activation says."""
    return _backward(parameters, cache, y_true, "relu")


def always_sigmoid(parameters, cache, y_true, activation="relu"):
    """The slope of sigmoid is used whatever the argument activation says."""
    return _backward(parameters, cache, y_true, "sigmoid")


def always_tanh(parameters, cache, y_true, activation="relu"):
    """The slope of tanh is used whatever the argument activation says."""
    return _backward(parameters, cache, y_true, "tanh")


def tanh_by_default(parameters, cache, y_true, activation="tanh"):
    """A caller who names no activation gets tanh; the brief's default is relu."""
    return _backward(parameters, cache, y_true, activation)


def tanh_rule_for_sigmoid(parameters, cache, y_true, activation="relu"):
    """The slope of sigmoid is computed by the rule for tanh, one minus the square of A."""

    def slope(name, Z, A, dA):
        return 1.0 - A**2 if name == "sigmoid" else _slope(name, Z, A, dA)

    return _backward(parameters, cache, y_true, activation, slope=slope)


def sigmoid_rule_for_tanh(parameters, cache, y_true, activation="relu"):
    """The slope of tanh is computed by the rule for sigmoid, A times one minus A."""

    def slope(name, Z, A, dA):
        return A * (1.0 - A) if name == "tanh" else _slope(name, Z, A, dA)

    return _backward(parameters, cache, y_true, activation, slope=slope)


def tanh_rule_at_z(parameters, cache, y_true, activation="relu"):
    """The slope of tanh is computed as one minus the square of Z; the rule squares tanh(Z)."""

    def slope(name, Z, A, dA):
        return 1.0 - Z**2 if name == "tanh" else _slope(name, Z, A, dA)

    return _backward(parameters, cache, y_true, activation, slope=slope)


def relu_mask_from_error(parameters, cache, y_true, activation="relu"):
    """The units that relu lets through are chosen by the sign of the error; they are those whose own Z is positive."""

    def slope(name, Z, A, dA):
        return (dA > 0).astype(float) if name == "relu" else _slope(name, Z, A, dA)

    return _backward(parameters, cache, y_true, activation, slope=slope)


def relu_slope_one_at_zero(parameters, cache, y_true, activation="relu"):
    """The slope of relu at Z = 0 is taken as 1; the brief fixes it as 0."""

    def slope(name, Z, A, dA):
        return (Z >= 0).astype(float) if name == "relu" else _slope(name, Z, A, dA)

    return _backward(parameters, cache, y_true, activation, slope=slope)


def leaky_slope(parameters, cache, y_true, activation="relu"):
    """Units that are off let 1 % of the error through, as in leaky relu; here they should let none through."""

    def slope(name, Z, A, dA):
        return np.where(Z > 0, 1.0, 0.01) if name == "relu" else _slope(name, Z, A, dA)

    return _backward(parameters, cache, y_true, activation, slope=slope)


def overflowing_slope(parameters, cache, y_true, activation="relu"):
    """The slope is written out with exp and overflows for large Z: infinity over infinity is not a number."""

    def slope(name, Z, A, dA):
        if name == "sigmoid":
            return np.exp(-Z) / (1.0 + np.exp(-Z)) ** 2
        if name == "tanh":
            return 1.0 - ((np.exp(Z) - np.exp(-Z)) / (np.exp(Z) + np.exp(-Z))) ** 2
        return _slope(name, Z, A, dA)

    return _backward(parameters, cache, y_true, activation, slope=slope)


# The gradient of the weights.


def weight_gradient_transposed(parameters, cache, y_true, activation="relu"):
    """The weight gradients come out transposed: samples are rows here, so dW should have W's shape, (n_in, n_out)."""
    return _backward(parameters, cache, y_true, activation, to_weights=lambda *at: _to_weights(*at).T)


def weight_gradient_reshaped(parameters, cache, y_true, activation="relu"):
    """The weight gradients have the right shape but their entries are shuffled: a reshape is no transpose."""

    def to_weights(cache, layer, dZ):
        transposed = dZ.T @ cache[f"A{layer - 1}"]
        return transposed.reshape(transposed.shape[::-1])

    return _backward(parameters, cache, y_true, activation, to_weights=to_weights)


def pre_activation_below(parameters, cache, y_true, activation="relu"):
    """The weight gradient uses the Z of the layer below; what came in through the weights was its A."""

    def to_weights(cache, layer, dZ):
        return cache[f"Z{layer - 1}" if layer > 1 else "A0"].T @ dZ

    return _backward(parameters, cache, y_true, activation, to_weights=to_weights)


def own_activation(parameters, cache, y_true, activation="relu"):
    """The weight gradient uses the layer's own A; what came in through the weights was the A of the layer below."""
    return _backward(
        parameters, cache, y_true, activation, to_weights=lambda cache, layer, dZ: cache[f"A{layer}"].T @ dZ
    )


def input_at_every_layer(parameters, cache, y_true, activation="relu"):
    """Every layer's weight gradient uses the network's input; each layer has an input of its own, the A below it."""
    return _backward(parameters, cache, y_true, activation, to_weights=lambda cache, layer, dZ: cache["A0"].T @ dZ)


def weight_gradient_averaged_again(parameters, cache, y_true, activation="relu"):
    """The weight gradients are divided by n a second time; the 1/n is already in the derivative of the loss."""
    return _backward(
        parameters,
        cache,
        y_true,
        activation,
        to_weights=lambda cache, layer, dZ: _to_weights(cache, layer, dZ) / len(dZ),
    )


def divided_by_n_twice(parameters, cache, y_true, activation="relu"):
    """Every gradient is divided by n a second time; the 1/n is already in the derivative of the loss."""
    gradients = _backward(parameters, cache, y_true, activation)
    return {key: value / len(y_true) for key, value in gradients.items()}


def first_sample_only(parameters, cache, y_true, activation="relu"):
    """The weight gradients come from the first sample alone; every sample of the batch has its share."""

    def to_weights(cache, layer, dZ):
        return cache[f"A{layer - 1}"][:1].T @ dZ[:1]

    return _backward(parameters, cache, y_true, activation, to_weights=to_weights)


# The gradient of the bias.


def bias_gradient_averaged(parameters, cache, y_true, activation="relu"):
    """The bias gradients are averaged over the batch; they should be summed, as the 1/n is already in the error."""
    return _backward(parameters, cache, y_true, activation, to_bias=lambda dZ: dZ.mean(axis=0, keepdims=True))


def bias_one_number(parameters, cache, y_true, activation="relu"):
    """Each bias gradient is summed to one number; the sum runs over the samples, and each unit keeps its own."""
    return _backward(parameters, cache, y_true, activation, to_bias=np.sum)


def bias_same_for_all_units(parameters, cache, y_true, activation="relu"):
    """All units of a layer get the same bias gradient, summed over the units as well; each unit should keep its own."""

    def to_bias(dZ):
        return np.full((1, dZ.shape[1]), dZ.sum())

    return _backward(parameters, cache, y_true, activation, to_bias=to_bias)


def bias_first_row(parameters, cache, y_true, activation="relu"):
    """The bias gradients are the first sample's alone; the bias was added to every sample, so all of them count."""
    return _backward(parameters, cache, y_true, activation, to_bias=lambda dZ: dZ[:1])


def bias_not_summed(parameters, cache, y_true, activation="relu"):
    """The bias gradients have a row per sample: the error itself is returned, the sum over the batch is missing."""
    return _backward(parameters, cache, y_true, activation, to_bias=lambda dZ: dZ)


def bias_wrong_axis(parameters, cache, y_true, activation="relu"):
    """The bias gradients are summed over the units, leaving a number per sample; it should be the other way round."""
    return _backward(parameters, cache, y_true, activation, to_bias=lambda dZ: dZ.sum(axis=1, keepdims=True))


def bias_flat(parameters, cache, y_true, activation="relu"):
    """The bias gradients have the shape (n_out,) and not (1, n_out): the sum drops the axis it runs over."""
    return _backward(parameters, cache, y_true, activation, to_bias=lambda dZ: dZ.sum(axis=0))


def hidden_bias_without_slope(parameters, cache, y_true, activation="relu"):
    """The hidden layers' bias gradients lack the activation's slope: the bias acts before the activation, not after."""
    gradients = {}

    def back(parameters, layer, dZ):
        dA = _back(parameters, layer, dZ)
        gradients[f"db{layer - 1}"] = _to_bias(dA)
        return dA

    return _backward(parameters, cache, y_true, activation, back=back) | gradients


# The way back through the layers.


def weights_not_transposed(parameters, cache, y_true, activation="relu"):
    """The error goes back through W as it went forward; the way back takes its transpose. Square layers hide this."""
    return _backward(
        parameters, cache, y_true, activation, back=lambda parameters, layer, dZ: dZ @ parameters[f"W{layer}"]
    )


def weights_reshaped(parameters, cache, y_true, activation="relu"):
    """W is reshaped to make the product fit; that shuffles its entries where a transpose mirrors them."""

    def back(parameters, layer, dZ):
        W = parameters[f"W{layer}"]
        return dZ @ W.reshape(W.shape[::-1])

    return _backward(parameters, cache, y_true, activation, back=back)


def weights_transposed_if_needed(parameters, cache, y_true, activation="relu"):
    """W is transposed only where the product would not fit otherwise; square layers need the transpose as well."""

    def back(parameters, layer, dZ):
        W = parameters[f"W{layer}"]
        return dZ @ (W if W.shape[0] == W.shape[1] else W.T)

    return _backward(parameters, cache, y_true, activation, back=back)


def weights_of_the_layer_below(parameters, cache, y_true, activation="relu"):
    """The error goes back through the weights of the layer it arrives at; it should be those of the layer above."""
    return _backward(
        parameters, cache, y_true, activation, back=lambda parameters, layer, dZ: dZ @ parameters[f"W{layer - 1}"].T
    )


def averaged_at_every_layer(parameters, cache, y_true, activation="relu"):
    """The error is divided by n again at every layer it passes; the batch is averaged over once, in the loss."""
    return _backward(
        parameters, cache, y_true, activation, back=lambda parameters, layer, dZ: _back(parameters, layer, dZ) / len(dZ)
    )


def slope_lost_on_the_way(parameters, cache, y_true, activation="relu"):
    """The error is handed down without the slopes of the hidden layers it passed; that shows from three layers on."""
    passed = {}

    def back(parameters, layer, dZ):
        passed["dA"] = _back(parameters, layer, passed.get("dA", dZ))
        return passed["dA"]

    return _backward(parameters, cache, y_true, activation, back=back)


def error_not_carried(parameters, cache, y_true, activation="relu"):
    """Every hidden layer gets its error from the output layer's; it should come from the layer right above it."""
    output = {}

    def back(parameters, layer, dZ):
        return _back(parameters, layer, output.setdefault("dZ", dZ))

    return _backward(parameters, cache, y_true, activation, back=back)


def error_passed_down_once(parameters, cache, y_true, activation="relu"):
    """The error is propagated once, to the last hidden layer; the layers below use it again as it is."""
    last = {}

    def back(parameters, layer, dZ):
        return last.setdefault("dA", _back(parameters, layer, dZ))

    return _backward(parameters, cache, y_true, activation, back=back)


def first_layer_skipped(parameters, cache, y_true, activation="relu"):
    """The way back through the hidden layers stops one layer early, so that dW1 and db1 are missing."""
    gradients = _backward(parameters, cache, y_true, activation)
    return {key: value for key, value in gradients.items() if len(parameters) == 2 or key not in ("dW1", "db1")}


def output_layer_skipped(parameters, cache, y_true, activation="relu"):
    """The output layer has no gradients of its own: the way back starts with its weights and bias."""
    depth = len(parameters) // 2
    gradients = _backward(parameters, cache, y_true, activation)
    return {key: value for key, value in gradients.items() if key not in (f"dW{depth}", f"db{depth}")}


def two_layers_only(parameters, cache, y_true, activation="relu"):
    """The function is written for two layers; the number of layers follows from the parameters."""
    dZ2 = _error(y_true, cache["A2"])
    dZ1 = dZ2 @ parameters["W2"].T * reference.SLOPES[activation](cache["Z1"])
    return {
        "dW1": _to_weights(cache, 1, dZ1),
        "db1": _to_bias(dZ1),
        "dW2": _to_weights(cache, 2, dZ2),
        "db2": _to_bias(dZ2),
    }


def keys_of_the_parameters(parameters, cache, y_true, activation="relu"):
    """The gradients are stored under the names of the parameters; the brief calls them dW1, db1 and so on."""
    return {key[1:]: value for key, value in _backward(parameters, cache, y_true, activation).items()}


def layers_counted_from_zero(parameters, cache, y_true, activation="relu"):
    """The layers are counted from 0 in the result; the first layer's gradients are dW1 and db1."""
    gradients = _backward(parameters, cache, y_true, activation)
    return {f"{key[:2]}{int(key[2:]) - 1}": value for key, value in gradients.items()}


def pairs_in_a_list(parameters, cache, y_true, activation="relu"):
    """The gradients come back as a list of pairs; the brief asks for one dict with the keys dW1, db1 and so on."""
    gradients = _backward(parameters, cache, y_true, activation)
    return [(gradients[f"dW{layer}"], gradients[f"db{layer}"]) for layer in range(1, len(parameters) // 2 + 1)]


# What the call leaves behind.


def updated_before_propagating(parameters, cache, y_true, activation="relu"):
    """The weights are updated before the error goes back through them; it should meet those of the forward pass."""

    def back(parameters, layer, dZ):
        parameters[f"W{layer}"] -= 0.01 * _to_weights(cache, layer, dZ)
        return _back(parameters, layer, dZ)

    return _backward(parameters, cache, y_true, activation, back=back)


def parameters_updated(parameters, cache, y_true, activation="relu"):
    """The gradients are right, but the parameters are updated too; the step is for the caller to take."""
    gradients = _backward(parameters, cache, y_true, activation)
    for key, value in parameters.items():
        value -= 0.01 * gradients[f"d{key}"]
    return gradients


def prediction_overwritten(parameters, cache, y_true, activation="relu"):
    """The prediction in the cache is overwritten with the error: -= changes the array itself, not a copy."""

    def error(y, p):
        p -= y
        p *= 2.0 / len(y)
        return p

    return _backward(parameters, cache, y_true, activation, error=error)


def targets_overwritten(parameters, cache, y_true, activation="relu"):
    """The targets are overwritten with the error: -= changes the caller's array itself, not a copy."""

    def error(y, p):
        y -= p
        return -2.0 * y / len(y)

    return _backward(parameters, cache, y_true, activation, error=error)


def errors_kept_in_cache(parameters, cache, y_true, activation="relu"):
    """The errors are stored in the caller's cache under new keys; the brief wants the cache back as it was."""

    def to_weights(cache, layer, dZ):
        cache[f"dZ{layer}"] = dZ
        return _to_weights(cache, layer, dZ)

    return _backward(parameters, cache, y_true, activation, to_weights=to_weights)


MISCONCEPTIONS = {
    "backward_propagation": [
        average_missing, divided_by_outputs_too, averaged_over_outputs_only, factor_two_missing,
        plain_difference, sign_reversed, squared_error_sent_back, errors_averaged_first, clipped,
        slope_at_activation, relu_mask_from_activation, slope_forgotten, activation_for_its_slope, slope_twice,
        slope_at_output, always_relu, always_sigmoid, always_tanh, tanh_by_default, tanh_rule_for_sigmoid,
        sigmoid_rule_for_tanh, tanh_rule_at_z, relu_mask_from_error, relu_slope_one_at_zero, leaky_slope,
        overflowing_slope, weight_gradient_transposed, weight_gradient_reshaped, pre_activation_below,
        own_activation, input_at_every_layer, weight_gradient_averaged_again, divided_by_n_twice,
        first_sample_only, bias_gradient_averaged, bias_one_number, bias_same_for_all_units, bias_first_row,
        bias_not_summed, bias_wrong_axis, bias_flat, hidden_bias_without_slope, weights_not_transposed,
        weights_reshaped, weights_transposed_if_needed, weights_of_the_layer_below, averaged_at_every_layer,
        slope_lost_on_the_way, error_not_carried, error_passed_down_once, first_layer_skipped,
        output_layer_skipped, two_layers_only, keys_of_the_parameters, layers_counted_from_zero,
        pairs_in_a_list, updated_before_propagating, parameters_updated, prediction_overwritten,
        targets_overwritten, errors_kept_in_cache,
    ],
}  # fmt: skip

EQUIVALENT = {
    "relu_mask_from_activation": "relu(Z) is positive exactly where Z is, so both slopes are the same.",
}

VARIED = {"backward_propagation": "_backward"}
