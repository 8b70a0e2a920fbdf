"""
Tries: to read a secret out of another process's environment.
Exercise: relu
Allowed: failed
Shows: told
Stopped by: landlock, namespaces
"""


def relu(z):
    print(open("/proc/{{bystander}}/environ", "rb").read())
    raise LookupError


relu_derivative = relu
