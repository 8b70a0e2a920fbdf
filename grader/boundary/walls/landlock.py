"""The Landlock wall: read the listed places, write nothing, no TCP, no signal to and no abstract socket of others.

A ruleset is built once in the zygote, one rule for each entry of the standard library, and put in force in each
worker. See landlock(7); the kernel's interface is reached through landlockpy.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable

from landlockpy import AccessFS, Ruleset, Scope

_READ = AccessFS.READ_FILE | AccessFS.READ_DIR


class LandlockWall:
    """A ruleset that is ready to be put in force.

    Raises
    ------
    OSError
        If the kernel has no Landlock, or it is switched off.
    """

    def __init__(self, readable: Iterable[str]) -> None:
        # Every right the kernel knows is handled, and so refused, unless a rule grants it.
        self._ruleset = Ruleset(scoped=Scope.SIGNAL | Scope.ABSTRACT_UNIX_SOCKET)
        for path in readable:
            with contextlib.suppress(FileNotFoundError):  # a dangling link in the standard library
                self._ruleset.allow_path(path, _access(path))

    @property
    def descriptor(self) -> int:
        """The ruleset's, which a worker keeps until the wall stands."""
        return self._ruleset.fileno()

    def raise_around_this_process(self) -> None:
        """Put the ruleset in force for this process, for good."""
        self._ruleset.restrict()
        self._ruleset.close()


def _access(path: str) -> AccessFS:
    return _READ if os.path.isdir(path) else AccessFS.READ_FILE
