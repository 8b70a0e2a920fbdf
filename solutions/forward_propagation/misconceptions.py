"""Wrong ways to write forward_propagation, each with the sentence its author should read."""

import numpy as np


def _same(z):
    return z


def _named(name):
    return {"relu": relu, "sigmoid": sigmoid, "tanh": tanh}[name]


def _affine(A, W, b):
    return A @ W + b


def _forward(X, parameters, activation, *, hidden=None, output=_same, linear=_affine, last_linear=None, source="A"):
    """Run the forward pass with one of its steps exchanged: the activations, the affine map, or what a layer reads."""
    hidden = hidden or _named(activation)
    depth = len(parameters) // 2
    cache = {"A0": X}
    for layer in range(1, depth + 1):
        read = X if source == "X" else cache[f"{source if layer > 1 else 'A'}{layer - 1}"]
        step = last_linear if last_linear and layer == depth else linear
        Z = step(read, parameters[f"W{layer}"], parameters[f"b{layer}"])
        cache[f"Z{layer}"] = Z
        cache[f"A{layer}"] = (output if layer == depth else hidden)(Z)
    return cache[f"A{depth}"], cache


def _recached(X, parameters, activation, rename):
    """Return the right prediction with the entries of the cache renamed; None drops one."""
    y_pred, cache = reference.forward_propagation(X, parameters, activation)
    depth = len(parameters) // 2
    renamed = {rename(name[0], int(name[1:]), depth): value for name, value in cache.items()}
    renamed.pop(None, None)
    return y_pred, renamed


def activation_on_output(X, parameters, activation="relu"):
    """The activation is applied to the last layer too; that layer is linear, so that any number can be predicted."""
    return _forward(X, parameters, activation, output=_named(activation))


def sigmoid_on_output(X, parameters, activation="relu"):
    """The output goes through a sigmoid, as for two classes; here the last layer is linear."""
    return _forward(X, parameters, activation, output=sigmoid)


def softmax_on_output(X, parameters, activation="relu"):
    """The output is turned into probabilities, as for classes; here the last layer is linear."""
    return _forward(X, parameters, activation, output=_softmax)


def _softmax(z):
    powers = np.exp(z - z.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def no_activation(X, parameters, activation="relu"):
    """The hidden layers have no activation, so all layers together are one linear map."""
    return _forward(X, parameters, activation, hidden=_same)


def activation_beside_the_path(X, parameters, activation="relu"):
    """A is computed and cached, but the next layer reads Z of the layer before: it should read A."""
    return _forward(X, parameters, activation, source="Z")


def every_layer_reads_x(X, parameters, activation="relu"):
    """Every layer multiplies X; from the second layer on it should take A of the layer before."""
    return _forward(X, parameters, activation, source="X")


def activation_on_input(X, parameters, activation="relu"):
    """The input goes through the activation before the first layer; A0 is X as it is."""
    return _forward(_named(activation)(X), parameters, activation)


def last_hidden_layer_linear(X, parameters, activation="relu"):
    """The last hidden layer has no activation: only the output layer goes without, so the loop's end is off by one."""
    y_pred, cache = reference.forward_propagation(X, parameters, activation)
    depth = len(parameters) // 2
    if depth > 1:
        cache[f"A{depth - 1}"] = cache[f"Z{depth - 1}"]
        y_pred = cache[f"A{depth - 1}"] @ parameters[f"W{depth}"] + parameters[f"b{depth}"]
        cache |= {f"Z{depth}": y_pred, f"A{depth}": y_pred}
    return y_pred, cache


def bias_dropped(X, parameters, activation="relu"):
    """The biases are never added."""
    return _forward(X, parameters, activation, linear=lambda A, W, b: A @ W)


def bias_subtracted(X, parameters, activation="relu"):
    """The biases are subtracted; they should be added."""
    return _forward(X, parameters, activation, linear=lambda A, W, b: A @ W - b)


def bias_dropped_at_the_output(X, parameters, activation="relu"):
    """The last layer does not add its bias; it is linear, but it has a bias like every layer."""
    return _forward(X, parameters, activation, last_linear=lambda A, W, b: A @ W)


def bias_summed(X, parameters, activation="relu"):
    """The sum of all biases of a layer is added to each of its units; every unit has a bias of its own."""
    return _forward(X, parameters, activation, linear=lambda A, W, b: A @ W + b.sum())


def bias_for_the_first_sample(X, parameters, activation="relu"):
    """The bias is added to the first sample alone; every row of the batch needs it."""
    return _forward(X, parameters, activation, linear=_first_row_biased)


def _first_row_biased(A, W, b):
    Z = A @ W
    Z[:1] += b
    return Z


def bias_after_activation(X, parameters, activation="relu"):
    """The bias is added after the activation; it belongs into Z, before it."""
    hidden = _named(activation)
    depth = len(parameters) // 2
    cache = {"A0": X}
    for layer in range(1, depth + 1):
        Z = cache[f"A{layer - 1}"] @ parameters[f"W{layer}"]
        cache[f"Z{layer}"] = Z
        cache[f"A{layer}"] = (Z if layer == depth else hidden(Z)) + parameters[f"b{layer}"]
    return cache[f"A{depth}"], cache


def z_cached_without_bias(X, parameters, activation="relu"):
    """Z is cached before its bias is added. The prediction is right, but backpropagation takes its slopes at Z."""
    y_pred, cache = reference.forward_propagation(X, parameters, activation)
    for layer in range(1, len(parameters) // 2 + 1):
        cache[f"Z{layer}"] = cache[f"Z{layer}"] - parameters[f"b{layer}"]
    return y_pred, cache


def transposed_weights(X, parameters, activation="relu"):
    """The weights are transposed; they have one row per input, so rows of samples go with them as they are."""
    return _forward(X, parameters, activation, linear=lambda A, W, b: A @ W.T + b)


def elementwise_product(X, parameters, activation="relu"):
    """A and W are multiplied entry by entry; a layer is a matrix product."""
    return _forward(X, parameters, activation, linear=lambda A, W, b: A * W + b)


def always_relu(X, parameters, activation="relu"):
    """The hidden layers use relu, whichever activation is named in the call."""
    return _forward(X, parameters, "relu")


def always_sigmoid(X, parameters, activation="relu"):
    """The hidden layers use sigmoid, whichever activation is named in the call."""
    return _forward(X, parameters, "sigmoid")


def always_tanh(X, parameters, activation="relu"):
    """The hidden layers use tanh, whichever activation is named in the call."""
    return _forward(X, parameters, "tanh")


def sigmoid_by_default(X, parameters, activation="sigmoid"):
    """Without a third argument the hidden layers use sigmoid; the default is relu."""
    return _forward(X, parameters, activation)


def tanh_ignored(X, parameters, activation="relu"):
    """The layers stay linear for "tanh", as if that name were not known. Compare the spelling with the brief."""
    return _forward(X, parameters, activation, hidden=_same if activation == "tanh" else None)


def activation_in_the_first_layer_only(X, parameters, activation="relu"):
    """Only the first hidden layer has an activation; every hidden layer needs one."""
    depth = len(parameters) // 2
    cache = {"A0": X}
    for layer in range(1, depth + 1):
        Z = cache[f"A{layer - 1}"] @ parameters[f"W{layer}"] + parameters[f"b{layer}"]
        cache[f"Z{layer}"] = Z
        cache[f"A{layer}"] = _named(activation)(Z) if layer == 1 < depth else Z
    return cache[f"A{depth}"], cache


def double_activation(X, parameters, activation="relu"):
    """The activation is applied twice in each hidden layer, which only relu forgives; once is enough."""
    once = _named(activation)
    return _forward(X, parameters, activation, hidden=lambda z: once(once(z)))


def leaky_hidden_relu(X, parameters, activation="relu"):
    """Negative hidden values keep a small slope, as in leaky relu; the given relu makes them 0."""
    leaky = (lambda z: np.where(z > 0, z, 0.01 * z)) if activation == "relu" else None
    return _forward(X, parameters, activation, hidden=leaky)


def naive_exponentials(X, parameters, activation="relu"):
    """The tanh is written out as a quotient of exponentials, which overflow for large Z and leave NaN."""
    naive = _quotient if activation == "tanh" else None
    return _forward(X, parameters, activation, hidden=naive)


def _quotient(z):
    return (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))


def z_holds_a(X, parameters, activation="relu"):
    """The cached Z holds the values after the activation. Did the activation write into Z, or was A stored twice?"""
    y_pred, cache = reference.forward_propagation(X, parameters, activation)
    return y_pred, cache | {f"Z{name[1:]}": cache[f"A{name[1:]}"] for name in cache if name[0] == "Z"}


def a_holds_z(X, parameters, activation="relu"):
    """The cached A holds the values before the activation, those of Z."""
    y_pred, cache = reference.forward_propagation(X, parameters, activation)
    return y_pred, cache | {f"A{name[1:]}": cache[name] for name in cache if name[0] == "Z"}


def z_and_a_swapped(X, parameters, activation="relu"):
    """Z and A have changed places in the cache: Z is the value before the activation, A the one after it."""
    return _recached(X, parameters, activation, lambda kind, layer, _: f"{'AZ'[kind == 'A'] if layer else kind}{layer}")


def input_missing(X, parameters, activation="relu"):
    """The cache has no A0; backpropagation needs X for the gradient of the first weights."""
    return _recached(X, parameters, activation, lambda kind, layer, _: f"{kind}{layer}" if layer else None)


def input_called_x(X, parameters, activation="relu"):
    """The input is cached as "X"; it is the A that layer 1 reads, so it is called A0."""
    return _recached(X, parameters, activation, lambda kind, layer, _: f"{kind}{layer}" if layer else "X")


def output_missing(X, parameters, activation="relu"):
    """The cache ends with the last hidden layer; the output layer has a Z and an A as well."""
    return _recached(X, parameters, activation, lambda kind, layer, depth: f"{kind}{layer}" if layer < depth else None)


def output_without_a(X, parameters, activation="relu"):
    """The output layer's Z is cached but not its A; both are expected, though they are equal."""
    y_pred, cache = reference.forward_propagation(X, parameters, activation)
    del cache[f"A{len(parameters) // 2}"]
    return y_pred, cache


def only_last_layer_cached(X, parameters, activation="relu"):
    """Only the last layer is left in the cache; every layer's Z and A should stay in it."""
    return _recached(X, parameters, activation, lambda kind, layer, depth: f"{kind}{layer}" if layer == depth else None)


def only_a_cached(X, parameters, activation="relu"):
    """The cache has the A but no Z; the derivative of the activation is taken at Z."""
    return _recached(X, parameters, activation, lambda kind, layer, _: f"A{layer}" if kind == "A" else None)


def only_z_cached(X, parameters, activation="relu"):
    """The cache has A0 and the Z but no other A; the gradient of the weights needs the A of the layer before."""
    return _recached(X, parameters, activation, lambda k, layer, _: None if k == "A" and layer else f"{k}{layer}")


def layers_counted_from_zero(X, parameters, activation="relu"):
    """The first layer is cached as Z0 and A0; layers are counted from 1, and A0 is the input."""
    y_pred, cache = reference.forward_propagation(X, parameters, activation)
    return y_pred, {f"{name[0]}{int(name[1:]) - 1}": value for name, value in cache.items() if name != "A0"}


def inputs_cached_as_a(X, parameters, activation="relu"):
    """A of each layer is what the layer reads, not what it returns: the A in the cache are off by one layer."""
    y_pred, cache = reference.forward_propagation(X, parameters, activation)
    return y_pred, cache | {f"A{layer}": cache[f"A{layer - 1}"] for layer in range(1, len(parameters) // 2 + 1)}


def cache_as_lists(X, parameters, activation="relu"):
    """The cache holds lists under "Z" and "A"; it should have an entry of its own for every layer."""
    y_pred, cache = reference.forward_propagation(X, parameters, activation)
    return y_pred, {kind: [value for name, value in cache.items() if name[0] == kind] for kind in "ZA"}


def two_layers_assumed(X, parameters, activation="relu"):
    """The network is taken to have two layers; how many there are is for the parameters to say."""
    first_two = {name: parameters[name] for name in ("W1", "b1", "W2", "b2")}
    return reference.forward_propagation(X, first_two, activation)


def last_layer_skipped(X, parameters, activation="relu"):
    """The loop stops before the last layer, and the last hidden layer is returned as the prediction."""
    depth = len(parameters) // 2
    cache = {"A0": X}
    for layer in range(1, depth):
        Z = cache[f"A{layer - 1}"] @ parameters[f"W{layer}"] + parameters[f"b{layer}"]
        cache |= {f"Z{layer}": Z, f"A{layer}": _named(activation)(Z)}
    return cache[f"A{depth - 1}"], cache


def prediction_alone(X, parameters, activation="relu"):
    """The cache is not returned; the answer is the pair of prediction and cache."""
    return reference.forward_propagation(X, parameters, activation)[0]


def cache_first(X, parameters, activation="relu"):
    """The cache comes first and the prediction second; it is the other way round."""
    y_pred, cache = reference.forward_propagation(X, parameters, activation)
    return cache, y_pred


def flattened_prediction(X, parameters, activation="relu"):
    """The prediction is flattened to one dimension; it should stay (n_samples, n_outputs)."""
    y_pred, cache = reference.forward_propagation(X, parameters, activation)
    return y_pred.ravel(), cache


def squeezed_prediction(X, parameters, activation="relu"):
    """Dimensions of length 1 are squeezed out of the prediction; it should keep (n_samples, n_outputs)."""
    y_pred, cache = reference.forward_propagation(X, parameters, activation)
    return np.squeeze(y_pred), cache


def transposed_prediction(X, parameters, activation="relu"):
    """The prediction has one row per output; it should have one row per sample."""
    y_pred, cache = reference.forward_propagation(X, parameters, activation)
    return y_pred.T, cache


def input_standardised_in_place(X, parameters, activation="relu"):
    """X is standardised first, and overwritten by it. The input is taken as it is, and the caller still needs it."""
    X -= X.mean(axis=0)
    return reference.forward_propagation(X, parameters, activation)


def input_overwritten(X, parameters, activation="relu"):
    """X is overwritten with a later layer's values where the shapes agree; the caller still needs it."""
    y_pred, cache = reference.forward_propagation(X, parameters, activation)
    cache["A0"] = X.copy()
    if y_pred.shape == X.shape:
        X[...] = y_pred
    return y_pred, cache


def parameters_changed(X, parameters, activation="relu"):
    """The call uses up or changes the parameters it is given; the caller needs them again as they were."""
    result = reference.forward_propagation(X, dict(parameters), activation)
    parameters.clear()
    return result


_kept = {}


def cache_shared_between_calls(X, parameters, activation="relu"):
    """All calls write into one cache, so it holds layers of earlier networks; every call needs a new one."""
    y_pred, cache = reference.forward_propagation(X, parameters, activation)
    _kept.update(cache)
    return y_pred, dict(_kept)


MISCONCEPTIONS = {
    "forward_propagation": [
        activation_on_output, sigmoid_on_output, softmax_on_output, no_activation, activation_beside_the_path,
        every_layer_reads_x, activation_on_input, last_hidden_layer_linear, bias_dropped, bias_subtracted,
        bias_dropped_at_the_output, bias_summed, bias_for_the_first_sample, bias_after_activation,
        z_cached_without_bias, transposed_weights, elementwise_product, always_relu, always_sigmoid, always_tanh,
        sigmoid_by_default, tanh_ignored, activation_in_the_first_layer_only, double_activation, leaky_hidden_relu,
        naive_exponentials, z_holds_a, a_holds_z, z_and_a_swapped, input_missing, input_called_x, output_missing,
        output_without_a, only_last_layer_cached, only_a_cached, only_z_cached, layers_counted_from_zero,
        inputs_cached_as_a, cache_as_lists, two_layers_assumed, last_layer_skipped, prediction_alone, cache_first,
        flattened_prediction, squeezed_prediction, transposed_prediction, input_standardised_in_place,
        input_overwritten, parameters_changed, cache_shared_between_calls,
    ],
}  # fmt: skip

VARIED = {"forward_propagation": "_forward"}

REMEMBERING = {"cache_shared_between_calls"}
