"""What tells wrong answers on convergence apart, short histories first."""

import numpy as np

from grader.suite import probe


def probes(reference):
    """Return histories that fall, level out, dip and climb, with several tolerances."""
    histories = [
        ([2.0], 0.1),
        ([2.0, 1.0], 0.1),
        ([2.0, 1.0, 1.0], 0.0),
        ([4.0, 1.25, 1.0], 0.25),
        ([5.0, 3.0, 1.1, 1.05, 1.0], 0.5),
        ([5.0, 0.2, 3.0, 1.0], 0.1),
        ([3.0, 1.05, 2.0, 1.2, 1.0], 0.1),
        ([90.0, 50.0, 21.0, 20.5, 20.0], 0.2),
        ([0.9, 0.5, 0.21, 0.2, 0.2], 0.04),
        ([1.0, 0.0, 0.0], 0.1),
        ([5.0, 0.9, 0.2, 1.0], 0.1),
    ]
    calls = [probe(history, tolerance) for history, tolerance in histories]
    calls += [probe(np.array(history), tolerance) for history, tolerance in histories[4:8]]
    return {"epochs_to_converge": [*calls, probe([5.0, 1.09, 1.005, 1.0])]}
