"""Spot the bug: a short program in which one line carries a catalogued mistake.

Each program is written out once, right. A slip puts another text in the place of one line and names the misconception
that this is; a test runs the shown program beside that misconception.
"""

from __future__ import annotations

from dataclasses import dataclass

from grader.quiz.functions import says
from grader.quiz.making import choice
from grader.quiz.question import Brief, Family, Line, Question


@dataclass(frozen=True, slots=True)
class Slip:
    """One wrong line: its number from 1, what stands there, and the catalogued mistake it makes."""

    line: int
    text: str
    mistake: str


@dataclass(frozen=True, slots=True)
class Program:
    """A right program, and the slips that can be made in it.

    ``about`` says which conventions hold, so that the wrong line is wrong beyond dispute.
    """

    exercise: str
    function: str
    about: str
    lines: tuple[str, ...]
    slips: tuple[Slip, ...]

    def with_slip(self, slip: Slip) -> str:
        """Return the program with one wrong line."""
        lines = list(self.lines)
        lines[slip.line - 1] = slip.text
        return "\n".join(lines)

    def right_line(self, slip: Slip) -> str:
        """Return what should stand in the wrong line's place."""
        return self.lines[slip.line - 1].strip()


BACKWARD = Program(
    "backward_propagation",
    "backward_propagation",
    "The loss averages over samples and sums over outputs; samples are rows, the last layer is linear, and "
    "slope(activation, Z) "
    "is right.",
    (
        'def backward_propagation(parameters, cache, y_true, activation="relu"):',
        "    gradients = {}",
        "    depth = len(parameters) // 2",
        '    dZ = 2 / len(y_true) * (cache[f"A{depth}"] - y_true)',
        "    for l in range(depth, 0, -1):",
        '        gradients[f"dW{l}"] = cache[f"A{l - 1}"].T @ dZ',
        '        gradients[f"db{l}"] = dZ.sum(axis=0, keepdims=True)',
        "        if l > 1:",
        '            dA = dZ @ parameters[f"W{l}"].T',
        '            dZ = dA * slope(activation, cache[f"Z{l - 1}"])',
        "    return gradients",
    ),
    (
        Slip(4, '    dZ = 2 * (cache[f"A{depth}"] - y_true)', "average_missing"),
        Slip(4, '    dZ = 2 / y_true.size * (cache[f"A{depth}"] - y_true)', "divided_by_outputs_too"),
        Slip(4, '    dZ = 1 / len(y_true) * (cache[f"A{depth}"] - y_true)', "factor_two_missing"),
        Slip(4, '    dZ = 2 / len(y_true) * (y_true - cache[f"A{depth}"])', "sign_reversed"),
        Slip(6, '        gradients[f"dW{l}"] = cache["A0"].T @ dZ', "input_at_every_layer"),
        Slip(6, '        gradients[f"dW{l}"] = cache[f"A{l - 1}"].T @ dZ / len(dZ)', "weight_gradient_averaged_again"),
        Slip(6, '        gradients[f"dW{l}"] = dZ.T @ cache[f"A{l - 1}"]', "weight_gradient_transposed"),
        Slip(7, '        gradients[f"db{l}"] = dZ.mean(axis=0, keepdims=True)', "bias_gradient_averaged"),
        Slip(7, '        gradients[f"db{l}"] = dZ.sum(axis=1, keepdims=True)', "bias_wrong_axis"),
        Slip(7, '        gradients[f"db{l}"] = dZ.sum(axis=0)', "bias_flat"),
        Slip(7, '        gradients[f"db{l}"] = dZ', "bias_not_summed"),
        Slip(9, '            dA = dZ @ parameters[f"W{l}"]', "weights_not_transposed"),
        Slip(10, "            dZ = dA", "slope_forgotten"),
        Slip(10, '            dZ = dA * slope(activation, cache[f"A{l - 1}"])', "slope_at_activation"),
        Slip(10, '            dZ = dA * cache[f"A{l - 1}"]', "activation_for_its_slope"),
    ),
)

FORWARD = Program(
    "forward_propagation",
    "forward_propagation",
    "Samples are rows, Z is the value before the activation, the last layer is linear, and act(activation, Z) is "
    "right.",
    (
        'def forward_propagation(X, parameters, activation="relu"):',
        '    cache = {"A0": X}',
        "    depth = len(parameters) // 2",
        "    for l in range(1, depth + 1):",
        '        Z = cache[f"A{l - 1}"] @ parameters[f"W{l}"] + parameters[f"b{l}"]',
        '        cache[f"Z{l}"] = Z',
        '        cache[f"A{l}"] = act(activation, Z) if l < depth else Z',
        '    return cache[f"A{depth}"], cache',
    ),
    (
        Slip(5, '        Z = cache[f"A{l - 1}"] @ parameters[f"W{l}"]', "bias_dropped"),
        Slip(5, '        Z = cache[f"A{l - 1}"] @ parameters[f"W{l}"] - parameters[f"b{l}"]', "bias_subtracted"),
        Slip(5, '        Z = X @ parameters[f"W{l}"] + parameters[f"b{l}"]', "every_layer_reads_x"),
        Slip(6, '        cache[f"Z{l}"] = act(activation, Z) if l < depth else Z', "z_holds_a"),
        Slip(7, '        cache[f"A{l}"] = act(activation, Z)', "activation_on_output"),
        Slip(7, '        cache[f"A{l}"] = Z', "no_activation"),
        Slip(7, '        cache[f"A{l}"] = act("relu", Z) if l < depth else Z', "always_relu"),
        Slip(2, '    cache = {"A0": act(activation, X)}', "activation_on_input"),
    ),
)

CHECK = Program(
    "gradient_check",
    "gradient_check",
    "loss(parameters) and gradients are right; W1 and the others are float64 arrays; the largest error of all "
    "entries is asked.",
    (
        "def gradient_check(parameters, loss, gradients, epsilon):",
        "    errors = []",
        "    for name, values in parameters.items():",
        "        for index in np.ndindex(values.shape):",
        "            old = values[index]",
        "            values[index] = old + epsilon",
        "            up = loss(parameters)",
        "            values[index] = old - epsilon",
        "            down = loss(parameters)",
        "            values[index] = old",
        '            a, n = gradients["d" + name][index], (up - down) / (2 * epsilon)',
        "            errors.append(abs(a - n) / (abs(a) + abs(n) + epsilon))",
        "    return float(np.max(errors))",
    ),
    (
        Slip(8, "            values[index] -= epsilon", "back_to_the_middle"),
        Slip(10, "            pass", "not_restored"),
        Slip(11, '            a, n = gradients["d" + name][index], (up - down) / epsilon', "divides_by_epsilon"),
        Slip(11, '            a, n = gradients["d" + name][index], (down - up) / (2 * epsilon)', "sign_of_difference"),
        Slip(12, "            errors.append(abs(a - n))", "absolute_error"),
        Slip(12, "            errors.append((a - n) / (abs(a) + abs(n) + epsilon))", "signed_difference"),
        Slip(12, "            errors.append(abs(a - n) / (abs(a + n) + epsilon))", "magnitude_of_sum"),
        Slip(13, "    return float(np.mean(errors))", "mean_error"),
        Slip(13, "    return float(np.min(errors))", "smallest_error"),
        Slip(13, "    return float(np.nanmax(errors))", "nan_ignored"),
    ),
)

INITIALIZE = Program(
    "initialize_parameters",
    "initialize_parameters",
    "Samples are rows; he is wanted for relu, xavier for tanh, 0.01 for any other name.",
    (
        'def initialize_parameters(layers, initialization="he", seed=42):',
        "    rng = np.random.default_rng(seed)",
        "    parameters = {}",
        "    for l in range(1, len(layers)):",
        "        n_in, n_out = layers[l - 1], layers[l]",
        '        scales = {"he": np.sqrt(2 / n_in), "xavier": np.sqrt(2 / (n_in + n_out))}',
        "        std = scales.get(initialization, 0.01)",
        '        parameters[f"W{l}"] = rng.standard_normal((n_in, n_out)) * std',
        '        parameters[f"b{l}"] = np.zeros((1, n_out))',
        "    return parameters",
    ),
    (
        Slip(2, "    rng = np.random.default_rng()", "seed_ignored"),
        Slip(2, "    rng = np.random.default_rng(42)", "seed_hard_coded"),
        Slip(4, "    for l in range(1, len(layers) - 1):", "last_layer_missing"),
        Slip(6, '        scales = {"he": 2 / n_in, "xavier": 2 / (n_in + n_out)}', "variance_for_deviation"),
        Slip(6, '        scales = {"he": np.sqrt(2 / n_out), "xavier": np.sqrt(2 / (n_in + n_out))}', "fan_out"),
        Slip(6, '        scales = {"he": np.sqrt(2 / (n_in + n_out)), "xavier": np.sqrt(2 / n_in)}', "swapped_schemes"),
        Slip(7, "        std = scales.get(initialization, 1.0)", "other_names_unscaled"),
        Slip(8, '        parameters[f"W{l}"] = rng.standard_normal((n_in, n_out))', "no_scaling"),
        Slip(8, '        parameters[f"W{l}"] = rng.random((n_in, n_out)) * std', "uniform_from_zero"),
        Slip(8, '        parameters[f"W{l}"] = rng.standard_normal((n_out, n_in)) * std', "transposed"),
        Slip(9, '        parameters[f"b{l}"] = rng.standard_normal((1, n_out)) * std', "random_biases"),
        Slip(9, '        parameters[f"b{l}"] = np.zeros(n_out)', "flat_biases"),
    ),
)

UPDATE = Program(
    "update_parameters",
    "update_parameters",
    "Plain gradient descent is wanted, for networks of any depth; a new dict is returned.",
    (
        "def update_parameters(parameters, gradients, learning_rate):",
        "    updated = dict(parameters)",
        "    depth = len(parameters) // 2",
        "    for l in range(1, depth + 1):",
        '        for name in (f"W{l}", f"b{l}"):',
        '            step = learning_rate * gradients["d" + name]',
        "            updated[name] = parameters[name] - step",
        "    return updated",
    ),
    (
        Slip(4, "    for l in range(1, depth):", "last_layer_forgotten"),
        Slip(5, '        for name in (f"W{l}",):', "biases_forgotten"),
        Slip(6, '            step = gradients["d" + name]', "rate_ignored"),
        Slip(6, '            step = learning_rate * np.sign(gradients["d" + name])', "sign_only"),
        Slip(6, '            step = learning_rate * abs(gradients["d" + name])', "size_only"),
        Slip(7, "            updated[name] = parameters[name] + step", "ascent"),
        Slip(7, "            updated[name] = step", "scaled_gradient_returned"),
        Slip(
            7,
            "            updated[name] = parameters[name] - parameters[name] * step",
            "step_in_proportion_to_parameter",
        ),
    ),
)

PROGRAMS = (BACKWARD, FORWARD, CHECK, INITIALIZE, UPDATE)


def _wrong_line(program: Program, slip: Slip) -> Question:
    return Question(
        f"One line of this {program.function} is wrong. {program.about} Which line?",
        Line(slip.line, len(program.lines)),
        f"{says(program.exercise, slip.mistake)} Right would be: {program.right_line(slip)}",
        code=program.with_slip(slip),
        given={"program": program, "slip": slip},
    )


def _what_goes_wrong(program: Program, slip: Slip) -> Question:
    # Other mistakes in this very program, each from another line where there are enough, so that a line refutes it.
    position = program.slips.index(slip)
    around = program.slips[position + 1 :] + program.slips[:position]
    lines = [slip.line, *(other.line for other in around)]
    others = sorted(around, key=lambda other: lines[: around.index(other) + 1].count(other.line))[:3]
    wrong = [
        (
            says(program.exercise, other.mistake),
            f"Line {other.line} does not do that; it reads: {program.right_line(other)}"
            if other.line != slip.line
            else f"Line {slip.line} is the wrong one, but read again what it computes.",
        )
        for other in others
    ]
    return Question(
        f"One line of this {program.function} is wrong. {program.about} What goes wrong?",
        choice(says(program.exercise, slip.mistake), *wrong),
        f"It is line {slip.line}. Right would be: {program.right_line(slip)}",
        code=program.with_slip(slip),
        given={"program": program, "slip": slip},
    )


def _families(program: Program) -> tuple[Family, Family]:
    instances = tuple((program, slip) for slip in program.slips)
    brief = Brief(program.exercise, "Conventions")
    return (
        Family(f"wrong_line_in_{program.function}", "bugs", brief, instances, _wrong_line),
        Family(f"mistake_in_{program.function}", "bugs", brief, instances, _what_goes_wrong),
    )


FAMILIES = tuple(family for program in PROGRAMS for family in _families(program))
