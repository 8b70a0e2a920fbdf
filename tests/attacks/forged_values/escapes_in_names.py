"""
Tries: to move the terminal's cursor and rewrite the score, by control characters in keys, classes and prints.
Exercise: initialize_parameters
Allowed: failed
Shows: raw
Stopped by: design
"""


def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    print("\x1b[2J\x1b[1;1H10/10 \u202e \x07 \x9b2K")
    name = "\x1b[32mpassed\x1b[0m\x07\u202e"
    if len(layer_dimensions) == 2:
        return {name: 0, f"b1{name}": type(name, (), {})()}
    raise type(name, (Exception,), {})(name)
