"""What a new exercise's files say before they are written. Each TODO is a sentence that ``dev check`` repeats."""

from __future__ import annotations

from collections.abc import Sequence

_POINTS = 5  # for each function, until the author says otherwise


def seen(name: str, track: str, functions: Sequence[str], order: int) -> dict[str, str]:
    """Return what a candidate may see, by file."""
    return {
        "exercise.toml": _metadata(track, functions, order),
        "README.md": _brief(functions),
        f"{name}.py": _stub(functions),
    }


def hidden(name: str, functions: Sequence[str]) -> dict[str, str]:
    """Return what a candidate may not see, by file."""
    return {
        "solution.py": _solution(functions),
        f"test_{name}.py": _suite(name, functions),
        "misconceptions.py": _misconceptions(functions),
        "variants/loops.py": _VARIANT,
        "oracle.py": _ORACLE,
        "NOTES.md": _NOTES.format(name=name),
    }


def _metadata(track: str, functions: Sequence[str], order: int) -> str:
    graded = "".join(f'\n[[functions]]\nname = "{function}"\npoints = {_POINTS}\n' for function in functions)
    return f"""\
title = "TODO: say in a few words what is to be written."
track = "{track}"
order = {order}
difficulty = 1  # TODO: choose 1 to 5, and take this comment out.
minutes = 10  # TODO: say how long it takes in an interview, and take this comment out.
needs = []  # exercises that are best solved before
hints = [
    "TODO: nudge: what should one think about first?",
    "TODO: go one step further, without the formula.",
    "TODO: say nearly the idea.",
]
{graded}"""


def _brief(functions: Sequence[str]) -> str:
    rows = "\n".join(
        f"| `{function}(x)` | TODO: say what {function} takes, with its shape. | an array of x's shape |"
        for function in functions
    )
    return f"""\
# TODO: give the brief a title.

TODO: say what is to be written, with the formula.

| function | takes | returns |
| --- | --- | --- |
{rows}

## Conventions

- TODO: fix every convention that a check relies on: shapes, dtypes, the edges, what may be changed in place.

## By hand

TODO: work one small example by hand, so that a candidate can compare.

## Follow-up questions

1. TODO: ask what an interviewer would ask next.
"""


def _stub(functions: Sequence[str]) -> str:
    stubs = "".join(
        f'''

def {function}(x):
    """TODO: say in one line what {function} returns.

    Parameters
    ----------
    x : numpy array of any shape

    Returns
    -------
    numpy array of x's shape

    Example
    -------
    {function}(np.array([0.0]))  ->  [0.0]
    """
    raise NotImplementedError
'''
        for function in functions
    )
    return (
        f'"""TODO: give the stub a title. The brief is in README.md beside this file."""\n\nimport numpy as np\n{stubs}'
    )


def _solution(functions: Sequence[str]) -> str:
    solved = "".join(
        f'''

def {function}(x):
    """TODO: write {function}, as short and plain as it can be."""
    raise NotImplementedError
'''
        for function in functions
    )
    return f'"""TODO: name the source of the formula: author, year, title."""\n\nimport numpy as np\n{solved}'


def _suite(name: str, functions: Sequence[str]) -> str:
    checks = "".join(
        f'''

@check("{function}", points=2, form=True)
def test_{function}_shape(candidate):
    """TODO: say what holds of the shape of {function}.

    The other lines are advice, shown when the check fails.
    """
    for x in draws():
        check_shape(candidate.{function}(x), x.shape)


@check("{function}", points={_POINTS - 2}, needs=["test_{function}_shape"])
def test_{function}_values(candidate, reference):
    """TODO: say what holds of the values of {function}, and split the check by what can go wrong."""
    for x in draws():
        check_close(candidate.{function}(x), reference.{function}(x))
'''
        for function in functions
    )
    return f'''\
"""Hidden suite of {name}."""

import numpy as np

from grader.suite import check, check_close, check_shape


def draws():
    """Yield inputs of several shapes, small ones first."""
    rng = np.random.default_rng(1)
    for shape in ((1,), (3,), (2, 2), (4, 3)):
        yield rng.normal(size=shape)
{checks}'''


def _misconceptions(functions: Sequence[str]) -> str:
    wrong = "".join(
        f'''

def identity_for_{function}(x):
    """TODO: tell the candidate who returns x itself what is wrong; then add what people really write."""
    return np.array(x)
'''
        for function in functions
    )
    listed = "\n".join(f'    "{function}": [identity_for_{function}],' for function in functions)
    return f'''\
"""Wrong ways to write it, each with the sentence its author should read. `reference` is in scope."""

import numpy as np
{wrong}

MISCONCEPTIONS = {{
{listed}
}}
'''


_VARIANT = "# TODO: solve it in another way, with loops; then in four more files, as different as can be.\n"

_ORACLE = '''\
"""TODO: say against what the reference is certified: exact fractions, longdouble, a complex step, a closed form."""


def test_worked_example_of_the_brief(reference):
    raise AssertionError("TODO: compare with the example that the brief works by hand.")
'''

_NOTES = """\
# {name}: what an interviewer listens for

- TODO: say what a strong candidate says unasked.

## Follow-ups, answered

1. TODO: answer the follow-up questions of the brief.
"""
