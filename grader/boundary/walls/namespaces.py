"""Namespaces: a zygote without network, without a view of other processes, and with almost no files.

Entered once, when the zygote starts. It becomes the first process of its own process namespace, so workers cannot end
or stop it, and all of them end with it. Its root is changed when its imports are done: what is left is the standard
library, numpy and what else may be read, all of it read-only. See namespaces(7), mount_setattr(2) and pivot_root(2).
"""

from __future__ import annotations

import ctypes
import errno
import os
import signal

from grader.boundary.walls.libc import LIBC, check
from grader.boundary.walls.places import Places

UNLISTED = "/unlisted"  # a file in the new root that Landlock allows nobody to read: the self-test tries
PROOF = b"No worker may read this.\n"

_CLONE_NEWNS, _CLONE_NEWUTS, _CLONE_NEWIPC = 0x00020000, 0x04000000, 0x08000000
_CLONE_NEWUSER, _CLONE_NEWPID, _CLONE_NEWNET = 0x10000000, 0x20000000, 0x40000000
_EVERYTHING = _CLONE_NEWNS | _CLONE_NEWUTS | _CLONE_NEWIPC | _CLONE_NEWPID | _CLONE_NEWNET

_MS_NOSUID, _MS_NODEV, _MS_BIND, _MS_REC, _MS_PRIVATE = 0x2, 0x4, 0x1000, 0x4000, 0x40000
_MNT_DETACH = 2
_PIVOT_ROOT = {"x86_64": 155, "aarch64": 41}
_MOUNT_SETATTR = 442  # on every architecture
_AT_FDCWD, _AT_RECURSIVE = -100, 0x8000
_MOUNT_ATTR_RDONLY, _MOUNT_ATTR_NOSUID, _MOUNT_ATTR_NODEV = 0x1, 0x2, 0x4
_PR_SET_PDEATHSIG = 1

# Where the new root is put together. Every machine has this folder, and nothing that is to be read lies in it.
_NEW_ROOT = "/proc"


class _MountAttributes(ctypes.Structure):
    _fields_ = (
        ("set", ctypes.c_uint64),
        ("clear", ctypes.c_uint64),
        ("propagation", ctypes.c_uint64),
        ("user_namespace", ctypes.c_uint64),
    )


def enter(control_descriptor: int) -> None:
    """Go on in new namespaces, as the first process of one's own; this process then waits for that one and ends.

    Call it with a single thread and before anything is imported that a second process would have to carry.

    Raises
    ------
    OSError
        If the machine does not allow it; nothing has changed then.
    """
    if os.uname().machine not in _PIVOT_ROOT:
        raise OSError(errno.ENOSYS, "not known for this architecture")
    _rehearse()
    _unshare()
    first = os.fork()
    if first:
        _wait_for(first, control_descriptor)
    check(LIBC.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0))


def change_root(places: Places) -> None:
    """Leave nothing in view but ``places``, read-only.

    Raises
    ------
    OSError
        If a step is refused. The old root is in view still then.
    """
    _mount_new_root()
    with open(_NEW_ROOT + UNLISTED, "wb") as file:
        file.write(PROOF)
    for folder in places.standard:
        _bind(folder)
    for folder in places.hidden():
        _mount_empty(_NEW_ROOT + folder)
    for path in places.packages:
        _bind(path)
    attributes = _MountAttributes(_MOUNT_ATTR_RDONLY | _MOUNT_ATTR_NOSUID | _MOUNT_ATTR_NODEV, 0, 0, 0)
    reference, size = ctypes.byref(attributes), ctypes.sizeof(attributes)
    check(LIBC.syscall(_MOUNT_SETATTR, _AT_FDCWD, _NEW_ROOT.encode(), _AT_RECURSIVE, reference, size))
    os.chdir(_NEW_ROOT)
    check(LIBC.syscall(_PIVOT_ROOT[os.uname().machine], b".", b"."))
    check(LIBC.umount2(b".", _MNT_DETACH))
    os.chdir("/")


def _unshare() -> None:
    user, group = os.geteuid(), os.getegid()
    try:
        check(LIBC.unshare(_CLONE_NEWUSER | _EVERYTHING))
    except OSError:
        if user != 0:
            raise
        check(LIBC.unshare(_EVERYTHING))  # root, where user namespaces are switched off
        return
    # Be the same user and group inside: files then belong to the same owners.
    for name, line in (("setgroups", "deny"), ("uid_map", f"{user} {user} 1"), ("gid_map", f"{group} {group} 1")):
        with open(f"/proc/self/{name}", "w", encoding="ascii") as file:
            file.write(line)


def _rehearse() -> None:
    """Try in a child what some systems refuse half-way, when there is no way back: the mapping, and the first mount."""
    child = os.fork()
    if child == 0:
        try:
            _unshare()
            _mount_new_root()
        except OSError as error:
            os._exit(error.errno or errno.EPERM)
        except BaseException:
            os._exit(errno.EPERM)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code:
        raise OSError(code, os.strerror(code))


def _mount_new_root() -> None:
    check(LIBC.mount(None, b"/", None, _MS_REC | _MS_PRIVATE, None))
    _mount_empty(_NEW_ROOT)


def _mount_empty(folder: str) -> None:
    check(LIBC.mount(b"none", folder.encode(), b"tmpfs", _MS_NOSUID | _MS_NODEV, b"size=1m,mode=755"))


def _wait_for(first: int, control_descriptor: int) -> None:
    """End as the first process of the namespaces ends. Only that one may hold the channel to the grader."""
    os.close(control_descriptor)
    try:
        os._exit(abs(os.waitstatus_to_exitcode(os.waitpid(first, 0)[1])) & 0xFF)
    finally:
        os._exit(1)


def _bind(path: str) -> None:
    """Show a folder or file at the same place in the new root."""
    target = _NEW_ROOT + path
    if os.path.isdir(path):
        os.makedirs(target, exist_ok=True)
    else:
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with open(target, "ab"):
            pass
    check(LIBC.mount(path.encode(), target.encode(), None, _MS_BIND | _MS_REC, None))
