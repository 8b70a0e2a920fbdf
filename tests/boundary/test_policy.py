"""The seccomp filters: they are what the generator makes, and they refuse what they should, on both architectures."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

from grader.boundary.walls import policy
from tests.boundary.seccomp_machine import AARCH64, ALLOW, ERRNO, KILL, X86_64, verdict

PROGRAMS = {
    architecture: (policy.FOLDER / f"{name}.bpf").read_bytes()
    for name, architecture in {"x86_64": X86_64, "aarch64": AARCH64}.items()
}
BOTH = pytest.mark.parametrize("architecture", [X86_64, AARCH64], ids=["x86_64", "aarch64"])
REFUSED = ERRNO | errno.EPERM

# Numbers written down here a second time, from the kernel's tables: (x86_64, aarch64).
NEVER = {
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "bind": (49, 200), "sendto": (44, 206),
    "sendmsg": (46, 211), "clone": (56, 220), "execve": (59, 221), "execveat": (322, 281), "kill": (62, 129),
    "tkill": (200, 130), "tgkill": (234, 131), "pidfd_open": (434, 434), "pidfd_send_signal": (424, 424),
    "pidfd_getfd": (438, 438), "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "kcmp": (312, 272), "fchmodat": (268, 53), "fchmod": (91, 52), "fchownat": (260, 54), "utimensat": (280, 88),
    "mkdirat": (258, 34), "unlinkat": (263, 35), "symlinkat": (266, 36), "linkat": (265, 37), "renameat2": (316, 276),
    "truncate": (76, 45), "ftruncate": (77, 46), "mknodat": (259, 33), "setxattr": (188, 5), "memfd_create": (319, 279),
    "shmget": (29, 194), "semget": (64, 190), "msgget": (68, 186), "mq_open": (240, 180), "add_key": (248, 217),
    "keyctl": (250, 219), "bpf": (321, 280), "perf_event_open": (298, 241), "io_uring_setup": (425, 425),
    "userfaultfd": (323, 282), "unshare": (272, 97), "setns": (308, 268), "mount": (165, 40), "umount2": (166, 39),
    "pivot_root": (155, 41), "chroot": (161, 51), "fsopen": (430, 430), "open_tree": (428, 428), "openat2": (437, 437),
    "setuid": (105, 146), "setresuid": (117, 147), "capset": (126, 91), "seccomp": (317, 277), "setrlimit": (160, 164),
    "sched_setaffinity": (203, 122), "setpriority": (141, 140), "ioprio_set": (251, 30), "timer_create": (222, 107),
    "inotify_init1": (294, 26), "fanotify_init": (300, 262), "name_to_handle_at": (303, 264), "pipe2": (293, 59),
    "landlock_restrict_self": (446, 446), "reboot": (169, 142), "init_module": (175, 105), "personality": (135, 92),
    "setitimer": (38, 103), "setpgid": (109, 154), "setsid": (112, 157), "chdir": (80, 49), "fchdir": (81, 50),
    "process_madvise": (440, 440), "memfd_secret": (447, 447), "rt_sigqueueinfo": (129, 138),
}  # fmt: skip
ONLY_X86_64 = {"fork": 57, "vfork": 58, "creat": 85, "unlink": 87, "rename": 82, "chmod": 90, "alarm": 37, "pipe": 22}


@BOTH
def test_the_filters_are_what_the_generator_makes(architecture: int) -> None:
    name = {X86_64: "x86_64", AARCH64: "aarch64"}[architecture]
    assert PROGRAMS[architecture] == policy.filter_for(name)


@BOTH
@pytest.mark.parametrize("call", NEVER)
def test_dangerous_calls_are_refused_whatever_their_arguments(architecture: int, call: str) -> None:
    number = NEVER[call][architecture == AARCH64]
    for arguments in ([0] * 6, [1] * 6, [(1 << 64) - 1] * 6):
        assert verdict(PROGRAMS[architecture], architecture, number, arguments) == REFUSED


@pytest.mark.parametrize("call", ONLY_X86_64)
def test_dangerous_calls_of_old_are_refused(call: str) -> None:
    assert verdict(PROGRAMS[X86_64], X86_64, ONLY_X86_64[call]) == REFUSED


@BOTH
def test_everything_unknown_is_refused(architecture: int) -> None:
    answers = {verdict(PROGRAMS[architecture], architecture, number) for number in range(470, 2000)}
    assert answers == {REFUSED}


@BOTH
def test_a_foreign_architecture_ends_the_process(architecture: int) -> None:
    i386 = 0x40000003
    assert verdict(PROGRAMS[architecture], i386, 1) == KILL
    assert verdict(PROGRAMS[architecture], {X86_64: AARCH64, AARCH64: X86_64}[architecture], 1) == KILL


def test_x32_calls_end_the_process() -> None:
    assert verdict(PROGRAMS[X86_64], X86_64, 0x40000000) == KILL
    assert verdict(PROGRAMS[X86_64], X86_64, 0x40000000 + 520) == KILL  # x32's execve


@BOTH
@pytest.mark.parametrize(
    ("flags", "allowed"),
    [
        (os.O_RDONLY, True),
        (os.O_RDONLY | os.O_CLOEXEC, True),
        (os.O_WRONLY, False),
        (os.O_RDWR, False),
        (os.O_RDONLY | os.O_CREAT, False),
        (os.O_RDONLY | os.O_TRUNC, False),
        (0o20200000, False),  # O_TMPFILE
        ((1 << 32) | os.O_WRONLY, False),
    ],
)
def test_files_may_be_opened_for_reading_only(architecture: int, flags: int, allowed: bool) -> None:
    openat = {X86_64: 257, AARCH64: 56}[architecture]
    assert verdict(PROGRAMS[architecture], architecture, openat, [0, 0, flags]) == (ALLOW if allowed else REFUSED)
    if architecture == X86_64:
        assert verdict(PROGRAMS[X86_64], X86_64, 2, [0, flags]) == (ALLOW if allowed else REFUSED)


@BOTH
@pytest.mark.parametrize(
    ("call", "arguments", "allowed"),
    [
        ("prlimit", [0, 7, 0, 1 << 40], True),
        ("prlimit", [0, 7, 1 << 40, 0], False),
        ("prlimit", [0, 7, 1, 0], False),
        ("prlimit", [1, 7, 0, 0], False),
        ("fcntl", [3, 1030], True),
        ("fcntl", [3, 8], False),  # F_SETOWN
        ("fcntl", [3, 10], False),  # F_SETSIG
        ("ioctl", [0, 0x5401], True),
        ("ioctl", [0, 0x5412], False),  # TIOCSTI
        ("prctl", [39], True),
        ("prctl", [1], False),  # PR_SET_PDEATHSIG
        ("prctl", [4], False),  # PR_SET_DUMPABLE
    ],
)
def test_arguments_decide(architecture: int, call: str, arguments: list[int], allowed: bool) -> None:
    numbers = {"prlimit": (302, 261), "fcntl": (72, 25), "ioctl": (16, 29), "prctl": (157, 167)}
    answer = verdict(PROGRAMS[architecture], architecture, numbers[call][architecture == AARCH64], arguments)
    assert answer == (ALLOW if allowed else REFUSED)


@BOTH
def test_clone3_looks_absent_so_that_glibc_tries_clone(architecture: int) -> None:
    assert verdict(PROGRAMS[architecture], architecture, 435) == ERRNO | errno.ENOSYS


HEADERS = {
    X86_64: Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    AARCH64: Path("/usr/include/asm-generic/unistd.h"),
}


@BOTH
def test_the_numbers_are_the_kernels(architecture: int) -> None:
    if not HEADERS[architecture].exists():
        pytest.skip("the kernel's headers are not installed here")
    defined = dict(re.findall(r"#define __NR(?:3264)?_(\w+) (\d+)", HEADERS[architecture].read_text()))
    if architecture == AARCH64:  # the names that 64-bit systems have
        defined |= {"newfstatat": defined["fstatat"]}
    column = int(architecture == AARCH64)
    for name, numbers in policy.ALWAYS.items():
        if numbers[column] is not None:
            assert defined[name] == str(numbers[column]), name
        else:
            assert name not in defined
