"""The programs with one wrong line do what the catalogued mistake does, and are right without it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from grader.boundary.module import GivenFunctions
from grader.catalogue import load_catalogue
from grader.quiz.functions import reference, says
from grader.quiz.topics.bugs import BACKWARD, CHECK, FAMILIES, FORWARD, INITIALIZE, PROGRAMS, UPDATE, Program, Slip
from grader.suite.reference import load_misconceptions, run_reference

ALL_SLIPS = [pytest.param(p, s, id=f"{p.function}-{s.mistake}") for p in PROGRAMS for s in p.slips]
NAMES = ("relu", "sigmoid", "tanh")


def run(text: str, program: Program) -> Callable[..., Any]:
    functions = vars(reference())
    namespace: dict[str, Any] = {
        "np": np,
        "slope": lambda name, Z: functions[f"{name}_derivative"](Z),
        "act": lambda name, Z: functions[name](Z),
    }
    exec(text, namespace)
    found: Callable[..., Any] = namespace[program.function]
    return found


def network(seed: int, layers: tuple[int, ...], samples: int) -> tuple[dict[str, np.ndarray], np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    parameters: dict[str, np.ndarray] = {}
    for layer in range(1, len(layers)):
        parameters[f"W{layer}"] = rng.normal(size=(layers[layer - 1], layers[layer]))
        parameters[f"b{layer}"] = rng.normal(size=(1, layers[layer]))
    return parameters, rng.normal(size=(samples, layers[0])), rng.normal(size=(samples, layers[-1]))


# Square, so that a missing transpose and a wrong axis run; with as many samples as units.
NETWORKS = [network(0, (3, 3, 3, 3), 3), network(1, (2, 2, 2), 2), network(2, (4, 4), 4)]


def backward(function: Callable[..., Any], _: Callable[..., None]) -> Iterator[Any]:
    for parameters, X, y in NETWORKS:
        for name in NAMES:
            _prediction, cache = reference().forward_propagation(X, parameters, name)
            yield function(parameters, cache, y, name)


def forward(function: Callable[..., Any], _: Callable[..., None]) -> Iterator[Any]:
    for parameters, X, _y in NETWORKS:
        for name in NAMES:
            prediction, cache = function(X, parameters, name)
            yield {"y_pred": prediction, **cache}


def check(function: Callable[..., Any], plant: Callable[..., None]) -> Iterator[Any]:
    """Check right and broken gradients, with the program's own arguments or the exercise's."""
    for factor, spoilt in ((1.0, 0.0), (1.5, 0.0), (0.7, 0.0), (-1.0, 0.0), (1.0, np.nan)):
        parameters, X, y = network(3, (2, 3, 2), 3)

        def broken(*args: Any, factor: float = factor, spoilt: float = spoilt) -> dict[str, np.ndarray]:
            gradients = {name: factor * value for name, value in reference().backward_propagation(*args).items()}
            gradients["dW1"][0, 0] += spoilt
            return gradients

        plant(backward_propagation=broken)
        if function.__code__.co_varnames[1] == "loss":
            _prediction, cache = reference().forward_propagation(X, parameters, "tanh")

            def loss(moved: dict[str, np.ndarray], X: np.ndarray = X, y: np.ndarray = y) -> float:
                return float(reference().mean_squared_error(y, reference().forward_propagation(X, moved, "tanh")[0]))

            answer = function(parameters, loss, broken(parameters, cache, y, "tanh"), 1e-3)
        else:
            answer = function(parameters, X, y, "tanh", 1e-3)
        yield {"error": np.round(answer, 5), **{name: np.round(value, 6) for name, value in parameters.items()}}


def initialize(function: Callable[..., Any], _: Callable[..., None]) -> Iterator[Any]:
    """Measure what a seed cannot change: shapes and spreads, and whether seeds count."""
    for name in ("he", "xavier", "other"):
        first, again, other = (function([100, 160, 90, 60], name, seed) for seed in (1, 1, 2))
        yield {
            "W1 again": np.array(np.array_equal(first["W1"], again["W1"])),
            "W1 another": np.array(np.array_equal(first["W1"], other["W1"])),
            **{f"{key} shape": np.array(value.shape) for key, value in first.items()},
            **{f"{key} spread": value.std() for key, value in first.items() if key[0] == "W"},
            **{f"{key} negative": np.array((value < 0).any()) for key, value in first.items()},
        }


def update(function: Callable[..., Any], _: Callable[..., None]) -> Iterator[Any]:
    for rate in (0.1, 1.0):
        parameters, _X, _y = network(4, (2, 3, 2), 1)
        gradients, _X, _y = network(5, (2, 3, 2), 1)
        yield function(parameters, {f"d{name}": value for name, value in gradients.items()}, rate)


PROBES = {
    id(BACKWARD): backward,
    id(FORWARD): forward,
    id(CHECK): check,
    id(INITIALIZE): initialize,
    id(UPDATE): update,
}


def outcomes(program: Program, function: Callable[..., Any], plant: Callable[..., None]) -> list[dict[str, Any]]:
    return list(PROBES[id(program)](function, plant))


def same(one: list[dict[str, Any]], other: list[dict[str, Any]]) -> bool:
    return len(one) == len(other) and all(
        a.keys() == b.keys()
        and all(
            np.shape(a[k]) == np.shape(b[k])
            and np.allclose(a[k], b[k], rtol=0.06 if k.endswith("spread") else 1e-9, equal_nan=True)
            for k in a
        )
        for a, b in zip(one, other, strict=True)
    )


def nothing(**_planted: Any) -> None:
    """Plant nothing: programs that take no given functions."""


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.function)
def test_the_program_is_right_without_its_slip(program: Program) -> None:
    exercise = load_catalogue()[program.exercise]
    given = GivenFunctions(exercise.given)

    def plant(**planted: Any) -> None:
        given.plant(planted)

    right = getattr(run_reference(exercise, given), program.function)
    assert same(outcomes(program, run("\n".join(program.lines), program), nothing), outcomes(program, right, plant))


@pytest.mark.parametrize(("program", "slip"), ALL_SLIPS)
def test_the_slip_is_the_mistake_it_is_named_after(program: Program, slip: Slip) -> None:
    exercise = load_catalogue()[program.exercise]
    given = GivenFunctions(exercise.given)

    def plant(**planted: Any) -> None:
        given.plant(planted)

    mistake = next(m for m in load_misconceptions(exercise, given) if m.name == slip.mistake)
    shown = outcomes(program, run(program.with_slip(slip), program), nothing)
    assert same(shown, outcomes(program, mistake.implementation, plant))
    assert not same(shown, outcomes(program, run("\n".join(program.lines), program), nothing)), "no mistake to be seen"


@pytest.mark.parametrize(("program", "slip"), ALL_SLIPS)
def test_one_line_differs(program: Program, slip: Slip) -> None:
    shown = program.with_slip(slip).split("\n")
    assert [n for n, (a, b) in enumerate(zip(shown, program.lines, strict=True), 1) if a != b] == [slip.line]


def test_wrong_descriptions_are_not_true_of_the_program() -> None:
    """No two slips of a program have the same effect, so the sentence of one is false of another."""
    for program in PROGRAMS:
        effects = {
            slip.mistake: outcomes(program, run(program.with_slip(slip), program), nothing) for slip in program.slips
        }
        names = list(effects)
        for i, one in enumerate(names):
            for other in names[i + 1 :]:
                assert not same(effects[one], effects[other]), (program.function, one, other)


def test_explanations_name_the_mistake_and_show_the_right_line() -> None:
    for family in FAMILIES:
        for instance, (program, slip) in enumerate(family.parameters):
            question = family.question(instance)
            assert program.right_line(slip) in question.because
            told = question.because if family.name.startswith("wrong_line") else question.answer.options[0].text
            assert says(program.exercise, slip.mistake) in told
