"""
Tries: to type commands into the terminal from which the grader was started.
Exercise: relu
Allowed: failed
Shows: granted
Stopped by: landlock, seccomp, namespaces
Silent because: a worker has a session of its own, so there is no terminal, whatever the walls
"""
import fcntl
import os


def relu(z):
    terminal = os.open("/dev/tty", os.O_RDWR)
    fcntl.ioctl(terminal, 0x5412, b"\n")
    print("granted:{{token}}")


relu_derivative = relu
