"""Measure the walls and print what was found: ``python -m tests.boundary.measure_walls WALL…``."""

from __future__ import annotations

import os
import sys

import msgspec

from grader.boundary.host import Host
from grader.boundary.launch import Zygote
from grader.boundary.selftest import SelfTest

if __name__ == "__main__":
    with Zygote(sys.argv[1:]) as zygote, SelfTest(Host(zygote)) as test:
        found = msgspec.to_builtins(test.measure())
    sys.stdout.write(msgspec.json.encode({**found, "user": os.geteuid()}).decode())
