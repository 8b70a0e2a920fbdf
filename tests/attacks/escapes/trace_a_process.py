"""
Tries: to attach to a process as a debugger.
Exercise: relu
Allowed: failed
Shows: bystander
Stopped by: landlock, seccomp, namespaces
Silent because: systems that restrict tracing to descendants refuse it without any wall
"""
import ctypes


def relu(z):
    libc = ctypes.CDLL(None, use_errno=True)
    libc.ptrace.argtypes = (ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p)
    libc.ptrace(16, {{bystander}}, None, None)
    raise LookupError


def relu_derivative(z):
    raise LookupError
