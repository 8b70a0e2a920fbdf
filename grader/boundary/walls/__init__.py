"""The walls around a worker: prepared once in the zygote, raised in each worker before it reads a line of candidate
code.

``landlock``    read the standard library and numpy, write nothing; no TCP, no signals to others
``seccomp``     a list of system calls, and no others: no socket, process, thread, signal, change of a file
``policy``      that list, and the generator of the filters
``namespaces``  no network, no other processes, a root that holds almost nothing
``limits``      memory, processor time, files; privileges given away
``places``      what may be read
``libc``        the C library

A wall that cannot be had is left out, and why is remembered. What holds in the end is not believed but measured:
:mod:`grader.boundary.selftest`.
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Collection
from typing import TYPE_CHECKING

from grader.boundary.walls import limits
from grader.boundary.walls.limits import AddressSpace

if TYPE_CHECKING:
    from grader.boundary.walls.landlock import LandlockWall
    from grader.boundary.walls.seccomp import SeccompFilter

LANDLOCK, SECCOMP, NAMESPACES, RLIMITS = "landlock", "seccomp", "namespaces", "rlimits"
ALL_WALLS = frozenset({LANDLOCK, SECCOMP, NAMESPACES, RLIMITS})

_ELSEWHERE = "it exists on Linux only"


class Walls:
    """The walls of one zygote.

    Parameters
    ----------
    wanted
        Names out of :data:`ALL_WALLS`. Others than all of them are for tests, which try each wall alone. A process of
        its own, closed descriptors, no privileges and death with the parent come with any choice.
    """

    def __init__(self, wanted: Collection[str] = ALL_WALLS) -> None:
        self._wanted = frozenset(wanted)
        self._address_space = AddressSpace()
        self._mapped = 0
        self._landlock: LandlockWall | None = None
        self._seccomp: SeccompFilter | None = None
        # Walls that cannot be had, each with the reason.
        self.missing: dict[str, str] = dict.fromkeys(sorted(ALL_WALLS - self._wanted), "it was not asked for")

    def enter(self, control_descriptor: int) -> None:
        """Go on in namespaces of one's own. Called first thing in the zygote; a helper process stays behind."""
        if NAMESPACES not in self._wanted:
            return
        if sys.platform != "linux":
            self.missing[NAMESPACES] = _ELSEWHERE
            return
        from grader.boundary.walls import namespaces

        try:
            namespaces.enter(control_descriptor)
        except OSError as error:
            self.missing[NAMESPACES] = _reason(error)

    def prepare(self, packages: Collection[str]) -> None:
        """Build everything that workers will raise. Called once, when the zygote's imports are done.

        Parameters
        ----------
        packages
            The top-level packages, imported already, that workers may read besides the standard library.
        """
        if sys.platform != "linux":
            self.missing |= dict.fromkeys(self._wanted - {RLIMITS}, _ELSEWHERE)
            return
        from grader.boundary.walls.places import readable_places

        limits.first_to_go()
        places = readable_places(packages)
        if LANDLOCK in self._wanted:
            from grader.boundary.walls.landlock import LandlockWall

            try:
                self._landlock = LandlockWall(places.entries())
            except OSError as error:
                self.missing[LANDLOCK] = _reason(error)
        if SECCOMP in self._wanted:
            from grader.boundary.walls.seccomp import SeccompFilter

            try:
                self._seccomp = SeccompFilter()
            except OSError as error:
                self.missing[SECCOMP] = f"there is no filter for this architecture ({_reason(error)})"
        if NAMESPACES in self._wanted and NAMESPACES not in self.missing:
            from grader.boundary.walls.namespaces import change_root

            try:
                change_root(places)
            except OSError as error:
                self.missing[NAMESPACES] = f"the root cannot be changed: {_reason(error)}"
        limits.refuse_new_privileges()
        limits.give_capabilities_away()

    def before_fork(self) -> None:
        """Note what only the zygote can see."""
        self._mapped = self._address_space.now()

    def kept_descriptors(self) -> list[int]:
        """Return the descriptors that a worker needs until its walls stand."""
        return [self._landlock.descriptor] if self._landlock is not None else []

    def raise_around_this_process(self, memory: int, cpu_seconds: int) -> None:
        """Put every wall in force, for good. One that the kernel refuses is left out: what holds is measured.

        Parameters
        ----------
        memory
            Bytes of address space beyond what the process has now.
        cpu_seconds
            Seconds of processor time, a second line behind the grader's wall clock.
        """
        if RLIMITS in self._wanted:
            limits.limit_this_process(self._mapped + memory if self._mapped else 0, cpu_seconds)
        if self._landlock is not None:
            with contextlib.suppress(OSError):
                self._landlock.raise_around_this_process()
        if self._seccomp is not None:
            with contextlib.suppress(OSError):
                self._seccomp.install()


def _reason(error: OSError) -> str:
    return (error.strerror or str(error) or type(error).__name__).lower()
