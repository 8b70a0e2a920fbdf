"""
Tries: to make system calls by another door of the processor, with numbers that a filter reads otherwise: int 0x80.
Exercise: relu
Allowed: failed, crashed
Shows: granted
Stopped by: seccomp
Silent because: only some machines still have this door
"""
import ctypes
import mmap
import platform


def relu(z):
    if platform.machine() != "x86_64":
        raise LookupError
    page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    page.write(b"\x53\xb8\x14\x00\x00\x00\xcd\x80\x5b\xc3")  # push rbx; mov eax, 20 (getpid); int 0x80; pop rbx; ret
    if ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(ctypes.c_char.from_buffer(page)))() > 0:
        print("granted:{{token}}")
    raise LookupError


relu_derivative = relu
