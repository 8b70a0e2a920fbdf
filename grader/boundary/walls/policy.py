"""The seccomp policy: which system calls a worker may make, and the generator of the filters under ``filters/``.

    python -m grader.boundary.walls.policy

writes one file for each architecture; a test compares the files with what this module makes of the table below. All
that is not listed is refused with EPERM: sockets, processes and threads, signals, everything that changes a file or its
name, every door to other processes and to the kernel's rarer corners. The numbers are those of the kernel's own
headers, ``asm/unistd_64.h`` and ``asm-generic/unistd.h``.

The filter is classic BPF: ``struct sock_filter`` of 16-bit code, two 8-bit jumps and a 32-bit operand, run on
``struct seccomp_data`` (call number, architecture, instruction pointer, six 64-bit arguments); see seccomp(2).
"""

from __future__ import annotations

import errno
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path

FOLDER = Path(__file__).parent / "filters"
ARCHITECTURES = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}  # AUDIT_ARCH_* of linux/audit.h

# Calls that may be made with any arguments: name → number on x86_64, number on aarch64 (None: there is no such call).
ALWAYS: dict[str, tuple[int | None, int | None]] = {
    # the channel, and files that are open or may be read
    "read": (0, 63),
    "readv": (19, 65),
    "pread64": (17, 67),
    "write": (1, 64),
    "writev": (20, 66),
    "lseek": (8, 62),
    "close": (3, 57),
    "dup": (32, 23),
    "dup2": (33, None),
    "dup3": (292, 24),
    "fstat": (5, 80),
    "newfstatat": (262, 79),
    "stat": (4, None),
    "lstat": (6, None),
    "statx": (332, 291),
    "access": (21, None),
    "faccessat": (269, 48),
    "faccessat2": (439, 439),
    "readlink": (89, None),
    "readlinkat": (267, 78),
    "getdents64": (217, 61),
    "getcwd": (79, 17),
    "poll": (7, None),
    "ppoll": (271, 73),
    "select": (23, None),
    "pselect6": (270, 72),
    # memory
    "mmap": (9, 222),
    "munmap": (11, 215),
    "mprotect": (10, 226),
    "mremap": (25, 216),
    "madvise": (28, 233),
    "brk": (12, 214),
    "futex": (202, 98),
    # its own signals and its own end
    "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135),
    "rt_sigreturn": (15, 139),
    "sigaltstack": (131, 132),
    "restart_syscall": (219, 128),
    "exit": (60, 93),
    "exit_group": (231, 94),
    # who and where it is
    "getpid": (39, 172),
    "getppid": (110, 173),
    "gettid": (186, 178),
    "getuid": (102, 174),
    "geteuid": (107, 175),
    "getgid": (104, 176),
    "getegid": (108, 177),
    "getresuid": (118, 148),
    "getresgid": (120, 150),
    "getgroups": (115, 158),
    "getpgrp": (111, None),
    "getpgid": (121, 155),
    "getsid": (124, 156),
    "capget": (125, 90),
    "uname": (63, 160),
    "sysinfo": (99, 179),
    "getcpu": (309, 168),
    "sched_yield": (24, 124),
    "sched_getaffinity": (204, 123),
    "getrlimit": (97, 163),
    "getrusage": (98, 165),
    "times": (100, 153),
    # time and chance
    "time": (201, None),
    "gettimeofday": (96, 169),
    "clock_gettime": (228, 113),
    "clock_getres": (229, 114),
    "clock_nanosleep": (230, 115),
    "nanosleep": (35, 101),
    "getrandom": (318, 278),
    # glibc's own housekeeping
    "set_robust_list": (273, 99),
    "rseq": (334, 293),
}

_OPEN, _OPENAT = (2, None), (257, 56)
_FCNTL, _IOCTL, _PRCTL, _PRLIMIT = (72, 25), (16, 29), (157, 167), (302, 261)
_CLONE3 = (435, 435)

# Any of these flags asks for more than reading: access modes, O_CREAT, O_TRUNC, __O_TMPFILE (asm-generic/fcntl.h).
WRITING = 0o3 | 0o100 | 0o1000 | 0o20000000
# F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_DUPFD_CLOEXEC. Not F_SETOWN and F_SETSIG, which send signals to others.
DESCRIPTOR_COMMANDS = (0, 1, 2, 3, 1030)
# FIOCLEX, FIONCLEX, TCGETS, TIOCGWINSZ: what Python asks of a file that it opens or prints to.
DEVICE_COMMANDS = (0x5451, 0x5450, 0x5401, 0x5413)
# PR_GET_PDEATHSIG, PR_GET_DUMPABLE, PR_GET_SECCOMP, PR_CAPBSET_READ, PR_GET_NO_NEW_PRIVS: reading, never setting.
OWN_STATE = (2, 3, 21, 23, 39)

_NUMBER, _ARCHITECTURE = 0, 4  # offsets in struct seccomp_data
_X32_BIT = 0x40000000

_KILL_PROCESS, _ERRNO, _ALLOW = 0x80000000, 0x00050000, 0x7FFF0000
_LOAD, _AND, _EQUAL, _AT_LEAST, _RETURN = 0x20, 0x54, 0x15, 0x35, 0x06

_Instruction = tuple[int, int, int, int]  # code, jump if true, jump if false, operand


def filter_for(architecture: str) -> bytes:
    """Return the filter of ``architecture`` as the bytes of an array of ``struct sock_filter``."""
    column = list(ARCHITECTURES).index(architecture)
    program: list[_Instruction] = [
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 1, 0, ARCHITECTURES[architecture]),
        (_RETURN, 0, 0, _KILL_PROCESS),
        (_LOAD, 0, 0, _NUMBER),
    ]
    if architecture == "x86_64":  # the x32 calls come with the same architecture and other numbers
        program += [(_AT_LEAST, 0, 1, _X32_BIT), (_RETURN, 0, 0, _KILL_PROCESS)]
    for numbers, block in _blocks():
        number = numbers[column]
        if number is not None:
            program += [(_EQUAL, 0, len(block), number), *block]
    program.append((_RETURN, 0, 0, _ERRNO | errno.EPERM))
    return b"".join(struct.pack("<HBBI", *instruction) for instruction in program)


def write_filters() -> None:
    """Write the filter of every architecture to its file."""
    FOLDER.mkdir(exist_ok=True)
    for architecture in ARCHITECTURES:
        (FOLDER / f"{architecture}.bpf").write_bytes(filter_for(architecture))


def _blocks() -> Iterator[tuple[tuple[int | None, int | None], list[_Instruction]]]:
    """Yield numbers of a call and what to do when it is made; every block ends in a verdict."""
    for numbers in ALWAYS.values():
        yield numbers, [(_RETURN, 0, 0, _ALLOW)]
    yield _OPEN, _allow_reading(flags_argument=1)
    yield _OPENAT, _allow_reading(flags_argument=2)
    yield _FCNTL, _allow_if_among(1, DESCRIPTOR_COMMANDS)
    yield _IOCTL, _allow_if_among(1, DEVICE_COMMANDS)
    yield _PRCTL, _allow_if_among(0, OWN_STATE)
    yield _PRLIMIT, _allow_if_zero([_low(0), _low(2), _high(2)])  # of this process, and no new limit
    yield _CLONE3, [(_RETURN, 0, 0, _ERRNO | errno.ENOSYS)]  # glibc then tries clone, and is refused


def _allow_reading(flags_argument: int) -> list[_Instruction]:
    return [
        (_LOAD, 0, 0, _low(flags_argument)),
        (_AND, 0, 0, WRITING),
        (_EQUAL, 0, 1, 0),
        (_RETURN, 0, 0, _ALLOW),
        (_RETURN, 0, 0, _ERRNO | errno.EPERM),
    ]


def _allow_if_among(argument: int, values: Sequence[int]) -> list[_Instruction]:
    tests = [(_EQUAL, len(values) - position, 0, value) for position, value in enumerate(values)]
    return [
        (_LOAD, 0, 0, _low(argument)),
        *tests,
        (_RETURN, 0, 0, _ERRNO | errno.EPERM),
        (_RETURN, 0, 0, _ALLOW),
    ]


def _allow_if_zero(offsets: Sequence[int]) -> list[_Instruction]:
    program: list[_Instruction] = []
    for position, offset in enumerate(offsets):
        to_refusal = 2 * (len(offsets) - 1 - position) + 1
        program += [(_LOAD, 0, 0, offset), (_EQUAL, 0, to_refusal, 0)]
    return [*program, (_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _ERRNO | errno.EPERM)]


def _low(argument: int) -> int:
    """Return the offset of the lower half of an argument; both architectures are little-endian."""
    return 16 + 8 * argument


def _high(argument: int) -> int:
    return _low(argument) + 4


if __name__ == "__main__":
    write_filters()
