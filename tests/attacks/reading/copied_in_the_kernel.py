"""
Tries: to copy a secret file into its own memory file inside the kernel, by sendfile.
Exercise: relu
Allowed: failed
Shows: told
Stopped by: landlock, namespaces
"""
import os


def relu(z):
    source = os.open("{{secret}}", os.O_RDONLY)
    reading, writing = os.pipe()
    os.sendfile(writing, source, 0, 100)
    print(os.read(reading, 100))
    raise LookupError


relu_derivative = relu
