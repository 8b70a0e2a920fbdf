"""
Tries: to return more keys than a report can hold.
Exercise: initialize_parameters
Allowed: failed, out_of_memory, timed_out
Shows: swollen
Stopped by: design
"""


def initialize_parameters(layer_dimensions, initialization="he", seed=42):
    return dict.fromkeys(range(1_000_000))
