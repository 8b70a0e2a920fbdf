"""What the card says. A test evaluates every formula, and every line of numpy, against the reference solutions, and
tries every trap.

Formulas are plain text that ``page`` sets in type: ``e^z`` is a power, ``W[l]`` an index, ``n_in`` a subscript. Two
names side by side are a matrix product, ``·`` and ``⊙`` multiply entry by entry.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Formula:
    """One line of the card.

    Attributes
    ----------
    numpy
        The same in numpy, as one expression.
    note
        A few words to remember with it.
    """

    name: str
    formula: str
    numpy: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Formulas that belong together, and the exercise whose brief explains them."""

    title: str
    brief: str
    formulas: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Trap:
    """Something that goes wrong in silence."""

    title: str
    text: str


FORMULAS = (
    Section(
        "Activations",
        "relu, sigmoid, tanh",
        (
            Formula(
                "relu",
                "relu(z) = max(0, z)",
                "np.maximum(0, z)",
                "not bounded; a unit with z < 0 for all samples is dead",
            ),
            Formula("its slope", "relu′(z) = 1 if z > 0 else 0", "(z > 0).astype(float)", "relu′(0) = 0 by convention"),
            Formula(
                "sigmoid",
                "σ(z) = 1 / (1 + e^−z)",
                "1 / (1 + np.exp(-z))",
                "0 to 1; overflows far left of 0, see the safe form",
            ),
            Formula("safe form", "σ(z) = e^z / (1 + e^z)", "np.exp(z) / (1 + np.exp(z))", "use it where z < 0"),
            Formula("its slope", "σ′(z) = σ(z) · (1 − σ(z))", "s * (1 - s)", "at most 1/4, at z = 0; s is σ(z)"),
            Formula("tanh", "tanh(z) = (e^z − e^−z) / (e^z + e^−z)", "np.tanh(z)", "−1 to 1, centred: 2σ(2z) − 1"),
            Formula("its slope", "tanh′(z) = 1 − tanh(z)²", "1 - np.tanh(z) ** 2", "at most 1, at z = 0"),
        ),
    ),
    Section(
        "Loss",
        "mean_squared_error",
        (
            Formula(
                "squared error",
                "L = (1/n) · Σ (ŷ − y)²",
                "np.sum((y_pred - y_true) ** 2) / n",
                "summed over outputs, averaged over the n samples",
            ),
            Formula(
                "its slope", "dL/dŷ = (2/n) · (ŷ − y)", "2 / n * (y_pred - y_true)", "the same n: rows, not entries"
            ),
        ),
    ),
    Section(
        "First weights",
        "initialize_parameters",
        (
            Formula(
                "he, for relu",
                "σ = √(2 / n_in)",
                "np.sqrt(2 / n_in)",
                "a standard deviation; relu drops half of the signal",
            ),
            Formula(
                "xavier, for tanh",
                "σ = √(2 / (n_in + n_out))",
                "np.sqrt(2 / (n_in + n_out))",
                "balances forwards and backwards",
            ),
            Formula(
                "weights",
                "W[l] = σ · N(0, 1)",
                "sigma * rng.standard_normal(shape)",
                "shape (n_in, n_out); biases begin at 0",
            ),
        ),
    ),
    Section(
        "Forward",
        "forward_propagation",
        (
            Formula("each layer", "Z[l] = A[l−1] W[l] + b[l]", "A_prev @ W + b", "A[0] = X; b is added to every row"),
            Formula("hidden", "A[l] = f(Z[l])", "f(Z)", "keep every Z and A for the way back"),
            Formula("last", "ŷ = Z[l]", "Z", "linear, so that any number can be predicted"),
        ),
    ),
    Section(
        "Backward",
        "backward_propagation",
        (
            Formula("output", "dZ[l] = (2/n) · (ŷ − y)", "2 / n * (y_pred - y_true)", "linear layer: no slope here"),
            Formula("weights", "dW[l] = A[l−1]ᵀ dZ[l]", "A_prev.T @ dZ", "no further 1/n: it is in dZ"),
            Formula("biases", "db[l] = Σ dZ[l]", "dZ.sum(axis=0, keepdims=True)", "over samples: a sum, not a mean"),
            Formula("inputs", "dA[l−1] = dZ[l] W[l]ᵀ", "dZ @ W.T", "with W as it was before the update"),
            Formula(
                "one down", "dZ[l−1] = dA[l−1] ⊙ f′(Z[l−1])", "dA_prev * f_slope(Z_prev)", "the slope is taken at Z"
            ),
        ),
    ),
    Section(
        "Gradient check",
        "gradient_check",
        (
            Formula(
                "central",
                "n = (L(θ + ε) − L(θ − ε)) / (2 · ε)",
                "(L(t + eps) - L(t - eps)) / (2 * eps)",
                "one entry at a time; ε near 1e-5 in float64",
            ),
            Formula(
                "relative error",
                "error = |a − n| / (|a| + |n| + ε)",
                "abs(a - n) / (abs(a) + abs(n) + eps)",
                "take the largest: below 1e-5 is fine, above 1e-3 a bug",
            ),
            Formula(
                "factor r > 0",
                "error = |1 − r| / (1 + r)",
                "abs(1 - r) / (1 + r)",
                "1/3: a factor 2 or ½; 1: wrong sign, or 0 against not 0",
            ),
        ),
    ),
    Section(
        "Update and training",
        "update_parameters, train_network",
        (
            Formula("weights", "W[l] ← W[l] − η · dW[l]", "W - rate * dW", "all gradients first, then all updates"),
            Formula("biases", "b[l] ← b[l] − η · db[l]", "b - rate * db", "η below 2/λ, or the loss diverges"),
        ),
    ),
)

# name, shape in words; a test compares them with a real network.
SHAPES = (
    ("X = A[0]", "(n, features)"),
    ("W[l], dW[l]", "(n_in, n_out)"),
    ("b[l], db[l]", "(1, n_out)"),
    ("Z[l], A[l]", "(n, n_out)"),
    ("dZ[l], dA[l]", "(n, n_out)"),
    ("y, ŷ", "(n, outputs)"),
    ("(n, m) @ (m, p)", "(n, p)"),
)

CONVENTIONS = (
    "Samples are rows, units are columns.",
    "The loss averages over samples and sums over outputs.",
    "Every gradient has the shape of what it belongs to.",
    "Hidden layers have the activation, the last layer is linear.",
    "Z is before the activation, A after it.",
    "Schemes name a standard deviation, not a variance.",
    "A loss history holds the loss before each update.",
)

TRAPS = (
    Trap(
        "Two means",
        "np.mean divides by samples and outputs. With a slope of 2/n and o outputs, a gradient check gives "
        "(o − 1) / (o + 1).",
    ),
    Trap(
        "NaN passes",
        "max(error, new) keeps error when new is NaN: gradients that are all NaN get 0. np.max passes NaN on.",
    ),
    Trap(
        "(n,) is not (1, n)",
        "They subtract by broadcasting, so a flat bias gradient passes a check. Compare shapes first.",
    ),
    Trap(
        "On the kink",
        "A dead relu layer and zero biases put the next Z at exactly 0, where the difference sees slope ½: "
        "right code fails.",
    ),
    Trap(
        "ε too small",
        "At ε = 1e-7 rounding outweighs the formula's own error. For central differences 1e-5 is near the best.",
    ),
    Trap(
        "Silent identity",
        "An if-chain over activation names without an else leaves layers linear for a misspelt one.",
    ),
    Trap(
        "Rows or columns",
        "Texts with samples as columns write dW = dZ Aᵀ and dA = Wᵀ dZ: every product is turned round.",
    ),
    Trap(
        "Seed for all",
        "np.random.seed seeds everyone's draws: reseeded, the noise repeats the weights' random numbers.",
    ),
    Trap("Slope at A", "relu′(A) equals relu′(Z), as A > 0 exactly where Z > 0. For sigmoid and tanh it is wrong."),
    Trap("(n, 1) − (n,)", "is (n, n): every prediction meets every target, and training goes on with the wrong loss."),
)

SENTENCES = (
    ("Why activations?", "Without them all layers together are one linear map."),
    ("Why cache Z and A?", "dW needs the A below, and the slope is taken at Z."),
    ("Why He for relu?", "relu passes on half of the mean square, so the variance is doubled."),
    ("Why not zeros?", "Units that begin alike get the same gradients and stay alike."),
    ("Vanishing gradients?", "The chain rule multiplies slopes: ten sigmoid layers leave (1/4)^10 at best."),
    ("Why no activation at the end?", "Regression targets may be any number."),
    ("Why check gradients?", "Wrong ones often still train, only worse."),
    ("Why central differences?", "Their error shrinks with ε², not with ε."),
    ("What does backward cost?", "About two forward passes, for all gradients at once."),
)
