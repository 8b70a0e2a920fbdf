"""What tells wrong tanh functions apart."""

from grader.suite import entry_by_entry


def probes(reference):
    """Return the same inputs for both functions."""
    return entry_by_entry("tanh", "tanh_derivative")
