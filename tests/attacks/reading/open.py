"""
Tries: to read a secret file with open, pathlib and io.
Exercise: relu
Allowed: failed
Shows: told
Stopped by: landlock, namespaces
"""
import io
import pathlib


def relu(z):
    for read in (lambda path: open(path).read(), lambda path: pathlib.Path(path).read_text(), lambda path: io.FileIO(path).read()):
        try:
            print(read("{{secret}}"))
        except OSError:
            pass
    raise LookupError


relu_derivative = relu
