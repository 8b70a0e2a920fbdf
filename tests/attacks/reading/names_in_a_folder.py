"""
Tries: to list a folder in which the name of a file is the secret.
Exercise: relu
Allowed: failed
Shows: told
Stopped by: landlock, namespaces
"""
import os


def relu(z):
    print(os.listdir("{{folder}}/named"))
    raise LookupError


relu_derivative = relu
