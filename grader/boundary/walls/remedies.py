"""What each wall is for, and what to do where it cannot be had."""

from __future__ import annotations

from collections.abc import Mapping

# Every wall that a report may name, in the order in which they matter to a reader.
PURPOSES: Mapping[str, str] = {
    "process": "candidate code runs in a process of its own, forked afresh for each exercise",
    "rlimits": "limits on memory, processor time, files and processes",
    "landlock": "only the standard library, numpy and declared packages can be read; nothing can be written",
    "seccomp": "no sockets, processes, threads, signals or changes to files",
    "namespaces": "no network devices, no sight of other processes or files",
    "no_new_privs": "no privileges can be gained",
    "capabilities": "no privileges are left, not even as root",
    "descriptors": "no file or channel is open but the worker's own",
    "parent_death": "workers end with the process that started them",
}

_ELSEWHERE = "run the kit on Linux, in a container or in WSL 2 (docs/sandbox.md)"

_REMEDIES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "landlock": (
        ("not implemented", "use Linux 5.13 or later, with Landlock built in"),
        ("not supported", "Landlock is switched off: add `landlock` to the kernel's `lsm=` boot parameter"),
        ("not permitted", "the container's own filter refuses it: use Docker 23 or later, or its `--security-opt`"),
    ),
    "seccomp": (("no filter", "there are filters for x86_64 and aarch64: use a machine of one of these"),),
    "namespaces": (
        ("no space", "raise `sysctl user.max_user_namespaces`"),
        (
            "not permitted",
            "allow unprivileged user namespaces (`sysctl kernel.apparmor_restrict_unprivileged_userns=0` on Ubuntu, "
            "`kernel.unprivileged_userns_clone=1` on Debian); in a container they are usually off, and level good is "
            "the best to be had",
        ),
    ),
}


def remedy(wall: str, reason: str) -> str:
    """Return what to do about a wall that is missing for ``reason``, or an empty string where nothing is known."""
    if "linux only" in reason.lower():
        return _ELSEWHERE
    return next((advice for sign, advice in _REMEDIES.get(wall, ()) if sign in reason.lower()), "")
