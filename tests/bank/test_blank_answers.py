"""An answer without a single right value earns nothing, however well-formed it is."""

from __future__ import annotations

from grader.catalogue import Exercise
from tests.bank.test_suites import EVERY_EXERCISE
from tests.grading import catalogue, grade_sources, score_sources

# The reference, each of whose answers is replaced by one of the same structure and shapes that holds no right value.
BLANK = """
import numpy as _np

def _blank(value, fill):
    if isinstance(value, dict):
        return {{key: _blank(item, fill) for key, item in value.items()}}
    if isinstance(value, (tuple, list)):
        return type(value)(_blank(item, fill) for item in value)
    if isinstance(value, str):
        return ""
    return fill(_np.shape(value)) if isinstance(value, _np.ndarray) else float(fill(()))

def _only_the_form(function, fill):
    return lambda *args, **kwargs: _blank(function(*args, **kwargs), fill)

for _name in {functions!r}:
    globals()[_name] = _only_the_form(globals()[_name], lambda shape: {fill})
"""
FILLS = {
    "zeros": "_np.zeros(shape)",
    "ones": "_np.ones(shape)",
    "minus_ones": "-_np.ones(shape)",
    "a_constant": "_np.full(shape, 0.37)",
    "nan": "_np.full(shape, _np.nan)",
    "infinity": "_np.full(shape, _np.inf)",
    "huge": "_np.full(shape, 1e300)",
    "counting": "1.0 + _np.arange(float(_np.prod(shape))).reshape(shape)",
    "draws": "_np.random.default_rng(3).uniform(2.0, 3.0, shape)",
}
CONSTANTS = [
    "None",
    "0.0",
    "1.0",
    "True",
    "''",
    "[]",
    "{}",
    "args[0]",
    "args[-1]",
    "args",
    "np.zeros((1, 1))",
    "np.nan",
]


@EVERY_EXERCISE
def test_a_well_formed_answer_without_a_right_value_earns_nothing(exercise: Exercise) -> None:
    solution, functions = exercise.solution_path.read_text(encoding="utf-8"), list(exercise.functions)
    sources = {name: solution + BLANK.format(functions=functions, fill=fill) for name, fill in FILLS.items()}
    for constant in CONSTANTS:
        definitions = [f"def {name}(*args, **kwargs): return {constant}\n" for name in functions]
        sources[constant] = "import numpy as np\n" + "".join(definitions)
    earned = {
        name: [f"{check.name} {check.points:g}" for check in report.checks if check.points]
        for name, report in score_sources(sources, exercise).items()
        if report.score
    }
    assert earned == {}


def test_form_counts_as_soon_as_a_value_is_right() -> None:
    text = "import numpy as np\ndef relu(z): return np.maximum(z, 0)\ndef relu_derivative(z): return 1.0 + 0 * z\n"
    checks = {check.name: check for check in grade_sources({"half": text}, catalogue()["relu"])["half"].checks}
    assert checks["test_relu_shape"].points == 1
    form = checks["test_derivative_shape"]
    assert (form.status, form.points, form.message) == ("passed", 0, "It counts as soon as values are right too.")
