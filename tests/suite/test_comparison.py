"""Strict comparison: what differs is said in the order in which a person would look."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grader.boundary.wire import Opaque
from grader.suite.checks import CheckFailed
from grader.suite.comparison import check_close, check_keys, check_number

TWO = np.array([[1.0, 2.0]])


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (TWO, TWO),
        (TWO + 1e-11, TWO),
        (TWO.astype(np.float32) * np.float32(1.0001), TWO),
        (TWO.astype(np.longdouble), TWO),
        (np.array([np.nan, np.inf]), np.array([np.nan, np.inf])),
        (np.zeros((0, 3)), np.zeros((0, 3))),
        (np.float64(1.0), 1.0),
        (np.array(1.0), 1.0),
        (1, 1.0),
        ([TWO, {"a": 1.0}], (TWO, {"a": 1.0})),
        ({"a": 1.0, "extra": "fine"}, {"a": 1.0}),
        (np.array([1.0, 2.0]), [1.0, 2.0]),
        (np.array([1, 2], dtype=np.int32), np.array([1, 2])),
    ],
)
def test_right_values_pass(got: Any, expected: Any) -> None:
    check_close(got, expected)


@pytest.mark.parametrize(
    ("got", "expected", "says"),
    [
        (None, TWO, "the returned value is None. Is a return statement missing?"),
        (TWO[0], TWO, "the returned value has shape (2,); expected (1, 2)."),
        ([1.0, 2.0], TWO, "the returned value is a list; expected a numpy array of shape (1, 2)."),
        (3.0, TWO, "the returned value is a float; expected a numpy array of shape (1, 2)."),
        (TWO > 1, TWO, "the returned value holds truth values (dtype bool); expected floats (dtype float64)."),
        (TWO.astype(int), TWO, "the returned value holds integers (dtype int64); expected floats (dtype float64)."),
        (np.array([[1.0, np.nan]]), TWO, "the returned value holds nan at [0, 1]; expected 2."),
        (
            np.array([[1.0, 2.5]]),
            TWO,
            "the returned value is off at [0, 1]: expected 2, got 2.5 (1 of 2 entries are off).",
        ),
        (TWO + 1, TWO, "the returned value is off at [0, 0]: expected 1, got 2 (every entry is off)."),
        (np.zeros((0, 2)), TWO, "the returned value has shape (0, 2); expected (1, 2)."),
        (np.array([[1.0]]), 1.0, "the returned value is an array of shape (1, 1); expected one float."),
        (True, 1.0, "the returned value is a bool; expected one float."),
        (float("nan"), 1.0, "the returned value is nan; expected a finite number."),
        (1.001, 1.0, "the returned value is 1.001; expected 1."),
        ({"a": 1.0}, {"b": 1.0}, "the returned value has no key 'b'; its keys are a, expected b."),
        ((1.0,), (1.0, 2.0), "the returned value has 1 entries; expected 2."),
        ({"a": {"b": TWO}}, {"a": {"b": 2 * TWO}}, "the returned value['a']['b'] is off at [0, 0]: expected 2, got 1"),
        (Opaque("generator"), TWO, "the returned value is a generator; expected a numpy array of shape (1, 2)."),
        (Opaque("set"), {"a": 1}, "the returned value is a set; expected a dict with the keys a."),
    ],
)
def test_the_first_difference_is_said_in_words(got: Any, expected: Any, says: str) -> None:
    with pytest.raises(CheckFailed) as failure:
        check_close(got, expected)
    assert str(failure.value).startswith(says)


def test_broadcasting_never_makes_a_wrong_shape_right() -> None:
    with pytest.raises(CheckFailed):
        check_close(np.ones((3, 1)), np.ones((3, 3)))


def test_lower_precision_is_allowed_its_rounding_and_no_more() -> None:
    with pytest.raises(CheckFailed):
        check_close(np.array([1.01], dtype=np.float32), np.array([1.0]))


def test_numbers_that_look_alike_are_shown_with_all_their_digits() -> None:
    with pytest.raises(CheckFailed, match=r"expected 1, got 1\.0000019"):
        check_close(np.array([1.0000019]), np.array([1.0]))


def test_keys_may_be_asked_for_exactly() -> None:
    check_keys({"a": 1, "b": 2}, ["a"])
    with pytest.raises(CheckFailed, match="'b' too many"):
        check_keys({"a": 1, "b": 2}, ["a"], exactly=True)


def test_a_number_is_returned_as_a_float() -> None:
    assert check_number(np.float32(2.0)) == 2.0


@pytest.mark.parametrize("expected", [np.inf, -np.inf, np.array([np.inf, 1.0])])
def test_no_finite_number_is_near_infinity(expected) -> None:
    got = np.full_like(expected, 1e300) if isinstance(expected, np.ndarray) else 1e300
    with pytest.raises(CheckFailed):
        check_close(got, expected)
