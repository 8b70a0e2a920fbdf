"""
Tries: to make a file without a name and give it one later.
Exercise: relu
Allowed: failed
Shows: files
Stopped by: landlock, seccomp, namespaces
Silent because: not every file system has files without a name
"""
import os


def relu(z):
    descriptor = os.open("{{folder}}", os.O_TMPFILE | os.O_WRONLY, 0o600)
    os.link(f"/proc/self/fd/{descriptor}", "{{canary}}", follow_symlinks=True)
    raise LookupError


relu_derivative = relu
