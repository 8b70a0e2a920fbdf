"""
Tries: to write files as everybody does: open and pathlib.
Exercise: relu
Allowed: failed
Shows: files
Stopped by: design
"""

import pathlib


def relu(z):
    with open("{{canary}}", "w") as file:
        file.write("here")
    pathlib.Path("{{planted}}").write_text("more")
    raise LookupError


relu_derivative = relu
