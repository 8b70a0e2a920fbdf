"""
Tries: the doors to the kernel's rarer corners: io_uring, bpf, userfaultfd, perf events, fanotify, kexec.
Exercise: relu
Allowed: failed
Shows: granted
Stopped by: seccomp
Silent because: which of them a machine leaves open to ordinary processes differs
"""
import ctypes
import os
import platform

CALLS = {
    "x86_64": {"io_uring_setup": 425, "bpf": 321, "userfaultfd": 323, "perf_event_open": 298, "fanotify_init": 300},
    "aarch64": {"io_uring_setup": 425, "bpf": 280, "userfaultfd": 282, "perf_event_open": 241, "fanotify_init": 262},
}


def relu(z):
    libc = ctypes.CDLL(None, use_errno=True)
    room = ctypes.create_string_buffer(256)
    event = ctypes.create_string_buffer(b"\x01\0\0\0\x70\0\0\0", 256)
    for name, number in CALLS[platform.machine()].items():
        arguments = {
            "io_uring_setup": (1, room),
            "bpf": (5, room, 72),
            "userfaultfd": (1,),
            "perf_event_open": (event, 0, -1, -1, 0),
            "fanotify_init": (0x200, 0),
        }[name]
        descriptor = libc.syscall(number, *arguments)
        if descriptor >= 0:
            os.close(descriptor)
            print(name, "granted:{{token}}")
    raise LookupError


relu_derivative = relu
