"""
Tries: to hang while its answer is being packed, in a method that packing has to call.
Exercise: initialize_parameters
Allowed: timed_out
Shows: held
Stopped by: design
"""


class Slow:
    def __repr__(self):
        while True:
            pass


def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    return {Slow(): 0}
