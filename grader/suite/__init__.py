"""What hidden suites are written with.

A suite is an ordinary pytest module. Each check is a function marked with :func:`check`; it takes the fixtures
``candidate`` (the submission, behind the boundary) and, where it helps, ``reference`` (the solution's functions)::

    @check("relu", points=2)
    def test_negatives(candidate, reference):
        \"\"\"negative entries become 0\"\"\"
        z = np.array([[-1.0, 2.0]])
        check_close(candidate.relu(z), reference.relu(z))

The first line of the docstring is the check's title, which a candidate reads; the rest, if any, is advice shown when it
fails.
"""

from grader.suite.checks import CheckFailed, check, check_no_warnings, check_unchanged
from grader.suite.comparison import check_close, check_floats, check_keys, check_number, check_shape
from grader.suite.probes import Measured, entry_by_entry, probe

__all__ = [
    "CheckFailed",
    "Measured",
    "check",
    "check_close",
    "check_floats",
    "check_keys",
    "check_no_warnings",
    "check_number",
    "check_shape",
    "check_unchanged",
    "entry_by_entry",
    "probe",
]
