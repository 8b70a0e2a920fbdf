"""The command ``gradlings``, also as ``python -m grader``."""

from __future__ import annotations

import gc


def main() -> None:
    """Run the command line."""
    gc.disable()  # imports make little garbage; grading switches it on again before the first submission
    from grader.commands import main as run

    run()


if __name__ == "__main__":
    main()
