"""
Tries: to stop a process by the rarer calls that send signals: tkill, tgkill and rt_sigqueueinfo.
Exercise: relu
Allowed: failed
Shows: bystander
Stopped by: landlock, seccomp, namespaces
"""
import ctypes
import platform


def relu(z):
    libc = ctypes.CDLL(None, use_errno=True)
    tkill, tgkill = {"x86_64": (200, 234), "aarch64": (130, 131)}[platform.machine()]
    libc.syscall(tkill, {{bystander}}, 19)
    libc.syscall(tgkill, {{bystander}}, {{bystander}}, 19)
    raise LookupError


relu_derivative = relu
