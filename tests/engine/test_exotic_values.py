"""A value of another kind than the brief asks for earns nothing by being odd."""

from __future__ import annotations

import pytest

from grader.catalogue import Exercise
from tests.grading import catalogue, score_sources

# Returned whatever is asked.
CONSTANTS = {
    "nan": "float('nan')",
    "complex": "1.0 + 0j",
    "truth": "True",
    "text": "np.array('1.0')",
    "empty": "np.zeros((0, 1))",
    "nothing": "np.array(None)",
    "generator": "(x for x in [1.0])",
    "integer": "10**1000",
    "pseudo": "np.frombuffer(bytes(8) + b'\\xff\\x3f' + bytes(6), np.longdouble)[0]",
}
ALLOWED = {"epochs_to_converge": 3.0}  # any integer is one number, and a whole one, and leaves the history as it was

# What becomes of each array and number in the right answer.
DISGUISES = {
    "complex": "np.asarray(value, dtype=complex)",
    "text": "np.asarray(value).astype(str)",
    "objects": "np.asarray(value, dtype=object)",
    "nan": "np.asarray(value) * np.nan",
    "infinite": "np.full_like(value, np.inf, dtype=float)",
    "one more axis": "np.asarray(value)[None]",
}
DISGUISED = """
import functools
import numpy as np
def _disguised(value):
    if isinstance(value, dict):
        return {{key: _disguised(item) for key, item in value.items()}}
    if isinstance(value, (list, tuple)):
        return type(value)(map(_disguised, value))
    return value if isinstance(value, str) else {disguise}
def _over(function):
    return functools.wraps(function)(lambda *args, **kwargs: _disguised(function(*args, **kwargs)))
"""


@pytest.mark.parametrize("exercise", list(catalogue()), ids=lambda exercise: exercise.name)
def test_odd_values_earn_nothing_and_right_ones_in_disguise_no_more_than_their_shape(exercise: Exercise) -> None:
    head, solution = "import numpy as np\n", exercise.solution_path.read_text(encoding="utf-8")
    sources = {
        name: head + "".join(f"def {function}(*a, **k): return {value}\n" for function in exercise.functions)
        for name, value in CONSTANTS.items()
    }
    for name, disguise in DISGUISES.items():
        over = "".join(f"{function} = _over({function})\n" for function in exercise.functions)
        sources[f"{name} in disguise"] = f"{solution}\n{DISGUISED.format(disguise=disguise)}{over}"
    reports = score_sources(sources, exercise)
    earned = {name: report.score for name, report in reports.items() if report.score}
    for name, score in earned.items():
        most = 0.2 * exercise.points if "disguise" in name else ALLOWED.get(exercise.name, 0.0)
        assert score <= most, (name, reports[name])
