"""
Tries: to read a secret file through the doors meant for code and for archives: io.open_code and zipimport.
Exercise: relu
Allowed: failed
Shows: told
Stopped by: landlock, namespaces
"""
import io


def relu(z):
    with io.open_code("{{secret}}") as file:
        print(file.read())


relu_derivative = relu
