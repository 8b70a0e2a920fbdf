"""The command ``gradlings``, also as ``python -m grader``."""

from __future__ import annotations

import gc
import os
import sys


def main() -> None:
    """Run the command line."""
    _leave_this_folder_out_of_imports()
    gc.disable()  # imports make little garbage; grading switches it on again before the first submission
    from grader.commands import main as run

    run()


def _leave_this_folder_out_of_imports() -> None:
    """Take the folder we were called in off the import path, where ``python -m`` puts it.

    It may hold other people's submissions, a ``numpy.py`` among them. The kit's own modules are found all the same,
    through the package that is loaded already.
    """
    try:
        here = os.getcwd()
    except OSError:  # it is gone
        here = ""
    if sys.path and sys.path[0] == here:
        del sys.path[0]
    sys.path[:] = [entry for entry in sys.path if entry]  # "" is wherever we are


if __name__ == "__main__":
    main()
