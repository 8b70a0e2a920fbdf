"""Every formula on the card, and every line of numpy beside it, is evaluated against the reference solutions."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest

from grader.card.content import FORMULAS, SHAPES, Formula
from grader.quiz.functions import reference

RIGHT = reference()
LAYERS = [3, 4, 5, 2]


def evaluate(expression: str, names: dict[str, Any]) -> Any:
    return eval(expression, {"np": np, **names})


def as_python(formula: str) -> str:
    """Translate the right-hand side of a formula, by the card's own rules of notation."""
    text = re.split(r" [=←] ", formula, maxsplit=1)[1]
    text = text.replace("−", "-")
    text = re.sub(r"e\^(-?\w+)", r"np.exp(\1)", text)
    text = re.sub(r"√\(", "np.sqrt(", text)
    text = re.sub(r"\|([^|]+)\|", r"abs(\1)", text)
    text = re.sub(r"\[(l(?:-1)?)\]", lambda index: "_up" if index[1] == "l" else "_down", text)
    text = re.sub(r"(?<=[ᵀ\w]) (?=[A-Za-z]+_(?:up|down))", " @ ", text) if "Σ" not in text else text
    text = text.replace("ᵀ", ".T").replace("²", "**2").replace("⊙", "*").replace("·", "*").replace("′", "_slope")
    text = re.sub(r"Σ (\(.*\)\*\*2|\w+)", r"total(\1)", text)
    text = text.replace("max(0, z)", "np.maximum(0, z)").replace("tanh(", "np.tanh(").replace("np.np.", "np.")
    return re.sub(r"^1 if (.*) else 0$", r"np.where(\1, 1, 0)", text)


@pytest.fixture(scope="module")
def network() -> dict[str, Any]:
    rng = np.random.default_rng(0)
    parameters = {name: value + 0.3 for name, value in RIGHT.initialize_parameters(LAYERS).items()}
    X, y = rng.normal(size=(6, 3)), rng.normal(size=(6, 2))
    y_pred, cache = RIGHT.forward_propagation(X, parameters, "tanh")
    gradients = RIGHT.backward_propagation(parameters, cache, y, "tanh")
    return {"parameters": parameters, "X": X, "y": y, "y_pred": y_pred, "cache": cache, "gradients": gradients}


def agree(formula: Formula, names: dict[str, Any], expected: Any, total: Any = np.sum) -> None:
    spoken = evaluate(as_python(formula.formula), names | {"total": total})
    written = evaluate(formula.numpy, names)
    np.testing.assert_allclose(spoken, expected, rtol=1e-9, atol=1e-12, err_msg=formula.formula)
    np.testing.assert_allclose(written, expected, rtol=1e-9, atol=1e-12, err_msg=formula.numpy)
    assert np.shape(written) == np.shape(expected)


def by_title(title: str) -> tuple[Formula, ...]:
    return next(section.formulas for section in FORMULAS if section.title == title)


def test_activations_and_slopes() -> None:
    z = np.linspace(-5, 5, 41)
    s = RIGHT.sigmoid(z)
    expected = [
        RIGHT.relu(z), RIGHT.relu_derivative(z), s, s, RIGHT.sigmoid_derivative(z), RIGHT.tanh(z),
        RIGHT.tanh_derivative(z),
    ]  # fmt: skip
    for formula, values in zip(by_title("Activations"), expected, strict=True):
        agree(formula, {"z": z, "s": s, "σ": RIGHT.sigmoid}, values)


def test_notes_on_slopes_and_ranges_hold() -> None:
    z = np.linspace(-40, 40, 8001)
    assert RIGHT.sigmoid_derivative(z).max() == RIGHT.sigmoid_derivative(np.zeros(1))[0] == 0.25
    assert RIGHT.tanh_derivative(z).max() == RIGHT.tanh_derivative(np.zeros(1))[0] == 1.0
    np.testing.assert_allclose(RIGHT.tanh(z), 2 * RIGHT.sigmoid(2 * z) - 1, atol=1e-14)
    assert RIGHT.relu_derivative(np.zeros(1))[0] == 0.0
    with pytest.warns(RuntimeWarning, match="overflow"):
        evaluate(by_title("Activations")[2].numpy, {"z": np.array([-1000.0])})
    safe = evaluate(by_title("Activations")[3].numpy, {"z": np.array([-1000.0, -2.0])})
    np.testing.assert_allclose(safe, RIGHT.sigmoid(np.array([-1000.0, -2.0])))


def test_loss_and_its_slope(network: dict[str, Any]) -> None:
    y, p = network["y"], network["y_pred"]
    names = {"y": y, "ŷ": p, "y_true": y, "y_pred": p, "n": len(y)}
    value, slope = by_title("Loss")
    agree(value, names, RIGHT.mean_squared_error(y, p))
    agree(slope, names, RIGHT.mean_squared_error_derivative(y, p))


@pytest.mark.parametrize(("row", "scheme"), [(0, "he"), (1, "xavier")])
def test_first_weights_scatter_as_the_card_says(row: int, scheme: str) -> None:
    n_in, n_out = 300, 500
    formula = by_title("First weights")[row]
    measured = RIGHT.initialize_parameters([n_in, n_out], scheme)["W1"].std()
    sigma = evaluate(formula.numpy, {"n_in": n_in, "n_out": n_out})
    assert sigma == pytest.approx(evaluate(as_python(formula.formula), {"n_in": n_in, "n_out": n_out}))
    assert measured == pytest.approx(sigma, rel=5 / np.sqrt(2 * n_in * n_out))


def test_weights_are_drawn_as_the_card_says() -> None:
    formula = by_title("First weights")[2]
    names = {"sigma": 0.5, "rng": np.random.default_rng(42), "shape": (8, 3)}
    np.testing.assert_allclose(evaluate(formula.numpy, names), RIGHT.initialize_parameters([8, 3], "he", 42)["W1"])
    spoken = evaluate(as_python(formula.formula), {"σ": 0.5, "N": lambda mean, variance: np.float64(variance + mean)})
    assert spoken == 0.5
    assert not RIGHT.initialize_parameters([8, 3])["b1"].any()


def test_forward(network: dict[str, Any]) -> None:
    cache, parameters = network["cache"], network["parameters"]
    linear, hidden, last = by_title("Forward")
    for layer in (1, 2, 3):
        A, W, b, Z = cache[f"A{layer - 1}"], parameters[f"W{layer}"], parameters[f"b{layer}"], cache[f"Z{layer}"]
        agree(linear, {"A_down": A, "W_up": W, "b_up": b, "A_prev": A, "W": W, "b": b}, Z)
        if layer < 3:
            agree(hidden, {"f": RIGHT.tanh, "Z": Z, "Z_up": Z}, cache[f"A{layer}"])
    agree(last, {"Z": cache["Z3"], "Z_up": cache["Z3"]}, network["y_pred"])


def test_backward(network: dict[str, Any]) -> None:
    """The five lines, from the last layer to the first, give the reference's gradients."""
    cache, parameters, y, p = (network[name] for name in ("cache", "parameters", "y", "y_pred"))
    output, weights, biases, inputs, one_down = by_title("Backward")

    def step(formula: Formula, names: dict[str, Any]) -> Any:
        spoken = evaluate(as_python(formula.formula), names | {"total": lambda dZ: dZ.sum(axis=0, keepdims=True)})
        written = evaluate(formula.numpy, names)
        np.testing.assert_allclose(spoken, written)
        return written

    dZ = step(output, {"y": y, "ŷ": p, "y_true": y, "y_pred": p, "n": len(y)})
    for layer in (3, 2, 1):
        A, W = cache[f"A{layer - 1}"], parameters[f"W{layer}"]
        names = {"A_prev": A, "A_down": A, "dZ": dZ, "dZ_up": dZ, "W": W, "W_up": W}
        np.testing.assert_allclose(step(weights, names), network["gradients"][f"dW{layer}"])
        np.testing.assert_allclose(step(biases, names), network["gradients"][f"db{layer}"])
        if layer > 1:
            dA, Z = step(inputs, names), cache[f"Z{layer - 1}"]
            slope = RIGHT.tanh_derivative
            dZ = step(one_down, {"dA_prev": dA, "dA_down": dA, "f_slope": slope, "Z_prev": Z, "Z_down": Z})


def test_gradient_check(network: dict[str, Any]) -> None:
    central, relative, factor = by_title("Gradient check")

    def loss(theta: float) -> float:
        moved = {**network["parameters"], "b3": network["parameters"]["b3"] + np.array([[theta, 0.0]])}
        y_pred, _ = RIGHT.forward_propagation(network["X"], moved, "tanh")
        return float(RIGHT.mean_squared_error(network["y"], y_pred))

    exact = network["gradients"]["db3"][0, 0]
    names = {"L": loss, "t": 0.0, "θ": 0.0, "eps": 1e-5, "ε": 1e-5}
    for expression in (central.numpy, as_python(central.formula)):
        assert evaluate(expression, names) == pytest.approx(exact, rel=1e-8)
    agree(relative, {"a": 3.0, "n": -1.0, "eps": 0.5, "ε": 0.5}, 4.0 / 4.5)
    agree(factor, {"r": 2.0}, 1 / 3)
    agree(factor, {"r": 0.5}, 1 / 3)


def test_update(network: dict[str, Any]) -> None:
    updated = RIGHT.update_parameters(network["parameters"], network["gradients"], 0.1)
    weights, biases = by_title("Update and training")
    for layer in (1, 2, 3):
        for formula, kind in ((weights, "W"), (biases, "b")):
            value, slope = network["parameters"][f"{kind}{layer}"], network["gradients"][f"d{kind}{layer}"]
            names = {kind: value, f"{kind}_up": value, f"d{kind}": slope, f"d{kind}_up": slope, "rate": 0.1, "η": 0.1}
            agree(formula, names, updated[f"{kind}{layer}"])


def test_rates_above_two_over_the_curvature_diverge() -> None:
    for rate, converges in ((0.19, True), (0.21, False)):  # the curvature is 10
        theta = {"W1": np.ones((1, 1))}
        for _ in range(300):
            theta = RIGHT.update_parameters(theta, {"dW1": 10.0 * theta["W1"]}, rate)
        assert (abs(theta["W1"][0, 0]) < 1.0) == converges


def test_shapes(network: dict[str, Any]) -> None:
    """Each name of the table, at each layer, has the shape that stands beside it."""
    held = {**network["cache"], **network["parameters"], **network["gradients"]}
    for layer in (1, 2, 3):
        for kind in ("Z", "A"):
            held[f"d{kind}{layer}"] = held[f"{kind}{layer}"]  # an error looks like what it is the error of
    for names, shape in SHAPES:
        for name in re.split(r"[,=] ?", names) if "@" not in names else ():
            for layer in (1, 2, 3):
                sizes = {"n": 6, "n_in": LAYERS[layer - 1], "n_out": LAYERS[layer], "features": 3, "outputs": 2}
                array = {"X": network["X"], "A[0]": held["A0"], "y": network["y"], "ŷ": network["y_pred"]}.get(
                    name.strip()
                )
                array = held[name.strip().replace("[l]", str(layer))] if array is None else array
                assert array.shape == evaluate(shape, sizes), (name, layer)
    assert (np.ones((2, 3)) @ np.ones((3, 4))).shape == (2, 4)


def test_every_formula_is_tested_above() -> None:
    counts = {section.title: len(section.formulas) for section in FORMULAS}
    assert counts == {
        "Activations": 7, "Loss": 2, "First weights": 3, "Forward": 3, "Backward": 5, "Gradient check": 3,
        "Update and training": 2,
    }  # fmt: skip
