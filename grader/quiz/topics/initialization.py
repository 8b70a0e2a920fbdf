"""The first weights: how far they scatter, and how many there are."""

from __future__ import annotations

import numpy as np

from grader.quiz.functions import reference
from grader.quiz.making import family
from grader.quiz.question import Number, Question, Trap

_Layers = tuple[int, ...]


def _list(layers: _Layers) -> str:
    return str(list(layers))


@family(
    "initialization", "initialize_parameters",
    over=[
        ((2, 8, 50, 1), 2), ((2, 8, 50, 1), 3), ((8, 32, 2), 1), ((8, 32, 2), 2), ((3, 200, 18, 1), 2), ((50, 2, 8), 1),
        ((50, 2, 8), 2), ((32, 50, 2), 1), ((3, 18, 8, 50, 1), 4), ((1, 200, 8), 2),
    ],
)  # fmt: skip
def he_deviation(layers: _Layers, layer: int) -> Question:
    """Give the standard deviation of He's scheme for one layer."""
    n_in, n_out = layers[layer - 1], layers[layer]
    return Question(
        f'initialize_parameters({_list(layers)}, "he"): what is the standard deviation of W{layer}?',
        Number(float(np.sqrt(2.0 / n_in)), decimals=3),
        f"He's scheme takes sqrt(2 / n_in), and n_in of layer {layer} is {n_in}.",
        traps=_scale_traps(n_in, n_out),
        given={"layers": layers, "layer": layer},
    )


@family(
    "initialization", "initialize_parameters",
    over=[
        ((2, 6, 12, 1), 1), ((2, 6, 12, 1), 2), ((5, 3, 29), 1), ((5, 3, 29), 2), ((150, 50, 2), 1), ((7, 1), 1),
        ((30, 20, 12), 1), ((30, 20, 12), 2), ((17, 1), 1),
    ],
)  # fmt: skip
def xavier_deviation(layers: _Layers, layer: int) -> Question:
    """Give the standard deviation of Glorot's scheme for one layer."""
    n_in, n_out = layers[layer - 1], layers[layer]
    return Question(
        f'initialize_parameters({_list(layers)}, "xavier"): what is the standard deviation of W{layer}?',
        Number(float(np.sqrt(2.0 / (n_in + n_out))), decimals=3),
        f"Glorot's scheme takes sqrt(2 / (n_in + n_out)), and these are {n_in} and {n_out}.",
        traps=_scale_traps(n_in, n_out),
        given={"layers": layers, "layer": layer},
    )


def _scale_traps(n_in: int, n_out: int) -> tuple[Trap, ...]:
    candidates = {
        float(np.sqrt(2.0 / n_in)): "That is He's scheme, which looks at the inputs only.",
        float(np.sqrt(2.0 / (n_in + n_out))): "That is Glorot's scheme, which looks at both sides of the layer.",
        2.0 / n_in: "That is He's variance; the standard deviation is its root.",
        2.0 / (n_in + n_out): "That is Glorot's variance; the standard deviation is its root.",
        float(np.sqrt(2.0 / n_out)): "n_out took the place of n_in: the fan-in is the size of the layer before.",
        float(np.sqrt(1.0 / n_in)): "sqrt(1/n_in) is LeCun's scheme, for units that pass on their whole input.",
        0.01: "0.01 is the scale for names that are neither he nor xavier.",
    }
    return tuple(Trap(Number(value, 3), text) for value, text in candidates.items())


@family(
    "initialization",
    "initialize_parameters",
    "Conventions",
    over=[(n, w) for n in (2, 8, 50) for w in ("He", "normal", "small")],
)
def unknown_scheme(n_in: int, name: str) -> Question:
    """Know what happens to a name that is no scheme."""
    drawn = reference().initialize_parameters([n_in, 40_000], name)["W1"]
    return Question(
        f'initialize_parameters([{n_in}, 4], "{name}"): what is the standard deviation of W1?',
        Number(round(float(drawn.std()), 3), decimals=3),
        "The name is compared as it stands, and any other than he and xavier means 0.01, whatever the size.",
        traps=(
            Trap(Number(float(np.sqrt(2.0 / n_in)), 3), "That would be he; the name is compared as it stands."),
            Trap(Number(1.0, 3), "That would be a standard normal; names that are no scheme stand for small weights."),
        ),
        given={"n_in": n_in, "name": name},
    )


@family(
    "initialization",
    "initialize_parameters",
    "By hand",
    over=[
        (layers,)
        for layers in ((2, 4, 1), (3, 5, 2), (1, 10, 10, 1), (4, 3, 3), (2, 2, 2, 2), (6, 4), (5, 1, 5), (2, 4, 4, 1))
    ],
)
def parameter_count(layers: _Layers) -> Question:
    """Count the numbers that a network learns."""
    parameters = reference().initialize_parameters(list(layers))
    weights = sum(value.size for name, value in parameters.items() if name.startswith("W"))
    units = sum(layers)
    count = sum(value.size for value in parameters.values())
    return Question(
        f"How many numbers, weights and biases together, does a network with the layers {_list(layers)} have?",
        Number(float(count)),
        "Each layer has n_in · n_out weights and n_out biases; the input layer has none.",
        traps=(
            Trap(Number(float(weights)), "Those are the weights alone; every unit has a bias, too."),
            Trap(Number(float(weights + units)), "The inputs are no units and have no biases."),
        ),
        given={"layers": layers},
    )


@family("initialization", "initialize_parameters", "Follow-up questions", over=(1, 2, 3, 4, 5))
def fading_signal(layers: int) -> Question:
    """Follow the size of the signal through relu layers that are drawn too small."""
    return Question(
        "Wide relu layers are drawn with variance 1/n_in instead of 2/n_in, biases 0. By which factor does the "
        "mean square of the "
        f"pre-activations Z change on the way through {layers} more layer{'s' if layers > 1 else ''}?",
        Number(float(np.prod(np.full(layers, 0.5)))),
        "relu passes on half of the mean square of a symmetric Z, so without the 2 each layer halves it.",
        traps=(
            Trap(Number(1.0), "That holds for linear layers; relu drops half of the signal at each."),
            Trap(Number(1.0 / (2 * layers)), "The factors multiply from layer to layer."),
        ),
        given={"layers": layers},
    )


@family(
    "initialization",
    "initialize_parameters",
    "Follow-up questions",
    over=[(n, w) for n in (3, 4, 10) for w in (0.5, 1.0, 2.0)],
)
def alike_units(units: int, weight: float) -> Question:
    """See that units which begin alike stay alike."""
    ones = {
        "W1": np.full((2, units), weight),
        "b1": np.zeros((1, units)),
        "W2": np.full((units, 1), weight),
        "b2": np.zeros((1, 1)),
    }
    X, y = np.array([[1.0, 2.0], [0.5, -0.2]]), np.array([[1.0], [-1.0]])
    for _ in range(3):
        _, cache = reference().forward_propagation(X, ones, "tanh")
        ones = reference().update_parameters(ones, reference().backward_propagation(ones, cache, y, "tanh"), 0.1)
    columns = np.unique(np.round(ones["W1"], 12), axis=1).shape[1]
    return Question(
        f"A layer of {units} tanh units begins with every weight equal to {weight:g}, in this layer and the next. "
        "After three steps of "
        "gradient descent, how many different columns does its weight matrix have?",
        Number(float(columns)),
        "Units that start alike compute the same and get the same gradient, so they stay copies of one another "
        "for ever.",
        traps=(
            Trap(Number(float(units)), "For that their gradients would have to differ; what could make them differ?"),
        ),
        given={"units": units, "weight": weight},
    )


FAMILIES = (he_deviation, xavier_deviation, unknown_scheme, parameter_count, fading_signal, alike_units)
