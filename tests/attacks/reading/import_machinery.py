"""
Tries: to have the import system, runpy and linecache read a secret file on its behalf.
Exercise: relu
Allowed: failed
Shows: told
Stopped by: landlock, namespaces
"""
import importlib.machinery
import linecache
import runpy


def relu(z):
    print(importlib.machinery.SourceFileLoader("any", "{{folder}}/secret_module.py").get_data("{{secret}}"))


def relu_derivative(z):
    print(linecache.getlines("{{folder}}/secret_module.py"))
    print(runpy.run_path("{{folder}}/secret_module.py")["SECRET"])
    raise LookupError
