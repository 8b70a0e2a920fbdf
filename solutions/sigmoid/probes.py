"""What tells wrong sigmoid functions apart."""

from grader.suite import entry_by_entry


def probes(reference):
    """Return the same inputs for both functions."""
    return entry_by_entry("sigmoid", "sigmoid_derivative")
