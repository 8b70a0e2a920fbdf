"""Which catalogued mistake a failing function looks like, and the evidence.

Every call the hidden suite made of it, and a few probes more, are made again of each catalogued mistake, here in the
grader. One is named if it answers as the candidate did wherever its answers count, and no other does the same. A few
plain deviations, a constant factor for instance, are recognised without a catalogue, and pairs of mistakes are tried
where no single one fits. In doubt nothing is said.
"""

from grader.diagnosis.naming import Diagnosis, diagnose

__all__ = ["Diagnosis", "diagnose"]
