"""Every error the kit raises on purpose, sorted by who has to act.

::

    GradlingsError                exit 3   our fault, unless a subclass says otherwise
    ├── UsageError                exit 2   the person at the keyboard: a name, a path, an option
    │   ├── UnknownExercise                no exercise or function bears that name
    │   └── NothingToGrade                 the path holds no Python that the kit grades
    ├── BankError                 exit 3   the author: an exercise is incomplete or its suite is broken
    ├── BoundaryError             exit 3   the machine: no worker process can be had
    └── SandboxError              exit 3   the machine: its walls are too weak for other people's code

What a submission does wrong is never an exception that reaches the user: it is a verdict in the report.
"""

from __future__ import annotations


class GradlingsError(Exception):
    """Base of all errors that a command shows as one sentence."""

    exit_code = 3


class UsageError(GradlingsError):
    """A command was given something it cannot use; the message says what to give instead."""

    exit_code = 2


class UnknownExercise(UsageError):
    """No exercise, and no function in one, has this name."""


class NothingToGrade(UsageError):
    """A path exists but holds nothing the kit can read as a submission."""


class BankError(GradlingsError):
    """An exercise in the bank is incomplete, or its hidden suite cannot run."""


class BoundaryError(GradlingsError):
    """The worker process could not be started or was lost."""


class SandboxError(GradlingsError):
    """The walls around candidate code are weaker than the work at hand needs."""
