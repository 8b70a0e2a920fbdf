"""What is shown of a value is cut before it is spelt out, not after."""

from __future__ import annotations

import numpy as np
import pytest

from grader.suite.excerpts import clipped, shown


@pytest.mark.parametrize(
    "value", [1.5, "text", [1.0, 2.0], {"W1": 1}, (None, True), np.arange(3.0), [np.ones(2)], 10**20]
)
def test_ordinary_values_are_shown_as_they_are(value: object) -> None:
    assert shown(value, 160) == repr(value)


def test_large_arrays_are_shown_by_shape() -> None:
    assert shown(np.zeros((6,) * 7, np.float32), 80) == "<float32 (6, 6, 6, 6, 6, 6, 6)>"
    assert shown([np.zeros(1_000)], 80) == "[<float64 (1000,)>]"


class Counted(float):
    """A number that counts how often it is spelt out."""

    times = 0

    def __repr__(self) -> str:
        Counted.times += 1
        return "1.0"


def test_of_thousands_of_parts_only_those_shown_are_spelt_out() -> None:
    value = [[Counted(1.0)] * 1_000 for _ in range(1_000)]
    assert len(shown(value, 160)) == 160
    assert Counted.times < 1_000


def test_a_long_text_is_clipped_at_its_end() -> None:
    assert clipped("dW1") == "dW1"
    assert clipped("k" * 60_000) == "k" * 39 + "…"
