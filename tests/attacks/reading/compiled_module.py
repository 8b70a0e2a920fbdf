"""
Tries: to take a secret out of a compiled module, as Python leaves them beside solutions.
Exercise: relu
Allowed: failed
Shows: told
Stopped by: landlock, namespaces
"""
import marshal


def relu(z):
    with open("{{folder}}/compiled.pyc", "rb") as file:
        scope = {}
        exec(marshal.loads(file.read()[16:]), scope)
    print(scope["SECRET"])
    raise LookupError


relu_derivative = relu
