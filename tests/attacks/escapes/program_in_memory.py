"""
Tries: to run a program from a file in memory, where no path can be forbidden.
Exercise: relu
Allowed: failed, timed_out, crashed
Shows: files
Stopped by: landlock, seccomp, namespaces
"""
import os


def relu(z):
    program = os.memfd_create("program")
    with open("/bin/sh", "rb") as file:
        os.write(program, file.read())
    os.execve(program, ["sh", "-c", "echo here > {{canary}}"], {})


relu_derivative = relu
