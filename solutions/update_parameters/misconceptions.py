"""Wrong ways to write update_parameters, each with the sentence its author should read."""

import numpy as np


def _layer(name):
    return int(name[1:])


def _depth(parameters):
    return len(parameters) // 2


def _update(parameters, gradients, learning_rate, step=lambda p, g, rate: p - rate * g, moves=lambda name: True):
    """Apply ``step`` to every parameter whose name ``moves``."""
    return {
        name: step(value, gradients[f"d{name}"], learning_rate) if moves(name) else value.copy()
        for name, value in parameters.items()
    }


def ascent(parameters, gradients, learning_rate):
    """The step goes along the gradient, where the loss grows; it should go against it."""
    return _update(parameters, gradients, -learning_rate)


def biases_forgotten(parameters, gradients, learning_rate):
    """Only the weights are updated; the biases have gradients too."""
    return _update(parameters, gradients, learning_rate, moves=lambda name: name[0] == "W")


def weights_forgotten(parameters, gradients, learning_rate):
    """Only the biases are updated; the weights have gradients too."""
    return _update(parameters, gradients, learning_rate, moves=lambda name: name[0] == "b")


def last_layer_forgotten(parameters, gradients, learning_rate):
    """The last layer is never updated: range stops one short of its end."""
    return _update(parameters, gradients, learning_rate, moves=lambda name: _layer(name) < _depth(parameters))


def first_layer_forgotten(parameters, gradients, learning_rate):
    """The first layer is never updated; layers are counted from 1."""
    return _update(parameters, gradients, learning_rate, moves=lambda name: _layer(name) > 1)


def only_the_first_layer(parameters, gradients, learning_rate):
    """Only the first layer is updated. Does the loop return on its first turn?"""
    return _update(parameters, gradients, learning_rate, moves=lambda name: _layer(name) == 1)


def only_the_last_layer(parameters, gradients, learning_rate):
    """Only the last layer is updated; every layer has gradients."""
    return _update(parameters, gradients, learning_rate, moves=lambda name: _layer(name) == _depth(parameters))


def only_two_layers(parameters, gradients, learning_rate):
    """Only the first two layers are updated: the depth is written down; it should follow from the parameters."""
    return _update(parameters, gradients, learning_rate, moves=lambda name: _layer(name) <= 2)


def exactly_two_layers(parameters, gradients, learning_rate):
    """Two layers are written into the code, so one layer alone fails; the depth should follow from the parameters."""
    return {name: parameters[name] - learning_rate * gradients[f"d{name}"] for name in ("W1", "b1", "W2", "b2")}


def one_layer_per_key(parameters, gradients, learning_rate):
    """The keys are counted as layers, so the loop asks for a layer that is not there; each layer has two keys."""
    names = [f"{kind}{layer}" for layer in range(1, len(parameters) + 1) for kind in "Wb"]
    return {name: parameters[name] - learning_rate * gradients[f"d{name}"] for name in names}


def layers_from_zero(parameters, gradients, learning_rate):
    """Layers are counted from 0, but the keys begin with W1."""
    return {f"W{layer}": parameters[f"W{layer}"] for layer in range(_depth(parameters))}


def nothing_moves(parameters, gradients, learning_rate):
    """The parameters come back as they were: were the new arrays only given to local names?"""
    return _update(parameters, gradients, 0.0)


def nothing_returned(parameters, gradients, learning_rate):
    """The parameters are updated in place but not returned; return them as well."""
    parameters.update(_update(parameters, gradients, learning_rate))


def old_parameters_returned(parameters, gradients, learning_rate):
    """The parameters are returned as they were, and only the argument is updated: the wrong one of two dicts."""
    before = {name: value.copy() for name, value in parameters.items()}
    nothing_returned(parameters, gradients, learning_rate)
    return before


def rate_ignored(parameters, gradients, learning_rate):
    """The whole gradient is subtracted; the learning rate should scale it."""
    return _update(parameters, gradients, 1.0)


def rate_hard_coded(parameters, gradients, learning_rate):
    """The learning rate is always 0.01, whatever is passed in."""
    return _update(parameters, gradients, 0.01)


def rate_of_one_tenth(parameters, gradients, learning_rate):
    """The learning rate is always 0.1, whatever is passed in."""
    return _update(parameters, gradients, 0.1)


def rate_divides(parameters, gradients, learning_rate):
    """The gradient is divided by the learning rate; it should be multiplied by it."""
    return _update(parameters, gradients, learning_rate, lambda p, g, rate: p - g / rate if rate else p.copy())


def rate_squared(parameters, gradients, learning_rate):
    """The learning rate is applied twice."""
    return _update(parameters, gradients, learning_rate**2)


def rate_capped(parameters, gradients, learning_rate):
    """Learning rates above 1 are cut down to 1; take the rate as it comes."""
    return _update(parameters, gradients, min(learning_rate, 1.0))


def rate_for_weights_only(parameters, gradients, learning_rate):
    """The biases move by their whole gradient; the learning rate scales their step too."""
    new = _update(parameters, gradients, 1.0)
    return {
        name: value if name[0] == "b" else parameters[name] - learning_rate * gradients[f"d{name}"]
        for name, value in new.items()
    }


def double_step(parameters, gradients, learning_rate):
    """Every step is made twice: once in place and once more when the result is put back."""
    return _update(parameters, gradients, 2 * learning_rate)


def biases_twice(parameters, gradients, learning_rate):
    """The biases take their step twice."""
    once = _update(parameters, gradients, learning_rate)
    return {
        name: value - learning_rate * gradients[f"d{name}"] if name[0] == "b" else value for name, value in once.items()
    }


def half_step(parameters, gradients, learning_rate):
    """The step is half as long as it should be: no factor belongs to it but the learning rate."""
    return _update(parameters, gradients, learning_rate / 2)


def step_returned(parameters, gradients, learning_rate):
    """The steps are returned instead of the parameters after the steps."""
    return _update(parameters, gradients, learning_rate, lambda p, g, rate: -rate * g)


def scaled_gradient_returned(parameters, gradients, learning_rate):
    """The scaled gradients take the place of the parameters; they should be subtracted from them."""
    return _update(parameters, gradients, learning_rate, lambda p, g, rate: rate * g)


def step_in_proportion_to_parameter(parameters, gradients, learning_rate):
    """The step is multiplied by the parameter itself; it is the learning rate times the gradient alone."""
    return _update(parameters, gradients, learning_rate, lambda p, g, rate: p - rate * g * p)


def rate_times_everything(parameters, gradients, learning_rate):
    """The learning rate multiplies the parameter as well: a bracket is in the wrong place."""
    return _update(parameters, gradients, learning_rate, lambda p, g, rate: rate * (p - g))


def rate_on_the_parameter(parameters, gradients, learning_rate):
    """The learning rate multiplies the parameter instead of the gradient."""
    return _update(parameters, gradients, learning_rate, lambda p, g, rate: rate * p - g)


def gradient_minus_parameter(parameters, gradients, learning_rate):
    """The subtraction is the wrong way round, so that every parameter changes its sign."""
    return _update(parameters, gradients, learning_rate, lambda p, g, rate: rate * g - p)


def weight_decay(parameters, gradients, learning_rate):
    """The parameters also shrink by themselves, which is weight decay; here only the gradient moves them."""
    return _update(parameters, gradients, learning_rate, lambda p, g, rate: p - rate * (g + 0.01 * p))


def clipped(parameters, gradients, learning_rate):
    """Gradients are clipped to [-1, 1]; here they count in full."""
    return _update(parameters, gradients, learning_rate, lambda p, g, rate: p - rate * np.clip(g, -1, 1))


def clipped_at_five(parameters, gradients, learning_rate):
    """Gradients are clipped to [-5, 5]; here they count in full."""
    return _update(parameters, gradients, learning_rate, lambda p, g, rate: p - rate * np.clip(g, -5, 5))


def sign_only(parameters, gradients, learning_rate):
    """Only the sign of the gradient is used; its size matters too."""
    return _update(parameters, gradients, learning_rate, lambda p, g, rate: p - rate * np.sign(g))


def size_only(parameters, gradients, learning_rate):
    """The sign of the gradient is lost, so every parameter shrinks; one with a negative gradient should grow."""
    return _update(parameters, gradients, learning_rate, lambda p, g, rate: p - rate * np.abs(g))


def unit_length(parameters, gradients, learning_rate):
    """Each gradient is scaled to length 1; its own length matters."""
    return _update(
        parameters, gradients, learning_rate, lambda p, g, rate: p - rate * g / max(np.linalg.norm(g), 1e-12)
    )


def averaged_over_rows(parameters, gradients, learning_rate):
    """The gradient is divided by its number of rows; the average over samples was already taken in the loss."""
    return _update(parameters, gradients, learning_rate, lambda p, g, rate: p - rate * g / len(g))


def mean_gradient(parameters, gradients, learning_rate):
    """One step for the whole array: the gradient is averaged to a number first; every entry has its own."""
    return _update(parameters, gradients, learning_rate, lambda p, g, rate: p - rate * np.mean(g))


def gradient_transposed(parameters, gradients, learning_rate):
    """The gradient of the weights is transposed; it has the shape of the weights already."""
    return _update(parameters, gradients, learning_rate, lambda p, g, rate: p - rate * (g if len(p) == 1 else g.T))


def averaged_over_layers(parameters, gradients, learning_rate):
    """The step is divided by the number of layers; no layer takes from the step of another."""
    return _update(parameters, gradients, learning_rate / _depth(parameters))


def smaller_in_deeper_layers(parameters, gradients, learning_rate):
    """The learning rate changes from layer to layer; it should be the same for all."""
    return {name: value - learning_rate / _layer(name) * gradients[f"d{name}"] for name, value in parameters.items()}


def paired_by_position(parameters, gradients, learning_rate):
    """Parameters and gradients are paired by their order in the dicts; the orders may differ, so go by the keys."""
    pairs = zip(parameters.items(), gradients.values(), strict=True)
    return {name: value - learning_rate * gradient for (name, value), gradient in pairs}


def layers_in_reverse(parameters, gradients, learning_rate):
    """The first layer gets the gradient of the last one and the other way round; go by the keys."""
    depth = _depth(parameters)
    return {
        name: value - learning_rate * gradients[f"d{name[0]}{depth + 1 - _layer(name)}"]
        for name, value in parameters.items()
    }


def first_gradient_for_all(parameters, gradients, learning_rate):
    """Every layer gets the gradient of the first one: the layer's number is missing from the key."""
    return {name: value - learning_rate * gradients[f"d{name[0]}1"] for name, value in parameters.items()}


_velocity = {}


def momentum(parameters, gradients, learning_rate):
    """Earlier calls are remembered, as momentum does; here a step depends on its own gradients only."""
    new = {}
    for name, value in parameters.items():
        key = name, value.shape
        _velocity[key] = 0.9 * _velocity.get(key, 0.0) + gradients[f"d{name}"]
        new[name] = value - learning_rate * _velocity[key]
    return new


def gradients_among_the_parameters(parameters, gradients, learning_rate):
    """The gradients are returned among the parameters; whoever counts the keys then sees too many layers."""
    return {**_update(parameters, gradients, learning_rate), **gradients}


def keys_of_the_gradients(parameters, gradients, learning_rate):
    """The result bears the keys of the gradients, dW1 for W1; it should bear those of the parameters."""
    return {f"d{name}": value for name, value in _update(parameters, gradients, learning_rate).items()}


def list_returned(parameters, gradients, learning_rate):
    """A list of arrays is returned; return a dict, so that each has its name."""
    return list(_update(parameters, gradients, learning_rate).values())


def biases_flattened(parameters, gradients, learning_rate):
    """The biases lose their first dimension; they should stay of shape (1, n_out)."""
    return {
        name: value if name[0] == "W" else value.ravel()
        for name, value in _update(parameters, gradients, learning_rate).items()
    }


def gradients_scaled_in_place(parameters, gradients, learning_rate):
    """The parameters are right, but the gradients are scaled by the learning rate in place; leave them as they are."""
    for gradient in gradients.values():
        gradient *= learning_rate
    return _update(parameters, gradients, 1.0)


def gradients_used_up(parameters, gradients, learning_rate):
    """The parameters are right, but the gradients are emptied, zeroed or added to; the caller may still need them."""
    return {name: value - learning_rate * gradients.pop(f"d{name}") for name, value in parameters.items()}


MISCONCEPTIONS = {
    "update_parameters": [
        ascent, biases_forgotten, weights_forgotten, last_layer_forgotten, first_layer_forgotten,
        only_the_first_layer, only_the_last_layer, only_two_layers, exactly_two_layers, one_layer_per_key,
        layers_from_zero, nothing_moves, nothing_returned, old_parameters_returned, rate_ignored,
        rate_hard_coded, rate_of_one_tenth, rate_divides, rate_squared, rate_capped, rate_for_weights_only,
        double_step, biases_twice, half_step, step_returned, scaled_gradient_returned,
        step_in_proportion_to_parameter, rate_times_everything, rate_on_the_parameter,
        gradient_minus_parameter, weight_decay, clipped, clipped_at_five, sign_only, size_only, unit_length,
        averaged_over_rows, mean_gradient, gradient_transposed, averaged_over_layers,
        smaller_in_deeper_layers, paired_by_position, layers_in_reverse, first_gradient_for_all, momentum,
        gradients_among_the_parameters, keys_of_the_gradients, list_returned, biases_flattened,
        gradients_scaled_in_place, gradients_used_up,
    ],
}  # fmt: skip

VARIED = {"update_parameters": "_update"}

REMEMBERING = {"momentum"}
