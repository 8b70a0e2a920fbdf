"""Measure the gradient tools against the loop over entries: ``python benchmarks/gradient_tools.py``.

The loop moves one entry at a time and runs two full forward passes for it. In every round the loop and the tools take
turns, so that a busy machine slows both; times are processor time in one BLAS thread, figures medians over the rounds.
"""

from __future__ import annotations

import os

os.environ.update(dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"))

import statistics
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # a clone that is not installed

from grader.suite.gradients import (
    analytic_gradients,
    central_differences,
    complex_step_gradients,
    directional_check,
    kinks,
)
from grader.suite.networks import FloatArray, Network, live_network, loss

# Layers, samples, activation, rounds.
CASES = [
    ([3, 4, 2], 5, "relu", 11),
    ([2, 8, 8, 1], 5, "relu", 11),
    ([4, 6, 5, 4, 3, 2], 5, "relu", 11),
    ([10, 20, 20, 3], 5, "relu", 7),
    ([30, 50, 40, 5], 5, "relu", 5),
    ([2, 8, 8, 1], 5, "tanh", 11),
    ([4, 6, 5, 4, 3, 2], 5, "tanh", 11),
    ([10, 20, 20, 3], 5, "tanh", 7),
    ([30, 50, 40, 5], 5, "tanh", 5),
]
REPEATS = 5  # of a tool, for each run of the loop


def entry_by_entry(network: Network, epsilon: float = 1e-5) -> dict[str, FloatArray]:
    """Return central differences by two full forward passes for each entry."""
    parameters = {name: array.copy() for name, array in network.parameters.items()}
    gradients = {f"d{name}": np.empty_like(array) for name, array in parameters.items()}
    for name, array in parameters.items():
        for index in np.ndindex(array.shape):
            kept = array[index]
            array[index] = kept + epsilon
            above = loss(network.X, network.y, parameters, network.activation)
            array[index] = kept - epsilon
            below = loss(network.X, network.y, parameters, network.activation)
            array[index] = kept
            gradients[f"d{name}"][index] = (above - below) / (2.0 * epsilon)
    return gradients


def seconds(function: Callable[[], Any], repeats: int = 1) -> float:
    """Return the median processor time of a call."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        function()
        times.append(time.process_time() - start)
    return statistics.median(times)


def largest_difference(got: Mapping[str, FloatArray], expected: Mapping[str, FloatArray]) -> float:
    """Return the largest absolute difference of any entry."""
    return max(float(np.abs(got[key] - array).max()) for key, array in expected.items())


def main() -> None:
    """Print a line for each case: how many times as fast as the loop each tool is, and the errors."""
    print("times as fast as the loop, which takes:", "", sep="\n")
    print(f"{'network':28}{'entries':>8}{'loop':>10}{'central':>9}{'complex':>9}{'along v':>9}{'kinks':>8}", end="")
    print(f"   errors: {'central-loop':>12}{'central-exact':>15}{'complex-exact':>15}{'along v':>10}")
    for layers, samples, activation, rounds in CASES:
        network = live_network(layers, samples, activation, seed=1)
        exact = analytic_gradients(network)
        tools: list[Callable[[], Any]] = [
            partial(central_differences, network),
            partial(complex_step_gradients, network),
            partial(directional_check, network, exact),
            partial(kinks, network),
        ]
        loops, ratios = [], []
        for _ in range(rounds):
            loops.append(seconds(partial(entry_by_entry, network)))
            ratios.append([loops[-1] / seconds(tool, REPEATS) for tool in tools])
        central, complexes, along, kinked = (statistics.median(column) for column in zip(*ratios, strict=True))
        entries = sum(array.size for array in exact.values())
        found = central_differences(network)
        print(
            f"{activation + ' ' + str(layers):28}{entries:8}{1e3 * statistics.median(loops):7.1f} ms"
            f"{central:8.0f}x{complexes:8.0f}x{along:8.0f}x{f'{kinked:.0f}x' if activation == 'relu' else '-':>8}"
            f"{largest_difference(found, entry_by_entry(network)):23.0e}{largest_difference(found, exact):15.0e}"
            f"{largest_difference(complex_step_gradients(network), exact):15.0e}"
            f"{directional_check(network, exact):10.0e}"
        )


if __name__ == "__main__":
    main()
