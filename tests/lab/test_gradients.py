"""What the gradient lab measures: errors, kinks, and the epsilon curve."""

from __future__ import annotations

import numpy as np
import pytest

from grader.lab.gradients.accuracy import relative_errors
from grader.lab.gradients.comparison import GradientLab, ParameterResult, Setting, draw_network
from grader.lab.gradients.epsilon import UNIT_ROUNDOFF
from grader.suite.networks import Network, loss
from tests.lab.networks import ON_A_KINK, gradients_of, lab_of

SETTINGS = [
    Setting(),
    Setting((1, 1), samples=1),
    Setting((2, 3, 1), activation="sigmoid", seed=4),
    Setting((4, 4, 4, 4), samples=7, activation="tanh", seed=2),
    ON_A_KINK,
]


def named(lab: GradientLab, key: str) -> ParameterResult:
    """Return one gradient's result."""
    return next(parameter for parameter in lab.parameters if parameter.key == key)


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_the_exact_gradient_is_right_by_the_reference_and_by_central_differences(setting: Setting) -> None:
    lab = lab_of(setting, gradients_of(setting))
    assert lab.right
    for parameter in lab.parameters:
        assert parameter.against_differences is not None
        assert parameter.against_differences.right
        assert parameter.noise.largest < 1e-6


@pytest.mark.parametrize("setting", SETTINGS, ids=str)
def test_a_gradient_in_float32_is_right_too(setting: Setting) -> None:
    assert lab_of(setting, {key: array.astype(np.float32) for key, array in gradients_of(setting).items()}).right


def test_one_wrong_entry_is_found_and_no_other() -> None:
    gradients = gradients_of(Setting())
    gradients["dW2"][3, 1] *= 1.01
    lab = lab_of(Setting(), gradients)
    assert [parameter.key for parameter in lab.parameters if not parameter.right] == ["dW2"]
    comparison = named(lab, "dW2").against_reference
    assert comparison is not None
    assert comparison.worst == (3, 1)
    assert comparison.largest == pytest.approx(0.01 / 2.01, rel=0.05)
    assert np.count_nonzero(comparison.errors > 1e-12) == 1


@pytest.mark.parametrize(("ratio", "error"), [(0.2, 2 / 3), (2.0, 1 / 3), (-1.0, 1.0), (0.0, 1.0)])
def test_an_error_is_what_the_ratio_makes_it(ratio: float, error: float) -> None:
    entries = np.array([[1.0, -3.0]])
    assert relative_errors(ratio * entries, entries, 0.0) == pytest.approx(np.full((1, 2), error))


def test_both_zero_is_no_error_and_nan_is_an_infinite_one() -> None:
    errors = relative_errors(np.array([0.0, np.nan, np.inf]), np.array([0.0, 1.0, np.inf]), 1e-300)
    assert errors.tolist() == [0.0, np.inf, np.inf]


@pytest.mark.parametrize(
    ("ratio", "says"),
    [
        (1 / 5, "0.2 times what it should be in every entry (one over the number of samples)"),
        (5, "5 times what it should be in every entry (there are that many samples)"),
        (2, "2 times what it should be in every entry"),
        (-1, "the wrong sign in every entry"),
        (0, "0 in every entry"),
    ],
)
def test_a_common_ratio_is_named(ratio: float, says: str) -> None:
    gradients = gradients_of(Setting())
    gradients["db1"] = ratio * gradients["db1"]
    assert named(lab_of(Setting(), gradients), "db1").note == says


def test_no_ratio_is_named_where_there_is_none() -> None:
    gradients = gradients_of(Setting())
    gradients["dW1"][0, 0] += 1.0
    assert named(lab_of(Setting(), gradients), "dW1").note == ""


@pytest.mark.parametrize(
    ("array", "says"),
    [
        (None, "None, not an array"),
        ([[1.0]], "a list, not an array"),
        (np.zeros(4), "shape (4,), its parameter has (1, 4)"),
        (np.zeros((1, 4), dtype=complex), "no floats (dtype complex128)"),
        (np.full((1, 4), np.nan), "NaN or infinity in 4 of 4 entries"),
    ],
)
def test_what_cannot_be_compared_is_said_and_the_rest_is_compared(array: object, says: str) -> None:
    lab = lab_of(Setting(), gradients_of(Setting()) | {"db1": array})
    assert named(lab, "db1").note == says
    assert not lab.right
    assert [parameter.key for parameter in lab.parameters if not parameter.right] == ["db1"]


def test_a_missing_key_is_said() -> None:
    gradients = gradients_of(Setting())
    del gradients["dW3"]
    assert named(lab_of(Setting(), gradients), "dW3").note == "missing: the result has no such key"


@pytest.mark.parametrize("value", [None, [1.0], 3.0, "dW1"])
def test_an_answer_that_is_no_dict_is_not_right(value: object) -> None:
    lab = lab_of(Setting(), value)
    assert not lab.right
    assert not lab.compared


def one_sided(network: Network, name: str, index: tuple[int, int], step: float) -> float:
    """Return the slope of the loss to one side, by the plainest means there are."""
    moved = {key: array.copy() for key, array in network.parameters.items()}
    moved[name][index] += step
    at = [loss(network.X, network.y, parameters, network.activation) for parameters in (moved, network.parameters)]
    return float((at[0] - at[1]) / step)


def test_at_a_marked_kink_the_loss_has_two_slopes_and_elsewhere_one() -> None:
    network, lab = draw_network(ON_A_KINK), lab_of(ON_A_KINK, gradients_of(ON_A_KINK))
    assert lab.kinks
    for parameter in lab.parameters:
        for index in np.ndindex(parameter.kinks.shape):
            slopes = [one_sided(network, parameter.key[1:], index, step) for step in (1e-6, -1e-6)]
            if not parameter.kinks[index]:
                assert slopes[0] == pytest.approx(slopes[1], abs=1e-4)
    at = np.argwhere(named(lab, "db2").kinks)
    slopes_there = [[one_sided(network, "b2", tuple(i), step) for step in (1e-6, -1e-6)] for i in at]
    assert any(abs(up - down) > 1e-3 for up, down in slopes_there)


def test_a_right_gradient_differs_from_central_differences_at_a_kink_and_is_not_blamed() -> None:
    bias = named(lab_of(ON_A_KINK, gradients_of(ON_A_KINK)), "db2")
    assert bias.against_differences is not None
    assert bias.against_differences.errors[bias.kinks].max() > 0.1
    assert bias.against_differences.right
    assert bias.right


def test_a_larger_step_meets_more_kinks() -> None:
    counts = [lab_of(Setting(epsilon=epsilon), gradients_of(Setting())).kinks for epsilon in (1e-5, 1e-2, 1.0)]
    assert counts == sorted(counts)
    assert counts[0] == 0 < counts[-1]


@pytest.mark.parametrize("activation", ["tanh", "sigmoid"])
@pytest.mark.parametrize("seed", range(3))
def test_the_epsilon_curve_falls_and_rises_as_expected(activation: str, seed: int) -> None:
    setting = Setting(activation=activation, seed=seed)
    curve = lab_of(setting, gradients_of(setting)).curve
    coarse = (curve.epsilons > 20 * curve.optimum) & (curve.errors < 0.05)
    expected = curve.truncation * curve.epsilons**2
    assert curve.errors[coarse] == pytest.approx(expected[coarse], rel=0.3)  # truncation is exact in the limit
    fine = curve.epsilons < curve.optimum / 100
    rounding = curve.rounding / curve.epsilons
    assert np.all(curve.errors[fine] < 20 * rounding[fine])  # rounding is an order of magnitude
    assert np.median(curve.errors[fine] / rounding[fine]) > 0.02
    assert curve.optimum / 10 < curve.best < 10 * curve.optimum
    assert curve.error_at(1e-7) > 10 * curve.error_at(curve.best)


def test_the_optimum_is_near_the_cube_root_of_three_roundoffs_where_loss_and_third_derivative_are_alike() -> None:
    curve = lab_of(Setting(activation="tanh"), gradients_of(Setting(activation="tanh"))).curve
    assert 0.1 < curve.optimum / np.cbrt(3 * UNIT_ROUNDOFF) < 10


def test_relu_has_no_truncation_but_kinks() -> None:
    curve = lab_of(Setting(), gradients_of(Setting())).curve
    assert curve.truncation == 0
    assert curve.optimum == np.inf
    assert curve.best < curve.first_kink < np.inf
    assert curve.errors_at_kinks[0] > 1e6 * curve.errors[0]
    assert curve.always_at_kinks == 0


def test_a_unit_on_a_kink_is_left_out_of_the_curve_at_every_step() -> None:
    curve = lab_of(ON_A_KINK, gradients_of(ON_A_KINK)).curve
    assert curve.always_at_kinks > 0
    assert curve.error_at(curve.best) < 1e-8
    assert curve.errors_at_kinks.min() > 0.1


def test_large_networks_are_measured_in_part_and_with_every_layer() -> None:
    setting = Setting((40, 40, 40, 10), activation="tanh")
    curve = lab_of(setting, gradients_of(setting)).curve
    assert 24 <= curve.entries < 200
    assert curve.optimum / 10 < curve.best < 10 * curve.optimum
